import { useClimbs } from '../climbsStore'
import { useStateInAddress } from '../../frame/useStateInAddress'
import { filterFromQuery, filterToQuery } from './annotationFilter'

/** The filter by votes stands in the address. */
export function useFilterInAddress(): void {
  const climbs = useClimbs()
  useStateInAddress({
    names: ['grips', 'mostly', 'not_conditions'],
    read: query => filterToQuery(filterFromQuery(query)),
    now: () => filterToQuery(climbs.filter),
    take(query) {
      climbs.filter = filterFromQuery(query)
    },
  })
}
