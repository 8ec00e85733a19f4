import { createSharedComposable, useMediaQuery } from '@vueuse/core'
import { computed } from 'vue'

/**
 * Phone: a sheet over the wall. Medium: one panel beside it; on a phone that lies on its side too, where a sheet would leave
 * nothing of the wall. Wide: the list left, a card right. Measured in text: who sets it large has less room for panels.
 */
export const useLayout = createSharedComposable(() => {
  const atLeastMedium = useMediaQuery('(min-width: 45em), (min-width: 560px) and (max-height: 480px)')
  const atLeastWide = useMediaQuery('(min-width: 75em)')
  const layout = computed(() => {
    if (atLeastWide.value) return 'wide'
    return atLeastMedium.value ? 'medium' : 'phone'
  })
  return { layout }
})
