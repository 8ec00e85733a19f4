import { createSharedComposable, useEventListener } from '@vueuse/core'
import { shallowRef } from 'vue'

const measured = (): number => parseFloat(getComputedStyle(document.documentElement).fontSize) || 16

/** How large the browser was told to set text, in pixels; for what has to know its height before it is drawn. */
export const useTextSize = createSharedComposable(() => {
  const textSize = shallowRef(measured())
  useEventListener('resize', () => (textSize.value = measured()))
  return { textSize }
})
