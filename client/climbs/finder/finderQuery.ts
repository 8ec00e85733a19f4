import { EVERY_CLIMB, HOLDS_MODES, MINE, ORDERS, type ClimbFinder, type Order } from '../../../shared/model/climbFinder'
import { LIST_SORTS, USUAL_LIST_ORDER, type ListSort } from './listSort'
import { FONT_GRADES } from '../../../shared/rules/grades'
import { formatWantedHolds, parseHoldNumbers, parseWantedHolds } from '../../../shared/rules/wantedHolds'

type Query = Readonly<Record<string, unknown>>
const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/

const textOf = (query: Query, name: string): string => (typeof query[name] === 'string' ? query[name] : '')
const oneOf = <T extends string>(all: readonly T[], text: string): T | null => all.find(value => value === text) ?? null
const gradeOf = (text: string): string | null => FONT_GRADES.find(({ font }) => font === text)?.font ?? null
const idsOf = (text: string): string[] => [...new Set(text.split(','))].filter(id => /^[\w-]{1,64}$/.test(id))

/** [FILTER-3] Reads the search from the address. Values that make no sense are ignored. */
export function finderFromQuery(query: Query): ClimbFinder {
  const text = (name: keyof ClimbFinder) => textOf(query, name)
  const day = (name: 'created_from' | 'created_until') => (DAY.test(text(name)) ? text(name) : null)
  return {
    grade_min: gradeOf(text('grade_min')),
    grade_max: gradeOf(text('grade_max')),
    setters: idsOf(text('setters')),
    not_setters: idsOf(text('not_setters')),
    feet_rule: text('feet_rule') || null,
    benchmark: text('benchmark') === 'true',
    tags: [...new Set(text('tags').split(',').map(tag => tag.trim()).filter(tag => tag !== ''))],
    source: oneOf(['mastoc', 'stokt'], text('source')),
    created_from: day('created_from'),
    created_until: day('created_until'),
    mine: oneOf(MINE, text('mine')),
    holds: parseWantedHolds(text('holds')) ?? [],
    holds_mode: oneOf(HOLDS_MODES, text('holds_mode')) ?? 'all',
    not_holds: parseHoldNumbers(text('not_holds')) ?? [],
  }
}

/** Writes the search into an address, with the names of `GET /api/climbs`. What does not restrict is left out. */
export function finderToQuery(finder: ClimbFinder): Record<string, string> {
  const { setters, not_setters, benchmark, tags, holds, holds_mode, not_holds, ...texts } = finder
  return {
    ...Object.fromEntries(Object.entries(texts).filter((entry): entry is [string, string] => entry[1] !== null)),
    ...setters.length > 0 ? { setters: setters.join(',') } : {},
    ...not_setters.length > 0 ? { not_setters: not_setters.join(',') } : {},
    ...benchmark ? { benchmark: 'true' } : {},
    ...tags.length > 0 ? { tags: tags.join(',') } : {},
    ...holds.length > 0 ? { holds: formatWantedHolds(holds) } : {},
    ...holds.length > 0 && holds_mode !== EVERY_CLIMB.holds_mode ? { holds_mode } : {},
    ...not_holds.length > 0 ? { not_holds: not_holds.join(',') } : {},
  }
}

interface Sorting { sort: ListSort; order: Order }

export function sortingFromQuery(query: Query): Sorting {
  const sort = oneOf(LIST_SORTS, textOf(query, 'sort')) ?? 'date'
  return { sort, order: oneOf(ORDERS, textOf(query, 'order')) ?? USUAL_LIST_ORDER[sort] }
}

export const sortingToQuery = ({ sort, order }: Sorting): Record<string, string> => ({
  ...sort === 'date' ? {} : { sort },
  ...order === USUAL_LIST_ORDER[sort] ? {} : { order },
})

/** All names that the search has in the address. */
export const FINDER_NAMES: readonly string[] = [...Object.keys(EVERY_CLIMB), 'sort', 'order']
