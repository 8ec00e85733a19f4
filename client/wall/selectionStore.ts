import { defineStore } from 'pinia'
import { shallowRef, watch } from 'vue'
import { polygonContains, type Point } from '../../shared/rules/polygon'
import type { Sketch } from './marks/sketch'
import { useFaces } from './facesStore'
import { useHolds } from './holdsStore'

/** Several holds chosen, to say something of all of them at once. */
export const useSelection = defineStore('selection', () => {
  const faces = useFaces()
  const holds = useHolds()
  const isOn = shallowRef(false)
  const ids = shallowRef<ReadonlySet<number>>(new Set())
  /** True if one finger draws around holds; otherwise it moves the zoomed wall. */
  const hasLasso = shallowRef(true)
  const sketch = shallowRef<Sketch | null>(null)

  function start(holdId: number | null): void {
    isOn.value = true
    ids.value = new Set(holdId === null ? [] : [holdId])
  }
  function stop(): void {
    isOn.value = false
    clear()
  }
  function clear(): void {
    ids.value = new Set()
    sketch.value = null
  }
  function toggle(holdId: number): void {
    const next = new Set(ids.value)
    if (!next.delete(holdId)) next.add(holdId)
    ids.value = next
  }

  /** Adds the holds whose middle lies within; where all of them are chosen already, takes them off. */
  function surround(rim: readonly Point[]): void {
    const inside = holds.list.filter(hold => polygonContains(rim, { x: hold.centroid_x, y: hold.centroid_y })).map(({ id }) => id)
    const next = new Set(ids.value)
    const isChosen = inside.every(id => next.has(id))
    for (const id of inside) {
      if (isChosen) next.delete(id)
      else next.add(id)
    }
    ids.value = next
  }
  watch(() => faces.currentId, stop)

  return { isOn, ids, hasLasso, sketch, start, stop, clear, toggle, surround }
})
