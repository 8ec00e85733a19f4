import { useStateInAddress } from '../../frame/useStateInAddress'
import { FINDER_NAMES, finderFromQuery, finderToQuery, sortingFromQuery, sortingToQuery } from './finderQuery'
import { useFinder } from './finderStore'

/** The search and its order stand in the address. */
export function useFinderInAddress(): void {
  const finding = useFinder()
  useStateInAddress({
    names: FINDER_NAMES,
    read: query => ({ ...finderToQuery(finderFromQuery(query)), ...sortingToQuery(sortingFromQuery(query)) }),
    now: () => ({ ...finderToQuery(finding.finder), ...sortingToQuery(finding) }),
    take(query) {
      finding.finder = finderFromQuery(query)
      const { sort, order } = sortingFromQuery(query)
      finding.sortBy(sort, order)
    },
  })
}
