import { instantOf, msOf } from '../../shared/model/instant'
import type { Job } from './scheduler'

const DAY_MS = 24 * 3_600_000

/** [REST-11] Answers to writes are kept for 7 days. */
export const purgeExpiredAnswers: Job = {
  name: 'forget-answers',
  everyMs: DAY_MS,
  run: ({ stores }, { now }) => stores.answers.forget(instantOf(msOf(now) - 7 * DAY_MS)),
}
