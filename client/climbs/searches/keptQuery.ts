import { filterFromQuery, filterToQuery } from '../finder/annotationFilter'
import type { ClimbSearch } from '../climbsStore'
import { finderFromQuery, finderToQuery, sortingFromQuery, sortingToQuery } from '../finder/finderQuery'

/** [SEARCH-3] The search as it is kept: the parameters of `GET /api/climbs`. The order of my last sends is this device's alone. */
export function keptQuery({ search, finder, filter, ...sorting }: Required<ClimbSearch> & Parameters<typeof sortingToQuery>[0]): string {
  const words = search.trim()
  return new URLSearchParams({
    ...words === '' ? {} : { search: words },
    ...finderToQuery(finder),
    ...filterToQuery(filter),
    ...sorting.sort === 'last_sent' ? {} : sortingToQuery(sorting),
  }).toString()
}

/** The address of the list of climbs that shows a kept search. */
export const addressOf = (query: string): Record<string, string> => Object.fromEntries(new URLSearchParams(query))

/** What a kept search asks for; values that make no sense are ignored. */
export function searchOf(query: string): Required<ClimbSearch> {
  const address = addressOf(query)
  return { search: address['search'] ?? '', finder: finderFromQuery(address), filter: filterFromQuery(address) }
}

/** Two queries that ask the same, in whatever order their parameters stand. */
export function isSameQuery(a: string, b: string): boolean {
  const plain = (query: string) => keptQuery({ ...searchOf(query), ...sortingFromQuery(Object.fromEntries(new URLSearchParams(query))) })
  return plain(a) === plain(b)
}
