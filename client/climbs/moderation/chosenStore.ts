import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { limits } from '../../../shared/limits'
import { useClimbs } from '../climbsStore'
import { isModerated } from './isModerated'

/** The climbs of the list that an admin has chosen, to do the same to all of them. */
export const useChosenClimbs = defineStore('chosen climbs', () => {
  const climbs = useClimbs()
  const isChoosing = shallowRef(false)
  const chosen = shallowRef<ReadonlySet<string>>(new Set())

  /** A climb that is gone meanwhile is no longer among them. */
  const ids = computed(() => [...chosen.value].filter(id => climbs.byId.has(id)))
  const choosable = computed(() => climbs.shown.filter(isModerated))
  const isAll = computed(() => choosable.value.length > 0 && choosable.value.every(({ id }) => chosen.value.has(id)))
  /** One act takes so many. */
  const isTooMany = computed(() => ids.value.length > limits.chosenClimbs)

  function start(): void {
    isChoosing.value = true
  }
  function end(): void {
    isChoosing.value = false
    chosen.value = new Set()
  }
  function toggle(id: string): void {
    const next = new Set(chosen.value)
    if (!next.delete(id)) next.add(id)
    chosen.value = next
  }
  /** All that the search and the filter show, or none of them. */
  function toggleAll(): void {
    const next = new Set(chosen.value)
    const isLeaving = isAll.value
    for (const { id } of choosable.value) {
      if (isLeaving) next.delete(id)
      else next.add(id)
    }
    chosen.value = next
  }

  return { isChoosing, chosen, ids, choosable, isAll, isTooMany, start, end, toggle, toggleAll }
})
