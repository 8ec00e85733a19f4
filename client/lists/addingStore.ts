import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { useLists } from './listsStore'

/** [LIST-7] The list of mine into which the rows of the list of climbs put them with one tap each. */
export const useAdding = defineStore('adding', () => {
  const lists = useLists()
  const id = shallowRef<string | null>(null)
  /** Null: none, or it is gone. */
  const list = computed(() => (id.value === null ? null : lists.byId.get(id.value) ?? null))
  function start(listId: string): void {
    id.value = listId
  }
  function end(): void {
    id.value = null
  }
  return { list, start, end }
})
