import { shallowRef, watch, type ShallowRef } from 'vue'

/** A small plain value that this browser remembers; `read` makes sense of what stands there, or gives the default. */
export function persistedRef<T>(key: string, read: (stored: unknown) => T): ShallowRef<T> {
  const value = shallowRef(read(stored(key)))
  watch(value, now => {
    try {
      localStorage.setItem(key, JSON.stringify(now))
    } catch {
      // Private mode or a full disk: remembered until the page closes.
    }
  })
  return value
}

function stored(key: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null')
  } catch {
    return null
  }
}
