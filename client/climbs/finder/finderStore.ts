import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import { EVERY_CLIMB, type ClimbFinder, type Order } from '../../../shared/model/climbFinder'
import { ROLES, type Role } from '../../../shared/model/climbHold'
import { polygonContains, type Point } from '../../../shared/rules/polygon'
import { useFaces } from '../../wall/facesStore'
import { useHolds } from '../../wall/holdsStore'
import type { Sketch } from '../../wall/marks/sketch'
import type { HoldSign } from '../../wall/canvas/scene'
import { USUAL_LIST_ORDER, type ListSort } from './listSort'
import { finderToQuery } from './finderQuery'

const TURN: readonly (Role | null)[] = [null, ...ROLES]

type ChosenHolds = Pick<ClimbFinder, 'holds' | 'not_holds'> & Partial<Pick<ClimbFinder, 'holds_mode'>>

/** The search by what stands in the climbs themselves, and its order. */
export const useFinder = defineStore('finder', () => {
  const faces = useFaces()
  const wall = useHolds()
  const finder = shallowRef<ClimbFinder>(EVERY_CLIMB)
  const sort = shallowRef<ListSort>('date')
  const order = shallowRef<Order>(USUAL_LIST_ORDER.date)
  const isOpen = shallowRef(false)
  /** A tap on a hold of the wall chooses it for the search. */
  const isPicking = shallowRef(false)
  /** A drag on the wall draws around a zone. */
  const isSurrounding = shallowRef(false)
  const sketch = shallowRef<Sketch | null>(null)
  const before = shallowRef<readonly ChosenHolds[]>([])

  const isRestricting = computed(() => Object.keys(finderToQuery(finder.value)).length > 0)
  const isSorted = computed(() => sort.value !== 'date' || order.value !== USUAL_LIST_ORDER.date)

  const change = (patch: Partial<ClimbFinder>): void => void (finder.value = { ...finder.value, ...patch })
  function sortBy(by: ListSort, way: Order = USUAL_LIST_ORDER[by]): void {
    sort.value = by
    order.value = way
  }

  function chooseHolds(next: ChosenHolds): void {
    const { holds, not_holds, holds_mode } = finder.value
    before.value = [...before.value, { holds, not_holds, holds_mode }]
    change(next)
  }
  /** [FIND-5] Wanted, then unwanted, then neither. */
  function cycle(id: number): void {
    const { holds, not_holds } = finder.value
    if (holds.some(hold => hold.id === id)) chooseHolds({ holds: holds.filter(hold => hold.id !== id), not_holds: [...not_holds, id] })
    else if (not_holds.includes(id)) chooseHolds({ holds, not_holds: not_holds.filter(other => other !== id) })
    else chooseHolds({ holds: [...holds, { id, role: null }], not_holds })
  }
  function want(id: number, role: Role | null): void {
    const { holds, not_holds } = finder.value
    const others = holds.filter(hold => hold.id !== id)
    chooseHolds({ holds: [...others, { id, role }], not_holds: not_holds.filter(other => other !== id) })
  }
  /** A long press asks for the next role: start, hand, foot, top, any. */
  function turnRole(id: number): void {
    const at = TURN.indexOf(finder.value.holds.find(hold => hold.id === id)?.role ?? null)
    want(id, TURN[(at + 1) % TURN.length] ?? null)
  }
  /** [ZONE-1] The holds whose middle lies within are wanted, and none outside, unless any of them was already asked for. */
  function surround(rim: readonly Point[]): void {
    isSurrounding.value = false
    const within = wall.list.filter(({ centroid_x: x, centroid_y: y }) => polygonContains(rim, { x, y }))
    const holds = within.map(({ id }) => ({ id, role: null }))
    if (holds.length === 0) return
    const { holds_mode, not_holds } = finder.value
    chooseHolds({ holds, not_holds: not_holds.filter(id => !within.some(hold => hold.id === id)), holds_mode: holds_mode === 'any' ? 'any' : 'only' })
  }
  function undo(): void {
    const last = before.value.at(-1)
    if (!last) return
    before.value = before.value.slice(0, -1)
    change(last)
  }
  const canUndo = computed(() => before.value.length > 0)

  const signs = computed<ReadonlyMap<number, HoldSign> | null>(() => {
    const { holds, not_holds } = finder.value
    if (holds.length + not_holds.length === 0) return null
    return new Map<number, HoldSign>([
      ...holds.map(({ id }) => [id, 'required'] as const),
      ...not_holds.map(id => [id, 'excluded'] as const),
    ])
  })

  function clear(): void {
    before.value = []
    finder.value = EVERY_CLIMB
  }
  // Holds, setters and feet rules of one wall mean nothing on another.
  watch(() => faces.currentId, (now, was) => {
    if (was === null || now === was) return
    clear()
    isPicking.value = isSurrounding.value = false
  })
  watch(isOpen, (open) => { if (!open) isPicking.value = isSurrounding.value = false })
  watch([isPicking, isSurrounding], ([picking, surrounding], [wasPicking]) => {
    if (!surrounding) sketch.value = null
    else if (picking) (wasPicking ? isPicking : isSurrounding).value = false
  })

  return {
    finder, sort, order, isOpen, isPicking, isSurrounding, sketch, isRestricting, isSorted, signs, canUndo,
    change, sortBy, cycle, want, turnRole, surround, undo, clear,
  }
})
