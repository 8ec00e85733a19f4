import { guest } from '../../shared/access/actor'
import { limits } from '../../shared/limits'
import { instantOf, msOf } from '../../shared/model/instant'
import type { Job } from './scheduler'

/** [OVERVIEW-5] Deletes the rows of servers that ended without a word. */
export const forgetNodes: Job = {
  name: 'forget-nodes',
  everyMs: limits.nodeGoneMs,
  async run({ stores, transactions }, { now }) {
    const since = instantOf(msOf(now) - limits.nodeGoneMs)
    if ((await stores.nodes.idsGone(since)).length === 0) return
    await transactions(guest, async ({ stores: inside, touch }) => {
      const gone = await inside.nodes.idsGone(since)
      await inside.nodes.delete(gone)
      gone.forEach(touch.connection)
    })
  },
}
