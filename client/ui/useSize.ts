import { useResizeObserver, type MaybeElementRef } from '@vueuse/core'
import { shallowRef, type ShallowRef } from 'vue'

interface Size {
  width: number
  height: number
}

/**
 * The width and height of a part in CSS pixels, without its padding and border.
 * The browser tells them after its own layout. A question while the page is made would cost a second layout.
 */
export function useSize(
  part: MaybeElementRef,
  before: Size = { width: 0, height: 0 },
): { width: ShallowRef<number>; height: ShallowRef<number> } {
  const width = shallowRef(before.width)
  const height = shallowRef(before.height)
  useResizeObserver(part, ([entry]) => {
    width.value = entry?.contentRect.width ?? 0
    height.value = entry?.contentRect.height ?? 0
  })
  return { width, height }
}
