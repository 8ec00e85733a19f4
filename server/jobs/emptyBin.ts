import { guest } from '../../shared/access/actor'
import type { Instant } from '../../shared/model/instant'
import { binCutoff } from '../../shared/rules/bin'
import { touchOwnFacts } from '../usecases/logbook/touchOwnFacts'
import type { Job } from './scheduler'

/** So many things are deleted at once, because their owners' feeds are locked meanwhile. */
const AT_ONCE = 200

/** [COMMENT-7] Deletes comments for good after 30 days in the bin. */
async function emptyOfComments({ stores, transactions }: Parameters<Job['run']>[0], until: Instant): Promise<void> {
  for (let due = await stores.comments.due(until, AT_ONCE); due.length > 0; due = await stores.comments.due(until, AT_ONCE)) {
    await transactions(guest, async ({ stores: inside, touch }) => {
      due.forEach(touch.comment)
      await inside.comments.purge(due)
    })
  }
}

/** [CLIMB-10] Deletes climbs for good after 30 days in the bin, with others' remarks on them, likes and sends. */
export const emptyBin: Job = {
  name: 'empty-bin',
  everyMs: 3_600_000,
  async run(parts, { now }) {
    const { stores, transactions } = parts
    await emptyOfComments(parts, binCutoff(now))
    for (let due = await stores.bin.due(binCutoff(now), AT_ONCE); due.length > 0; due = await stores.bin.due(binCutoff(now), AT_ONCE)) {
      await transactions(guest, async ({ stores: inside, touch }) => {
        for (const id of due) {
          touch.climbAnywhere(id)
        }
        await touchOwnFacts({ stores: inside, touch }, due)
        await inside.bin.purge(due, now)
      })
    }
  },
}
