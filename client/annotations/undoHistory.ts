import type { AnnotationPart } from '../../shared/model/annotationParts'

/** One part of my annotation of a hold; null takes it away. */
export interface AnnotationChange {
  holdId: number
  part: AnnotationPart
  value: string | null
}

interface Change extends AnnotationChange {
  before: string | null
}
/** The votes of one step; they are taken back at once. */
export type UndoStep = readonly Change[]

/** My votes on this visit, in steps; a value, every change gives a new one. */
export interface UndoHistory {
  readonly past: readonly UndoStep[]
  readonly future: readonly UndoStep[]
}
export const emptyHistory: UndoHistory = { past: [], future: [] }

type ValueOf = (holdId: number, part: AnnotationPart) => string | null

const REMEMBERED = 200

/** The votes of it that change something. */
export const stepOf = (changes: readonly AnnotationChange[], valueOf: ValueOf): UndoStep =>
  changes.map(change => ({ ...change, before: valueOf(change.holdId, change.part) })).filter(({ before, value }) => before !== value)

/** Notes typed on one hold are one step, however many letters. */
export function recorded(history: UndoHistory, step: UndoStep): UndoHistory {
  if (step.length === 0) return history
  const last = history.past.at(-1)
  const typed = history.future.length === 0 && last && typedOn(last, step)
  const past = typed ? [...history.past.slice(0, -1), typed] : [...history.past, step]
  return { past: past.slice(-REMEMBERED), future: [] }
}

function typedOn([before, ...others]: UndoStep, [now]: UndoStep): UndoStep | null {
  const isSame = before && now && others.length === 0 && before.part === 'notes' && now.part === 'notes' && before.holdId === now.holdId
  return isSame ? [{ ...now, before: before.before }] : null
}

/**
 * The last step of which something still stands is taken back. What does not (it was refused, or changed on
 * another device) is nobody's to take back here.
 */
export function undone({ past, future }: UndoHistory, valueOf: ValueOf): { history: UndoHistory; step: UndoStep } | null {
  const stands = ({ holdId, part, value }: Change): boolean => valueOf(holdId, part) === value
  const at = past.findLastIndex(step => step.some(stands))
  const step = past[at]?.filter(stands)
  return step ? { step, history: { past: past.slice(0, at), future: [step, ...future] } } : null
}

/** The other way round: only where what stood before it still stands. */
export function redone({ past, future }: UndoHistory, valueOf: ValueOf): { history: UndoHistory; step: UndoStep } | null {
  const stands = ({ holdId, part, before }: Change): boolean => valueOf(holdId, part) === before
  const at = future.findIndex(step => step.some(stands))
  const step = future[at]?.filter(stands)
  return step ? { step, history: { past: [...past, step], future: future.slice(at + 1) } } : null
}
