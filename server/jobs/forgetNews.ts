import { guest } from '../../shared/access/actor'
import { instantOf, msOf } from '../../shared/model/instant'
import type { Job } from './scheduler'

const DAY_MS = 24 * 3_600_000
const KEPT_MS = 90 * DAY_MS

/** [NEWS-6] News are kept for 90 days. */
export const forgetNews: Job = {
  name: 'forget-news',
  everyMs: DAY_MS,
  async run({ transactions }, { now }) {
    await transactions(guest, async ({ stores, touch }) => {
      for (const id of await stores.news.forget(instantOf(msOf(now) - KEPT_MS))) touch.news(id)
    })
  },
}
