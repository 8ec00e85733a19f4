import { limits } from '../../shared/limits'
import type { Ascent } from '../../shared/model/ascent'
import type { ClimbRow } from '../../shared/model/climb'
import { instantOf, msOf, type Instant } from '../../shared/model/instant'
import { FONT_GRADES } from '../../shared/rules/grades'
import { normalise } from '../../shared/rules/text'
import type { AscentFacts } from '../offline/outbox/item'
import { readCsv, writeCsv } from './csv'
import { dayOf } from '../ui/dayOf'

const COLUMNS = ['sent_at', 'climb_id', 'climb', 'is_flash', 'attempts', 'grade_font', 'notes', 'is_hidden'] as const
type Column = (typeof COLUMNS)[number]

/** [LOGBOOK-6] My sends as a table, the last first. */
export const logbookCsv = (ascents: readonly Ascent[], climb: (id: string) => ClimbRow | undefined): string => writeCsv([
  COLUMNS,
  ...ascents.map(({ sent_at, climb_id, is_flash, attempts, grade_font, notes, is_hidden }) => [
    sent_at, climb_id, climb(climb_id)?.name ?? '', String(is_flash), String(attempts ?? ''), grade_font ?? '', notes ?? '', String(is_hidden),
  ]),
])

export type RowFault = 'columns' | 'climb' | 'several' | 'date' | 'future' | 'attempts' | 'grade' | 'flag' | 'notes' | 'rows'
export interface CsvFault {
  /** The line of the file, its heading being the first. */
  line: number
  fault: RowFault
  value: string
}
export interface ReadLogbook {
  sends: { climb: ClimbRow; facts: AscentFacts & { sent_at: Instant } }[]
  /** Rows that the logbook has already. */
  known: number
  faults: CsvFault[]
}

class Faulty extends Error {
  constructor(readonly fault: RowFault, readonly value: string) {
    super(fault)
  }
}

interface Known {
  climbs: readonly ClimbRow[]
  ascents: readonly Ascent[]
  now: number
}

/** [LOGBOOK-6] Reads a table of sends. A row that the logbook has already adds nothing; each row that cannot be read is told. */
export function readLogbook(file: string, known: Known): ReadLogbook {
  const [heading = [], ...rows] = readCsv(file)
  const columns = heading.map(name => name.trim().toLowerCase())
  const result: ReadLogbook = { sends: [], known: 0, faults: [] }
  if (!columns.includes('sent_at') || !(columns.includes('climb_id') || columns.includes('climb')))
    return { ...result, faults: [{ line: 1, fault: 'columns', value: '' }] }
  if (rows.length > limits.logbookRowsMax) return { ...result, faults: [{ line: 1, fault: 'rows', value: String(limits.logbookRowsMax) }] }
  const climbOf = climbFinder(known.climbs)
  const left = [...known.ascents]
  rows.forEach((row, index) => {
    const cell = (column: Column): string => row[columns.indexOf(column)]?.trim() ?? ''
    try {
      const climb = climbOf(cell('climb_id'), cell('climb'))
      const facts = factsOf(cell, known.now)
      const at = left.findIndex(({ climb_id, sent_at }) => climb_id === climb.id && isSame(sent_at, facts.sent_at, cell('sent_at')))
      if (at < 0) result.sends.push({ climb, facts })
      else {
        left.splice(at, 1)
        result.known += 1
      }
    } catch (failure) {
      if (!(failure instanceof Faulty)) throw failure
      result.faults.push({ line: index + 2, fault: failure.fault, value: failure.value })
    }
  })
  return result
}

/** A file that gives only the day means any send of that day. */
const isSame = (sentAt: Instant, told: Instant, text: string): boolean =>
  isDay(text) ? dayOf(msOf(sentAt)) === text : msOf(sentAt) === msOf(told)

function climbFinder(climbs: readonly ClimbRow[]): (id: string, name: string) => ClimbRow {
  const byId = new Map(climbs.map(climb => [climb.id, climb]))
  const byName = new Map<string, ClimbRow[]>()
  for (const climb of climbs) byName.set(normalise(climb.name), [...byName.get(normalise(climb.name)) ?? [], climb])
  return (id, name) => {
    const known = byId.get(id)
    if (known) return known
    const [one, other] = name === '' ? [] : byName.get(normalise(name)) ?? []
    if (other) throw new Faulty('several', name)
    if (!one) throw new Faulty('climb', name || id)
    return one
  }
}

const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text)

function momentOf(text: string, now: number): Instant {
  const isKnown = isDay(text) || /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(text)
  // A day alone is that day's noon here, or now if it is today.
  const ms = isKnown ? Date.parse(isDay(text) ? `${text}T12:00:00` : text) : Number.NaN
  if (Number.isNaN(ms) || (isDay(text) && dayOf(ms) !== text)) throw new Faulty('date', text)
  if (isDay(text) ? text > dayOf(now) : ms > now + 600_000) throw new Faulty('future', text)
  return instantOf(isDay(text) ? Math.min(ms, now) : ms)
}

function flagOf(text: string): boolean {
  const word = text.toLowerCase()
  if (['true', '1', 'oui', 'yes', 'x', 'vrai'].includes(word)) return true
  if (['false', '0', 'non', 'no', '', 'faux'].includes(word)) return false
  throw new Faulty('flag', text)
}

function attemptsOf(text: string, isFlash: boolean): number | null {
  const isCount = /^\d{1,4}$/.test(text) && Number(text) >= 1 && Number(text) <= limits.attemptsMax
  if (text !== '' && (!isCount || (isFlash && Number(text) !== 1))) throw new Faulty('attempts', text)
  if (isFlash) return 1
  return text === '' ? null : Number(text)
}

function gradeOf(text: string): string | null {
  const grade = text.toUpperCase()
  if (grade !== '' && !FONT_GRADES.some(({ font }) => font === grade)) throw new Faulty('grade', text)
  return grade || null
}

function factsOf(cell: (column: Column) => string, now: number): AscentFacts & { sent_at: Instant } {
  const notes = cell('notes')
  const is_flash = flagOf(cell('is_flash'))
  if (notes.length > limits.descriptionMax) throw new Faulty('notes', `${notes.slice(0, 20)}…`)
  return {
    sent_at: momentOf(cell('sent_at'), now),
    is_flash,
    attempts: attemptsOf(cell('attempts'), is_flash),
    grade_font: gradeOf(cell('grade_font')),
    notes: notes || null,
    is_hidden: flagOf(cell('is_hidden')),
  }
}
