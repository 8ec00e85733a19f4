import type { Instant } from '../model/instant'
import type { Notice } from '../model/notice'

/** [NOTICE-2] A notice is shown from its first moment until just before its last. */
export const isNoticeShown = ({ from, until }: Pick<Notice, 'from' | 'until'>, now: Instant): boolean =>
  (from === null || from <= now) && (until === null || now < until)
