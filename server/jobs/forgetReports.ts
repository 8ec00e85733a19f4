import { guest } from '../../shared/access/actor'
import { instantOf, msOf } from '../../shared/model/instant'
import type { Job } from './scheduler'

const DAY_MS = 24 * 3_600_000
const KEPT_MS = 90 * DAY_MS

/** [REPORT-8] A resolved report is kept for 90 days, then nobody has it any more. */
export const forgetReports: Job = {
  name: 'forget-reports',
  everyMs: DAY_MS,
  async run({ stores, transactions }, { now }) {
    const old = await stores.reports.idsResolvedBefore(instantOf(msOf(now) - KEPT_MS))
    if (old.length === 0) return
    await transactions(guest, async ({ stores: inside, touch }) => {
      await inside.reports.delete(old)
      old.forEach(touch.report)
    })
  },
}
