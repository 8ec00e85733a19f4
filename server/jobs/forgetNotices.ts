import { guest } from '../../shared/access/actor'
import { instantOf, msOf } from '../../shared/model/instant'
import type { Job } from './scheduler'

const HOUR_MS = 3_600_000
const KEPT_MS = 30 * 24 * HOUR_MS

/** [NOTICE-5] A notice that ended is kept for 30 days, so that an admin may show it again. */
export const forgetNotices: Job = {
  name: 'forget-notices',
  everyMs: HOUR_MS,
  async run({ stores, transactions }, { now }) {
    const over = await stores.notices.idsOver(instantOf(msOf(now) - KEPT_MS))
    if (over.length === 0) return
    await transactions(guest, async ({ stores: inside, touch }) => {
      await inside.notices.delete(over)
      over.forEach(touch.notice)
    })
  },
}
