import { FIRST_OWN_HOLD_ID } from '../model/holdNumbers'
import type { Role } from '../model/climbHold'
import { formatHoldsList, parseHoldsList } from './holdsList'

/** The parts of a climb that Stokt gets. */
export interface StoktContent {
  name: string
  /** In one order, so that two lists of the same holds are equal. */
  holds: string
  /** Font; `?` for a climb without a grade, as Stokt writes it. */
  grade: string
  feet_rule: string
  description: string
  is_private: boolean
  tags: readonly string[]
}
interface Told {
  name: string
  holds_list: string
  grade_font: string | null
  feet_rule: string | null
  description: string | null
  is_private: boolean
  tags: readonly string[]
}

/** The holds in one order, whatever the order in the list. */
export function orderedHolds(holdsList: string): string {
  const holds = parseHoldsList(holdsList) ?? []
  return formatHoldsList(holds.toSorted((a, b) => a.hold_id - b.hold_id || (a.role < b.role ? -1 : 1)))
}

export const contentOf = ({ name, holds_list, grade_font, feet_rule, description, is_private, tags }: Told): StoktContent => ({
  name, holds: orderedHolds(holds_list), grade: grade_font ?? '?', feet_rule: feet_rule ?? '', description: description ?? '',
  is_private, tags,
})

/** The fields that differ. */
export function changedFields(before: StoktContent, after: StoktContent): (keyof StoktContent)[] {
  return (Object.keys(after) as (keyof StoktContent)[]).filter(field => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
}

/** [STOKT-16] True if Stokt can know each of the holds: those that were drawn here have numbers of our own. */
export const knowsHolds = ({ holds }: StoktContent): boolean =>
  (parseHoldsList(holds) ?? []).every(({ hold_id }) => hold_id < FIRST_OWN_HOLD_ID)

/** [STOKT-16] The fields as Stokt takes them when a climb is made or changed. */
export function bodyOf(content: StoktContent, fields = Object.keys(content) as (keyof StoktContent)[]): Record<string, unknown> {
  const holds = parseHoldsList(content.holds) ?? []
  const ids = (role: Role) => holds.filter(hold => hold.role === role).map(({ hold_id }) => hold_id)
  const parts: Record<keyof StoktContent, [string, unknown]> = {
    name: ['name', content.name],
    holds: ['holdsList', { start: ids('S'), others: ids('O'), top: ids('T'), feetOnly: ids('F') }],
    grade: ['grade', { gradingSystem: 'font', value: content.grade }],
    feet_rule: ['feetRule', content.feet_rule],
    description: ['description', content.description],
    is_private: ['isPrivate', content.is_private],
    tags: ['tags_list', content.tags],
  }
  return Object.fromEntries(fields.map(field => parts[field]))
}

/** The fields of a new climb; what is empty is left out. */
export const newBodyOf = (content: StoktContent): Record<string, unknown> =>
  bodyOf(content, (Object.keys(content) as (keyof StoktContent)[]).filter(field => content[field] !== '' && String(content[field]) !== ''))
