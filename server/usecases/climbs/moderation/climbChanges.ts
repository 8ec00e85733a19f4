import type { StoredClimb } from '../../../db/stores/climbs/moderation'

/** The columns that an admin's correction changes. */
export type Corrected = Partial<Pick<
  StoredClimb,
  'name' | 'grade_font' | 'grade_ircra' | 'feet_rule' | 'is_benchmark' | 'description' | 'is_private' | 'holds_list'
>>
type Value = string | boolean | null
/** The fields that the log says in words. Of the holds it says only that they changed. */
const SAID = ['name', 'grade_font', 'feet_rule', 'is_benchmark', 'description'] as const

/** Each change as it stands in the log. `before` is missing where climbs differed. */
export function changesInWords(before: Corrected | null, after: Corrected): Record<string, { before?: Value; after: Value }> {
  return Object.fromEntries(
    SAID.flatMap((field) => {
      const value = after[field]
      if (value === undefined) return []
      const was = before?.[field]
      return [[field, was === undefined ? { after: value } : { before: was, after: value }] as const]
    }),
  )
}
