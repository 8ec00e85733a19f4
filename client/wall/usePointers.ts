import { onScopeDispose, watch, type Ref } from 'vue'
import type { Point } from '../../shared/rules/polygon'
import type { PointerKind } from './hit'
import { createGestures } from './tools/gestures'
import { HELD_MS, type Hands, type Pointer } from './tools/tool'

export interface PointerWatcher {
  pressed(): void
  /** The pointer over the wall, pressed or not; null when it left. */
  passes(at: Point | null, kind: PointerKind): void
  wheel(factor: number, focal: Point): void
}

/** A step of a wheel is some 100 px; a trackpad's pinch comes as small ones with ctrl. */
const WHEEL_SPEED = 0.0018
const TRACKPAD_SPEED = 0.01
const LINE_PX = 33

/** Hands the browser's pointer events to the gestures. */
export function usePointers(element: Ref<HTMLElement | null>, hands: Hands, watcher: PointerWatcher): void {
  const gestures = createGestures(hands)
  let heldTimer = 0

  const place = (event: MouseEvent): Point => {
    const box = element.value?.getBoundingClientRect()
    return { x: event.clientX - (box?.left ?? 0), y: event.clientY - (box?.top ?? 0) }
  }
  const kindOf = ({ pointerType }: PointerEvent): PointerKind =>
    pointerType === 'touch' || pointerType === 'pen' ? pointerType : 'mouse'
  const pointer = (event: PointerEvent): Pointer =>
    ({ id: event.pointerId, at: place(event), time: event.timeStamp, kind: kindOf(event) })

  const down = (event: PointerEvent): void => {
    if (event.button !== 0) return
    element.value?.setPointerCapture(event.pointerId)
    const start = pointer(event)
    watcher.pressed()
    gestures.pointerDown(start)
    clearTimeout(heldTimer)
    heldTimer = window.setTimeout(() => gestures.held(start.time + HELD_MS), HELD_MS)
  }
  const move = (event: PointerEvent): void => {
    gestures.pointerMove(pointer(event))
    watcher.passes(place(event), kindOf(event))
  }
  const up = (event: PointerEvent): void => {
    clearTimeout(heldTimer)
    gestures.pointerUp(pointer(event))
  }
  const cancel = (): void => {
    clearTimeout(heldTimer)
    gestures.cancel()
  }
  const leave = (event: PointerEvent): void => watcher.passes(null, kindOf(event))
  const wheel = (event: WheelEvent): void => {
    event.preventDefault()
    const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * LINE_PX : event.deltaY
    watcher.wheel(Math.exp(-pixels * (event.ctrlKey ? TRACKPAD_SPEED : WHEEL_SPEED)), place(event))
  }
  // The long press is ours.
  const menu = (event: Event): void => event.preventDefault()

  watch(element, (now, _before, onCleanup) => {
    if (!now) return
    const listeners = new AbortController()
    const { signal } = listeners
    now.addEventListener('pointerdown', down, { signal })
    now.addEventListener('pointermove', move, { signal })
    now.addEventListener('pointerup', up, { signal })
    now.addEventListener('pointercancel', cancel, { signal })
    now.addEventListener('pointerleave', leave, { signal })
    now.addEventListener('wheel', wheel, { signal, passive: false })
    now.addEventListener('contextmenu', menu, { signal })
    onCleanup(() => listeners.abort())
  }, { flush: 'post', immediate: true })
  onScopeDispose(() => clearTimeout(heldTimer))
}
