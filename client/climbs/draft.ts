import { z } from 'zod'
import type { CreateClimb } from '../../shared/contract/climbs'
import type { CallInput } from '../../shared/contract/commands'
import { limits } from '../../shared/limits'
import { ROLES, type ClimbHold, type ClimbRow } from '../../shared/model/climb'
import { climbProblems, formatHoldsList, parseHoldsList, type ClimbProblem } from '../../shared/rules/holdsList'

/** A climb being set, as it is kept in the browser. */
export const Draft = z.object({
  holds: z.array(z.object({ hold_id: z.number().int(), role: z.enum(ROLES) })),
  name: z.string(),
  grade: z.string(),
  feet: z.string(),
  description: z.string(),
  isPrivate: z.boolean(),
})
export type Draft = z.infer<typeof Draft>
export type DraftFields = Omit<Draft, 'holds'>
/** The climb that is being changed, as it was when its change began. */
export const Original = z.object({ id: z.string(), updatedAt: z.string(), draft: Draft })
export type Original = z.infer<typeof Original>

const Kept = z.object({ draft: Draft, original: Original.nullable() })

/** The browser kept this from another visit; an older version's draft does not say which climb it changes. */
export function keptOf(kept: unknown): z.infer<typeof Kept> | null {
  const old = Draft.safeParse(kept)
  return old.success ? { draft: old.data, original: null } : Kept.safeParse(kept).data ?? null
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

export const inputOf = (draft: Draft, faceId: string): Omit<CreateClimb, 'personal_notes' | 'personal_rating' | 'is_project'> => ({
  face_id: faceId,
  name: draft.name.trim(),
  holds_list: formatHoldsList(draft.holds),
  grade_font: draft.grade === '' ? null : draft.grade,
  feet_rule: draft.feet === '' ? null : draft.feet,
  description: draft.description.trim() === '' ? null : draft.description.trim(),
  is_private: draft.isPrivate,
})

/** Only what was changed, so that a rename does not undo somebody else's new grade. */
export function patchOf(draft: Draft, original: Draft): Partial<Omit<ReturnType<typeof inputOf>, 'face_id'>> {
  const { face_id: _, ...now } = inputOf(draft, '')
  const { face_id: __, ...before } = inputOf(original, '')
  return Object.fromEntries(Object.entries(now).filter(([key, value]) => value !== before[key as keyof typeof before]))
}

/** A change of a climb, as it was sent, in the words of a draft. */
export const wordsOf = ({ name, holds_list, grade_font, feet_rule, description, is_private }: Partial<CallInput<'climbs.update'>>): Partial<Draft> => ({
  ...(name === undefined ? {} : { name }),
  ...(holds_list === undefined ? {} : { holds: parseHoldsList(holds_list) ?? [] }),
  ...(grade_font === undefined ? {} : { grade: grade_font ?? '' }),
  ...(feet_rule === undefined ? {} : { feet: feet_rule ?? '' }),
  ...(description === undefined ? {} : { description: description ?? '' }),
  ...(is_private === undefined ? {} : { isPrivate: is_private }),
})

export const isEmpty = (holds: readonly ClimbHold[], { name, description }: DraftFields): boolean =>
  holds.length === 0 && name.trim() === '' && description.trim() === ''
