import { watch } from 'vue'
import { useRoute } from 'vue-router'
import { filterFromQuery, filterToQuery } from './annotationFilter'
import { useClimbs } from '../climbs/climbsStore'
import { useAddressQuery } from '../frame/useAddressQuery'

/** The filter stands in the address, so that it can be shared and survives a reload. */
export function useFilterInAddress(): void {
  const route = useRoute()
  const write = useAddressQuery()
  const climbs = useClimbs()
  const asText = (query: Record<string, string>) => JSON.stringify(query)

  watch(() => asText(filterToQuery(filterFromQuery(route.query))), asked => {
    if (asked !== asText(filterToQuery(climbs.filter))) climbs.filter = filterFromQuery(route.query)
  }, { immediate: true })

  watch(() => climbs.filter, filter => {
    const wanted = filterToQuery(filter)
    if (asText(wanted) === asText(filterToQuery(filterFromQuery(route.query)))) return
    write(({ grips: _, mostly: __, without: ___, ...rest }) => ({ ...rest, ...wanted }))
  })
}
