import { computed } from 'vue'
import { useRoute } from 'vue-router'
import { persistedRef } from '../ui/persistedRef'

/** The hints for a newcomer, one after another. */
export const HINTS = ['tap', 'zoom', 'hold'] as const
export type Hint = typeof HINTS[number]

/** Before, it was only remembered how many of them had been read. */
function doneOf(stored: unknown): readonly Hint[] {
  if (typeof stored === 'number') return HINTS.slice(0, stored)
  return Array.isArray(stored) ? HINTS.filter(hint => stored.includes(hint)) : []
}
const done = persistedRef('mastoc.hints', doneOf)

/** A hint goes away once one did the thing, or read it; where there is another task, none is shown. */
export function useHints() {
  const route = useRoute()
  const left = computed(() => HINTS.filter(hint => !done.value.includes(hint)))
  const hint = computed(() => {
    if (route.meta.navTab === 'climbs') return left.value[0]
    // Among the holds there is no climb to choose.
    return route.name === 'holds' ? left.value.find(each => each !== 'tap') : undefined
  })
  const at = computed(() => HINTS.length - left.value.length + 1)

  function did(what: Hint): void {
    if (!done.value.includes(what)) done.value = [...done.value, what]
  }
  return { hint, at, did }
}
