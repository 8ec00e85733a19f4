import { watchDebounced } from '@vueuse/core'
import { watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { useClimbs } from '../stores/climbs'

/** The search stands in the address as `?q=`, so that it can be shared and survives a reload. */
export function useSearchInAddress(): void {
  const route = useRoute()
  const router = useRouter()
  const climbs = useClimbs()

  /** What we wrote there comes back a moment later, when more may have been typed. */
  let written = ''

  watch(() => route.query['q'], q => {
    const asked = typeof q === 'string' ? q : ''
    if (asked === written) return
    written = asked
    climbs.search = asked
  }, { immediate: true })

  watchDebounced(() => climbs.search, search => {
    if (search === written) return
    written = search
    const { q: _, ...rest } = route.query
    void router.replace({ path: route.path, query: search === '' ? rest : { ...rest, q: search } })
  }, { debounce: 250 })
}
