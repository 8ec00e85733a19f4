import { limits } from '../../shared/limits'
import type { Ascent } from '../../shared/model/ascent'
import { instantOf, msOf, type Instant } from '../../shared/model/instant'
import type { AscentFacts } from '../offline/outbox/item'
import { dayOf } from '../ui/dayOf'

/** The fields of the form, as they are typed. */
export interface AscentDraft {
  day: string
  isFlash: boolean
  attempts: string
  grade: string
  notes: string
  isHidden: boolean
}

export const draftOf = ({ sent_at, is_flash, attempts, grade_font, notes, is_hidden }: Ascent): AscentDraft => ({
  day: dayOf(msOf(sent_at)),
  isFlash: is_flash,
  attempts: attempts === null ? '' : String(attempts),
  grade: grade_font ?? '',
  notes: notes ?? '',
  isHidden: is_hidden,
})

/** The moment of a day that was chosen: as before on the same day, now on this one, or else noon. */
export function sentAtOf(day: string, before: Instant, now: number): Instant {
  if (day === '' || day === dayOf(msOf(before))) return before
  if (day >= dayOf(now)) return instantOf(now)
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return instantOf(new Date(year, month - 1, date, 12).getTime())
}

const isCount = (text: string): boolean => /^\d{1,4}$/.test(text) && Number(text) >= 1 && Number(text) <= limits.attemptsMax
export const hasFault = ({ attempts, isFlash }: AscentDraft): boolean => !isFlash && attempts !== '' && !isCount(attempts)

/** [LOGBOOK-2] A flash took one try. Fields that were left empty say nothing. */
export const factsOf = (draft: AscentDraft, before: Instant, now: number): Required<AscentFacts> => ({
  sent_at: sentAtOf(draft.day, before, now),
  is_flash: draft.isFlash,
  attempts: draft.isFlash ? 1 : draft.attempts === '' ? null : Number(draft.attempts),
  grade_font: draft.grade || null,
  notes: draft.notes.trim() || null,
  is_hidden: draft.isHidden,
})
