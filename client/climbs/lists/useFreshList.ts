import { useDocumentVisibility } from '@vueuse/core'
import { onScopeDispose, watch } from 'vue'

/** So often a shared list is asked for while it is looked at. */
export const FRESH_MS = 20_000

/**
 * [LIST-9] No feed carries somebody else's list, or others than those with its link would have it. It is asked for again
 * while one looks at it, and when one comes back to it.
 */
export function useFreshList(isTheirs: () => boolean, load: () => void): void {
  const visibility = useDocumentVisibility()
  const again = (): void => {
    if (visibility.value === 'visible' && isTheirs()) load()
  }
  const timer = setInterval(again, FRESH_MS)
  onScopeDispose(() => clearInterval(timer))
  watch(visibility, again)
}
