import { instantOf, msOf } from '../../shared/model/instant'
import type { Job } from './scheduler'

const HOUR_MS = 3_600_000
const KEPT_MS = 24 * HOUR_MS

/** [EXPORT-7] Uploaded walls are kept for a day. */
export const forgetUploads: Job = {
  name: 'forget-uploads',
  everyMs: HOUR_MS,
  run: ({ stores }, { now }) => stores.uploads.forget(instantOf(msOf(now) - KEPT_MS)),
}
