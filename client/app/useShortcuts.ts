import { useEventListener } from '@vueuse/core'
import { onScopeDispose, readonly, shallowRef } from 'vue'

export interface Shortcut {
  /** Key of the words that say what it does. */
  words: string
  /** `KeyboardEvent.key`; `mod+` stands for Ctrl or Command. */
  keys: readonly string[]
  enabled?: () => boolean
  perform: () => void
}

const known = shallowRef<readonly Shortcut[]>([])

/** Offers shortcuts for as long as the caller lives; they show in the list that `?` opens. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  known.value = [...known.value, ...shortcuts]
  onScopeDispose(() => {
    known.value = known.value.filter(shortcut => !shortcuts.includes(shortcut))
  })
}

export const knownShortcuts = readonly(known)

/** Once, by the app. The newest shortcut for a key wins. */
export function useShortcutKeys(): void {
  useEventListener('keydown', (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.altKey || isBusy(event)) return
    const key = keyOf(event)
    const found = known.value.findLast(shortcut => shortcut.keys.includes(key) && shortcut.enabled?.() !== false)
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
