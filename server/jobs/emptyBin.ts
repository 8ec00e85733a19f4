import { guest } from '../../shared/access/actor'
import { binCutoff } from '../../shared/rules/bin'
import type { Job } from './scheduler'

/** So many climbs at once: their owners' feeds are locked meanwhile. */
const AT_ONCE = 200

/** [CLIMB-10] What lay in the bin for 30 days goes for good, with what others remarked on it. */
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
