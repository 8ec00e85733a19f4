import { formatHoldsList } from '../../../shared/rules/holdsList'
import type { Draft } from './draft'

const FIELDS = ['name', 'holds', 'grade', 'feet', 'description', 'isPrivate'] as const
export type DraftField = (typeof FIELDS)[number]

/** A field that somebody else changed while it was being edited here. */
export interface Met {
  field: DraftField
  /** The climb as it was when the change here began. */
  before: Draft
  theirs: Draft
  /** The value that was entered here; null where none was, and theirs is taken. */
  mine: Draft | null
  choice: 'mine' | 'theirs' | null
}

const textOf = (draft: Draft, field: DraftField): string => (field === 'holds' ? formatHoldsList(draft.holds) : String(draft[field]))
const isSame = (field: DraftField, one: Draft, other: Draft): boolean => textOf(one, field) === textOf(other, field)
const take = (draft: Draft, field: DraftField, from: Draft): Draft => ({ ...draft, [field]: from[field] })

/**
 * [SET-3] Brings together what one entered and what others saved meanwhile, field by field: what one did not
 * touch becomes theirs, what both changed waits for a choice. Nothing is lost either way.
 */
export function met(draft: Draft, base: Draft, theirs: Draft, earlier: readonly Met[]): { draft: Draft; met: Met[] } {
  let now = draft
  const all = FIELDS.flatMap((field): Met[] => {
    const known = earlier.find(one => one.field === field)
    if (isSame(field, base, theirs)) return known ? [known] : []
    if (known?.mine) {
      if (known.choice === 'theirs') now = take(now, field, theirs)
      return isSame(field, known.mine, theirs) ? [] : [{ ...known, theirs }]
    }
    if (isSame(field, draft, theirs)) return []
    const isTouched = !isSame(field, draft, base)
    if (!isTouched) now = take(now, field, theirs)
    return [{ field, before: known?.before ?? base, theirs, mine: isTouched ? draft : null, choice: isTouched ? null : 'theirs' }]
  })
  return { draft: now, met: all }
}

/** Compares what was entered with what the climb was and is; each field that differs waits for a choice. */
export const contested = (theirs: Draft, mine: Draft): Met[] =>
  FIELDS.filter(field => !isSame(field, mine, theirs)).map(field => ({ field, before: theirs, theirs, mine, choice: null }))

/** One's own words or theirs, for one field; what was entered here meanwhile counts as one's own. */
export function chosen(draft: Draft, all: readonly Met[], field: DraftField, choice: 'mine' | 'theirs'): { draft: Draft; met: Met[] } {
  const one = all.find(it => it.field === field)
  if (!one?.mine) return { draft, met: [...all] }
  const mine = one.choice === 'theirs' ? one.mine : draft
  return {
    draft: take(draft, field, choice === 'mine' ? mine : one.theirs),
    met: all.map(it => (it === one ? { ...one, mine, choice } : it)),
  }
}
