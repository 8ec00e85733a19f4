import { watchDebounced } from '@vueuse/core'
import { watch } from 'vue'
import { useRoute } from 'vue-router'
import { useClimbs } from '../climbsStore'
import { useAddressQuery } from '../../frame/useAddressQuery'

/** The search stands in the address as `?search=`, so that it can be shared and survives a reload. */
export function useSearchInAddress(): void {
  const route = useRoute()
  const write = useAddressQuery()
  const climbs = useClimbs()

  /** The written search comes back a moment later, when more may have been typed. */
  let written = ''

  watch(() => route.query['search'], search => {
    const asked = typeof search === 'string' ? search : ''
    if (asked === written) return
    written = asked
    climbs.search = asked
  }, { immediate: true })

  watchDebounced(() => climbs.search, search => {
    if (search === written) return
    written = search
    write(({ search: _, ...rest }) => search === '' ? rest : { ...rest, search })
  }, { debounce: 250 })
}
