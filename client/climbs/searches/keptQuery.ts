import type { LocationQueryRaw } from 'vue-router'
import { filterFromQuery, filterToQuery } from '../finder/annotationFilter'
import type { ClimbSearch } from '../climbsStore'
import { finderFromQuery, finderToQuery, sortingFromQuery, sortingToQuery } from '../finder/finderQuery'

/** Two names are shorter in the app's address than in the parameters of `GET /api/climbs`, in which a search is kept. */
const IN_ADDRESS: Readonly<Record<string, string>> = { search: 'q', not_conditions: 'without' }
const IN_QUERY: Readonly<Record<string, string>> = { q: 'search', without: 'not_conditions' }

const renamed = (query: Record<string, string>, names: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(query).map(([name, value]) => [names[name] ?? name, value]))

/** [SEARCH-3] The search as it is kept: the parameters of `GET /api/climbs`. The order of my last sends is this device's alone. */
export function keptQuery({ search, finder, filter, ...sorting }: Required<ClimbSearch> & Parameters<typeof sortingToQuery>[0]): string {
  const words = search.trim()
  return new URLSearchParams(renamed({
    ...words === '' ? {} : { q: words },
    ...finderToQuery(finder),
    ...filterToQuery(filter),
    ...sorting.sort === 'last_sent' ? {} : sortingToQuery(sorting),
  }, IN_QUERY)).toString()
}

/** The address of the list of climbs that shows a kept search. */
export const addressOf = (query: string): LocationQueryRaw => renamed(Object.fromEntries(new URLSearchParams(query)), IN_ADDRESS)

/** What a kept search asks for; values that make no sense are ignored. */
export function searchOf(query: string): Required<ClimbSearch> {
  const address = renamed(Object.fromEntries(new URLSearchParams(query)), IN_ADDRESS)
  return { search: address['q'] ?? '', finder: finderFromQuery(address), filter: filterFromQuery(address) }
}

/** Two queries that ask the same, in whatever order their parameters stand. */
export function isSameQuery(a: string, b: string): boolean {
  const plain = (query: string) => keptQuery({ ...searchOf(query), ...sortingFromQuery(Object.fromEntries(new URLSearchParams(query))) })
  return plain(a) === plain(b)
}
