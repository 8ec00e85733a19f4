import { createSharedComposable, useEventListener } from '@vueuse/core'
import { shallowRef } from 'vue'

const measured = (): number => parseFloat(getComputedStyle(document.documentElement).fontSize) || 16

/** The text size that the browser was set to, in pixels; lists use it to know their rows' height before they draw them. */
export const useTextSize = createSharedComposable(() => {
  const textSize = shallowRef(measured())
  useEventListener('resize', () => (textSize.value = measured()))
  return { textSize }
})
