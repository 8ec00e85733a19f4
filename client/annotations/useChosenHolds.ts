import { computed, shallowRef } from 'vue'

/** Some of the rows of a table; what is no longer among them is not chosen any more. */
export function useChosenHolds<Id>(all: () => readonly Id[]) {
  const picked = shallowRef<ReadonlySet<Id>>(new Set())
  const chosen = computed(() => all().filter(id => picked.value.has(id)))
  const how = computed(() => {
    if (chosen.value.length === 0) return 'none'
    return chosen.value.length === all().length ? 'all' : 'some'
  })
  function toggle(id: Id): void {
    const next = new Set(picked.value)
    if (!next.delete(id)) next.add(id)
    picked.value = next
  }
  const clear = (): void => void (picked.value = new Set())
  const toggleAll = (): void => void (picked.value = new Set(how.value === 'all' ? [] : all()))
  return { chosen, how, has: (id: Id) => picked.value.has(id), toggle, toggleAll, clear }
}
