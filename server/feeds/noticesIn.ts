import type { FeedChange, NoticeNews } from '../../shared/contract/feeds'
import type { Instant } from '../../shared/model/instant'
import type { Notice } from '../../shared/model/notice'
import { isNoticeShown } from '../../shared/rules/isNoticeShown'

/** [NOTICE-4] The notices of a pushed change that are shown at this moment, as the event `notice` tells them. */
export const noticesIn = ({ rows, at }: Pick<FeedChange, 'rows' | 'at'>, now: Instant): NoticeNews[] =>
  rows.flatMap(({ kind, op, value }) => {
    if (kind !== 'notice' || op !== 'put') return []
    const notice = value as Notice
    const { id, level, title, text, by } = notice
    return isNoticeShown(notice, now) ? [{ id, level, title, text, by, at }] : []
  })
