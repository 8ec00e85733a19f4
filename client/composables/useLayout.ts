import { createSharedComposable, useMediaQuery } from '@vueuse/core'
import { computed } from 'vue'

/** Phone: a sheet over the wall. Medium: one panel beside it. Wide: the list left, a card right. */
export const useLayout = createSharedComposable(() => {
  const atLeastMedium = useMediaQuery('(min-width: 720px)')
  const atLeastWide = useMediaQuery('(min-width: 1200px)')
  const layout = computed(() => {
    if (atLeastWide.value) return 'wide'
    return atLeastMedium.value ? 'medium' : 'phone'
  })
  return { layout }
})
