import { partValues } from './model/annotation'
import { ANNOTATION_PARTS, type AnnotationPart } from './model/annotationParts'
import { LAST_HOLD_ID } from './model/holdNumbers'

/** Root names of the documents; see `docs/documents.md`. */
export const VOTES_MAP = 'holds'
export const SHEET_MARKS = 'marks'
export const noteRoot = (holdId: number): string => `note:${holdId}`

/** Characters in a shared note. */
export const SHEET_NOTE_MAX = 4000

/** One key per part, because a map entry is last-writer-wins as a whole. */
export const voteKey = (holdId: number, part: AnnotationPart): string => `${holdId}/${part}`

function parseHoldId(text: string): number | null {
  const holdId = /^[1-9]\d{0,9}$/.test(text) ? Number(text) : LAST_HOLD_ID + 1
  return holdId <= LAST_HOLD_ID ? holdId : null
}

export function parseVoteKey(key: string): { holdId: number; part: AnnotationPart } | null {
  const [hold = '', part = '', ...rest] = key.split('/')
  const known = ANNOTATION_PARTS.find(name => name === part)
  const holdId = parseHoldId(hold)
  return known && holdId !== null && rest.length === 0 ? { holdId, part: known } : null
}

export function parseNoteRoot(name: string): number | null {
  return name.startsWith('note:') ? parseHoldId(name.slice('note:'.length)) : null
}

/** PostgreSQL stores neither NUL nor half a surrogate pair: both databases refuse them. */
const STORABLE = /^[^\0\p{Surrogate}]*$/u
export const isStorable = (text: string): boolean => STORABLE.test(text)

/** `""` stands for cleared: keys are never deleted, a delete always loses to a concurrent set. */
export const isVoteValue = (part: AnnotationPart, value: unknown): value is string =>
  value === '' || (partValues[part].safeParse(value).success && isStorable(String(value)))

/** `__proto__` is no key of a plain object. */
export const isMarkId = (key: string): boolean => /^[A-Za-z0-9_-]{1,64}$/.test(key) && key !== '__proto__'
