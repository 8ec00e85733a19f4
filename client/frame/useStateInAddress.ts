import { computed, watch } from 'vue'
import { useRoute, type LocationQuery } from 'vue-router'
import { useAddressQuery } from './useAddressQuery'

interface StateInAddress {
  /** The names that the state has in the address. */
  names: readonly string[]
  /** The sense of an address, in the form in which it is written. */
  read: (query: LocationQuery) => Record<string, string>
  /** The state as it is now, in the form in which it is written. */
  now: () => Record<string, string>
  /** Takes the state from an address. */
  take: (query: LocationQuery) => void
}

/**
 * Keeps a state and the address equal, so that the state can be shared and survives a reload. An address arrives a
 * moment after it was written, when the state may have changed again: what was written here is never read back.
 */
export function useStateInAddress({ names, read, now, take }: StateInAddress): void {
  const route = useRoute()
  const write = useAddressQuery()
  const written = new Set<string>()
  const textOf = (query: Record<string, string>): string => JSON.stringify(query)
  const asked = computed(() => textOf(read(route.query)))
  const wanted = computed(() => textOf(now()))

  watch(asked, (text) => {
    if (text === wanted.value) return written.clear()
    if (!written.has(text)) take(route.query)
  }, { immediate: true })

  watch(wanted, (text) => {
    if (text === asked.value) return
    written.add(text)
    write(query => ({ ...Object.fromEntries(Object.entries(query).filter(([name]) => !names.includes(name))), ...now() }))
  })
}
