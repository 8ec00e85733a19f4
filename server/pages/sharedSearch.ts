import { z } from 'zod'
import { climbFilter } from '../../shared/contract/climbs'
import { ircraOf } from '../../shared/rules/grades'

/** What a link to a search may tell everybody. Whose sends, likes and projects are meant depends on who follows it. */
const NAMES = [
  'search', 'grade_min', 'grade_max', 'setters', 'not_setters', 'feet_rule', 'benchmark', 'tags', 'source', 'created_from', 'created_until',
  'holds', 'holds_mode', 'not_holds', 'grips', 'mostly', 'not_conditions',
] as const
type Name = (typeof NAMES)[number]
/** A search in its normal form: the same search has the same parameters, in the same order. */
export type SharedSearch = Readonly<Partial<Record<Name | 'face_id', string>>>

const LISTS: ReadonlySet<Name> = new Set<Name>(['setters', 'not_setters', 'tags', 'holds', 'not_holds', 'grips', 'not_conditions'])
const isGrade = (text: string) => ircraOf(text) !== null
/** Values that the filter takes, and that may still restrict nothing. */
const RESTRICTS: Readonly<Partial<Record<Name, (text: string, asked: URLSearchParams) => boolean>>> = {
  grade_min: isGrade, grade_max: isGrade,
  benchmark: text => text === 'true',
  holds_mode: (text, asked) => text !== 'all' && asked.has('holds'),
}
const FaceId = z.string().regex(/^[\w-]{1,64}$/)

const inOrder = (text: string): string =>
  [...new Set(text.split(',').map(word => word.trim()).filter(word => word !== ''))].sort((a, b) => (a < b ? -1 : 1)).join(',')

/** @returns null for a value that does not restrict, or makes no sense, as the app ignores it */
function valueOf(name: Name, asked: URLSearchParams): string | null {
  const given = asked.get(name)?.trim() ?? ''
  const text = LISTS.has(name) ? inOrder(given) : given
  if (text === '' || !climbFilter[name].safeParse(text).success) return null
  const restricts = RESTRICTS[name]
  return restricts && !restricts(text, asked) ? null : text
}

/** [SHARE-7] The search that an address is about, from its `?` on; null if it is none. */
export function sharedSearch(address: string): SharedSearch | null {
  const asked = new URLSearchParams(address.slice(address.indexOf('?') + 1))
  const told = NAMES.flatMap((name) => {
    const value = valueOf(name, asked)
    return value === null ? [] : [[name, value] as const]
  })
  if (told.every(([name]) => name === 'holds_mode')) return null
  const face = FaceId.safeParse(asked.get('face_id'))
  return Object.fromEntries([...face.success ? [['face_id', face.data] as const] : [], ...told])
}

export const searchAddress = (search: SharedSearch): string => new URLSearchParams(search).toString()
