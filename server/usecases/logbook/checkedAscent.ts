import type { Input } from '../../../shared/contract/commands'
import type { Ascent } from '../../../shared/model/ascent'
import { instantOf, msOf, type Instant } from '../../../shared/model/instant'
import { Refusal } from '../../../shared/result'
import { hundredthsOf } from '../../../shared/rules/gradeOpinion'
import { ircraOf } from '../../../shared/rules/grades'

/** A device's clock may be so far ahead of the server's. */
const AHEAD_MS = 10 * 60_000

export type Told = Omit<Input<'ascents.update'>, 'id'>
type Facts = Pick<Ascent, 'sent_at' | 'attempts' | 'is_flash' | 'grade_font' | 'notes' | 'is_hidden'>

const invalid = (path: keyof Facts, message: string) => new Refusal('invalid', {}, { issues: [{ path, message }] })

export const NEW_ASCENT = { attempts: null, is_flash: false, grade_font: null, notes: null, is_hidden: false } as const

/** The value that was told, or the one of before where none was. */
const toldOr = <T>(told: T | undefined, before: T): T => (told === undefined ? before : told)

/** A flash has one attempt: several attempts that are told later make it none. @throws Refusal `invalid` if both are told at once */
function effortOf(before: Facts, { is_flash, attempts }: Told): Pick<Facts, 'is_flash' | 'attempts'> {
  const [isFlash, all] = [toldOr(is_flash, before.is_flash), toldOr(attempts, before.attempts)]
  const areMany = all !== null && all > 1
  if (is_flash === true && attempts !== undefined && areMany) throw invalid('attempts', 'flash_attempts')
  const stays = isFlash && (is_flash === true || !areMany)
  return { is_flash: stays, attempts: stays ? 1 : all }
}

/** @throws Refusal `invalid` if there is no such grade */
function opinionOf(font: string | null): { grade_font: string | null; grade_hundredths: number | null } {
  if (font === null || font === '') return { grade_font: null, grade_hundredths: null }
  const grade_hundredths = hundredthsOf(ircraOf(font))
  if (grade_hundredths === null) throw invalid('grade_font', 'unknown_grade')
  return { grade_font: font.trim().toUpperCase(), grade_hundredths }
}

/**
 * [SEND-2] The facts of a send after what was told of it; what was left out stays as it was.
 * @throws Refusal `invalid` if it is in the future, a flash took several attempts, or the grade is unknown
 */
export function checkedAscent(before: Facts, told: Told, now: Instant): Facts & { grade_hundredths: number | null } {
  const sent_at = toldOr(told.sent_at, before.sent_at)
  if (sent_at > instantOf(msOf(now) + AHEAD_MS)) throw invalid('sent_at', 'future')
  return {
    sent_at, ...effortOf(before, told), ...opinionOf(toldOr(told.grade_font, before.grade_font)),
    notes: toldOr(told.notes, before.notes) || null, is_hidden: toldOr(told.is_hidden, before.is_hidden),
  }
}
