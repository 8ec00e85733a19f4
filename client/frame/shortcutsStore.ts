import { defineStore } from 'pinia'
import { shallowRef } from 'vue'

export interface Shortcut {
  /** The key of the text that says what it does. */
  label: string
  /** `KeyboardEvent.key`; `mod+` stands for Ctrl or Command. */
  keys: readonly string[]
  enabled?: () => boolean
  perform: () => void
}

/** The shortcuts that the parts on the page offer, in the order in which the parts came. */
export const useKnownShortcuts = defineStore('shortcuts', () => {
  const list = shallowRef<readonly Shortcut[]>([])

  function add(shortcuts: readonly Shortcut[]): void {
    list.value = [...list.value, ...shortcuts]
  }
  function remove(shortcuts: readonly Shortcut[]): void {
    list.value = list.value.filter(shortcut => !shortcuts.includes(shortcut))
  }
  return { list, add, remove }
})
