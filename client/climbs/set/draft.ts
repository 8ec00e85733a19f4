import type { CreateClimb } from '../../../shared/contract/climbs'
import type { Instant } from '../../../shared/model/instant'
import type { CallInput } from '../../../shared/contract/commands'
import { limits } from '../../../shared/limits'
import type { ClimbRow } from '../../../shared/model/climb'
import { ROLES, type ClimbHold } from '../../../shared/model/climbHold'
import { hasTexts, isRecord } from '../../ui/kept'
import { climbProblems, formatHoldsList, parseHoldsList, type ClimbProblem } from '../../../shared/rules/holdsList'

/** A climb being set, as it is kept in the browser. */
export interface Draft {
  holds: ClimbHold[]
  name: string
  grade: string
  feet: string
  description: string
  isPrivate: boolean
}
export type DraftFields = Omit<Draft, 'holds'>
/** The climb that is being changed, as it was when its change began. */
export interface Original {
  id: string
  updatedAt: Instant
  draft: Draft
}
interface Kept {
  draft: Draft
  original: Original | null
}

const isHold = (kept: unknown): kept is ClimbHold =>
  isRecord(kept) && Number.isInteger(kept['hold_id']) && ROLES.some(role => role === kept['role'])

const isDraft = (kept: unknown): kept is Draft =>
  isRecord(kept) && hasTexts(kept, ['name', 'grade', 'feet', 'description']) && typeof kept['isPrivate'] === 'boolean'
  && Array.isArray(kept['holds']) && kept['holds'].every(isHold)

const isOriginal = (kept: unknown): kept is Original => isRecord(kept) && hasTexts(kept, ['id', 'updatedAt']) && isDraft(kept['draft'])

/** The browser kept this from another visit; an older version's draft does not say which climb it changes. */
export function keptOf(kept: unknown): Kept | null {
  if (isDraft(kept)) return { draft: kept, original: null }
  if (!isRecord(kept) || !isDraft(kept['draft'])) return null
  const { draft, original } = kept
  return original === null || isOriginal(original) ? { draft, original } : null
}

export const emptyDraft: Draft = { holds: [], name: '', grade: '', feet: '', description: '', isPrivate: false }

export const draftOf = (climb: ClimbRow): Draft => ({
  holds: parseHoldsList(climb.holds_list) ?? [],
  name: climb.name,
  grade: climb.grade_font ?? '',
  feet: climb.feet_rule ?? '',
  description: climb.description ?? '',
  isPrivate: climb.is_private,
})

export const originalOf = (climb: ClimbRow): Original => ({ id: climb.id, updatedAt: climb.updated_at, draft: draftOf(climb) })

export type Missing = ClimbProblem | 'name_short' | 'name_long'

/** [SET-1] What keeps the draft from being published, the wall first. Holds left as they were imported are no reason. */
export function missingIn(draft: Draft, original: Draft | null = null): Missing[] {
  const untouched = original !== null && formatHoldsList(original.holds) === formatHoldsList(draft.holds)
  const missing: Missing[] = untouched ? [] : climbProblems(draft.holds)
  const length = draft.name.trim().length
  if (length < limits.climbNameMin) missing.push('name_short')
  if (length > limits.climbNameMax) missing.push('name_long')
  return missing
}

export const inputOf = (
  draft: Draft, faceId: string,
): Omit<CreateClimb, 'personal_notes' | 'personal_rating' | 'is_project' | 'on_stokt'> => ({
  face_id: faceId,
  name: draft.name.trim(),
  holds_list: formatHoldsList(draft.holds),
  grade_font: draft.grade === '' ? null : draft.grade,
  feet_rule: draft.feet === '' ? null : draft.feet,
  description: draft.description.trim() === '' ? null : draft.description.trim(),
  is_private: draft.isPrivate,
})

/** The changed fields alone, so that a rename does not undo somebody else's new grade. */
export function patchOf(draft: Draft, original: Draft): Partial<Omit<ReturnType<typeof inputOf>, 'face_id'>> {
  const { face_id: _, ...now } = inputOf(draft, '')
  const { face_id: __, ...before } = inputOf(original, '')
  return Object.fromEntries(Object.entries(now).filter(([key, value]) => value !== before[key as keyof typeof before]))
}

/** A change of a climb, as it was sent, in the words of a draft. */
export const wordsOf = ({
  name,
  holds_list,
  grade_font,
  feet_rule,
  description,
  is_private,
}: Partial<CallInput<'climbs.update'>>): Partial<Draft> => ({
  ...(name === undefined ? {} : { name }),
  ...(holds_list === undefined ? {} : { holds: parseHoldsList(holds_list) ?? [] }),
  ...(grade_font === undefined ? {} : { grade: grade_font ?? '' }),
  ...(feet_rule === undefined ? {} : { feet: feet_rule ?? '' }),
  ...(description === undefined ? {} : { description: description ?? '' }),
  ...(is_private === undefined ? {} : { isPrivate: is_private }),
})

export const isEmpty = (holds: readonly ClimbHold[], { name, description }: DraftFields): boolean =>
  holds.length === 0 && name.trim() === '' && description.trim() === ''
