import { ANNOTATION_PARTS, partValues, type AnnotationPart } from './model/annotation'

/** Root names of the documents; see `docs/documents.md`. */
export const VOTES_MAP = 'holds'
export const SHEET_MARKS = 'marks'
export const noteRoot = (holdId: number): string => `note:${holdId}`

/** One key per part, because a map entry is last-writer-wins as a whole. */
export const voteKey = (holdId: number, part: AnnotationPart): string => `${holdId}/${part}`

export function parseVoteKey(key: string): { holdId: number; part: AnnotationPart } | null {
  const [hold = '', part = '', ...rest] = key.split('/')
  const known = ANNOTATION_PARTS.find(name => name === part)
  if (!known || rest.length > 0 || !/^[1-9]\d{0,9}$/.test(hold)) return null
  return { holdId: Number(hold), part: known }
}

export function parseNoteRoot(name: string): number | null {
  const match = /^note:([1-9]\d{0,9})$/.exec(name)
  return match ? Number(match[1]) : null
}

/** `""` stands for cleared: keys are never deleted, a delete always loses to a concurrent set. */
export const isVoteValue = (part: AnnotationPart, value: unknown): value is string =>
  value === '' || partValues[part].safeParse(value).success
