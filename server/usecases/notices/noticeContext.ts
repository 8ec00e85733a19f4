import type { Instant } from '../../../shared/model/instant'
import type { Notice } from '../../../shared/model/notice'
import { Refusal } from '../../../shared/result'
import type { Stores } from '../../db/stores/stores'
import type { StoredNotice } from '../../db/stores/admin/notices'

/** @param earliest the moment before which it may not begin. @throws Refusal `invalid` if the notice ends before it begins */
export function checkTimes({ from, until }: Pick<StoredNotice, 'from' | 'until'>, earliest: Instant): void {
  const begins = from !== null && from > earliest ? from : earliest
  if (until !== null && until <= begins) throw new Refusal('invalid', {}, { issues: [{ path: 'until', message: 'ends_too_early' }] })
}

/** @throws Refusal `not_found` if there is no such gym or wall */
export async function requireAudience({ walls }: Stores, feed: string): Promise<void> {
  const [kind, id] = feed.split(':')
  if (id === undefined) return
  const rows = kind === 'gym' ? await walls.gymRows([id]) : await walls.faceRows([id])
  if (rows.length === 0) throw new Refusal('not_found')
}

export async function noticeView({ notices }: Stores, notice: StoredNotice): Promise<Notice> {
  const [view] = await notices.views([notice])
  if (!view) throw new Refusal('not_found')
  return view
}

/** The log keeps the words of a notice, because the notice itself goes. */
export const wordsOf = ({ level, title, text, from, until }: StoredNotice) => ({ level, title, text, from, until })

const NAME_MAX = 60
/** The name of a notice in the log: its title, or the beginning of its text. */
export const namesOf = ({ title, text }: StoredNotice) =>
  ({ target: title || (text.length > NAME_MAX ? `${text.slice(0, NAME_MAX)}…` : text) })
