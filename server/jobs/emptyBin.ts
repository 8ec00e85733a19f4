import { guest } from '../../shared/access/actor'
import { binCutoff } from '../../shared/rules/bin'
import type { Job } from './scheduler'

/** So many climbs are deleted at once, because their owners' feeds are locked meanwhile. */
const AT_ONCE = 200

/** [CLIMB-10] Deletes climbs for good after 30 days in the bin, with others' remarks on them. */
export const emptyBin: Job = {
  name: 'empty-bin',
  everyMs: 3_600_000,
  async run({ stores, transactions }, { now }) {
    for (let due = await stores.bin.due(binCutoff(now), AT_ONCE); due.length > 0; due = await stores.bin.due(binCutoff(now), AT_ONCE)) {
      await transactions(guest, async ({ stores: inside, touch }) => {
        for (const id of due) {
          touch.climbAnywhere(id)
          for (const userId of await inside.climbs.remarkers(id)) touch.personal(userId, id)
        }
        await inside.bin.purge(due, now)
      })
    }
  },
}
