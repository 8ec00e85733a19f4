import { useEventListener } from '@vueuse/core'
import { onScopeDispose } from 'vue'
import { useKnownShortcuts, type Shortcut } from './shortcutsStore'

/** Offers shortcuts for as long as the caller lives; they show in the list that `?` opens. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const known = useKnownShortcuts()
  known.add(shortcuts)
  onScopeDispose(() => known.remove(shortcuts))
}

/** Once, by the app. The newest shortcut for a key wins. */
export function useShortcutKeys(): void {
  const known = useKnownShortcuts()
  useEventListener('keydown', (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.altKey || isBusy(event)) return
    const key = keyOf(event)
    const found = known.list.findLast(shortcut => shortcut.keys.includes(key) && shortcut.enabled?.() !== false)
    if (!found) return
    event.preventDefault()
    found.perform()
  })
}

export function keyOf({ ctrlKey, metaKey, shiftKey, key }: Pick<KeyboardEvent, 'ctrlKey' | 'metaKey' | 'shiftKey' | 'key'>): string {
  if (!ctrlKey && !metaKey) return key
  return `mod+${shiftKey ? 'shift+' : ''}${key.toLowerCase()}`
}

/** Somebody types, or a dialog has the keyboard. */
function isBusy(event: KeyboardEvent): boolean {
  const { target, key } = event
  // A pressed button that becomes disabled loses the focus to the page, while the dialog is still open.
  if (document.querySelector('[role="dialog"][data-state="open"]')) return true
  if (!(target instanceof HTMLElement)) return false
  if (target.closest('[role="dialog"], [role="menu"], [role="listbox"]')) return true
  // No text is written with it.
  if (keyOf(event) === 'mod+k') return false
  return key !== 'Escape' && (target.isContentEditable || target.matches('input, textarea, select'))
}
