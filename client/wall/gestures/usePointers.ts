import { onScopeDispose, watch, type Ref } from 'vue'
import type { Point } from '../../../shared/rules/polygon'
import type { PointerKind } from '../canvas/hit'
import { createGestures, type Gestures } from './gestures'
import type { GestureHandlers, Pointer } from './tool'

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
const RIGHT_BUTTON = 2

const kindOf = ({ pointerType }: PointerEvent): PointerKind =>
  pointerType === 'touch' || pointerType === 'pen' ? pointerType : 'mouse'

/** The zoom of one turn of the wheel. */
function factorOf({ deltaMode, deltaY, ctrlKey }: WheelEvent): number {
  const pixels = deltaMode === WheelEvent.DOM_DELTA_LINE ? deltaY * LINE_PX : deltaY
  return Math.exp(-pixels * (ctrlKey ? TRACKPAD_SPEED : WHEEL_SPEED))
}

/** The gesture says when it wants to know that time went by. */
function createAlarm(gestures: Gestures): { wind: () => void; stop: () => void } {
  let timer = 0
  const wind = (): void => {
    clearTimeout(timer)
    const { wakesAt } = gestures
    if (wakesAt === Infinity) return
    timer = window.setTimeout(() => {
      gestures.held(Math.max(performance.now(), wakesAt))
      wind()
    }, Math.max(0, wakesAt - performance.now()))
  }
  return { wind, stop: () => clearTimeout(timer) }
}

/** Hands the browser's pointer events to the gestures. */
export function usePointers(element: Ref<HTMLElement | null>, handlers: GestureHandlers, watcher: PointerWatcher): void {
  const gestures = createGestures(handlers)
  const alarm = createAlarm(gestures)

  const place = (event: MouseEvent): Point => {
    const box = element.value?.getBoundingClientRect()
    return { x: event.clientX - (box?.left ?? 0), y: event.clientY - (box?.top ?? 0) }
  }
  const pointer = (event: PointerEvent): Pointer =>
    ({ id: event.pointerId, at: place(event), time: event.timeStamp, kind: kindOf(event) })

  const down = (event: PointerEvent): void => {
    // A press beside an open menu closes it, and means no hold.
    if (document.querySelector('[data-dismissable-layer]')) return
    watcher.pressed()
    if (event.button === RIGHT_BUTTON && kindOf(event) === 'mouse') {
      gestures.settle()
      handlers.longPress(pointer(event))
    }
    if (event.button !== 0) return
    element.value?.setPointerCapture(event.pointerId)
    gestures.pointerDown(pointer(event))
  }
  const move = (event: PointerEvent): void => {
    gestures.pointerMove(pointer(event))
    watcher.passes(place(event), kindOf(event))
  }
  const up = (event: PointerEvent): void => gestures.pointerUp(pointer(event))
  const leave = (event: PointerEvent): void => watcher.passes(null, kindOf(event))
  const wheel = (event: WheelEvent): void => {
    event.preventDefault()
    watcher.wheel(factorOf(event), place(event))
  }
  /** Keys, and presses beside the wall. */
  const settle = (event: Event): void => {
    const isOnWall = event.target instanceof Node && element.value?.contains(event.target)
    if (!isOnWall || event.type !== 'pointerdown') gestures.settle()
    alarm.wind()
  }
  // The long press and the right button are ours.
  const menu = (event: Event): void => event.preventDefault()

  watch(element, (now, _before, onCleanup) => {
    if (!now) return
    const listeners = new AbortController()
    const { signal } = listeners
    const tells = <E extends Event>(act: (event: E) => void) => (event: E): void => {
      act(event)
      alarm.wind()
    }
    now.addEventListener('pointerdown', tells(down), { signal })
    now.addEventListener('pointermove', tells(move), { signal })
    now.addEventListener('pointerup', tells(up), { signal })
    now.addEventListener('pointercancel', tells(gestures.cancel), { signal })
    now.addEventListener('pointerleave', leave, { signal })
    now.addEventListener('wheel', wheel, { signal, passive: false })
    now.addEventListener('contextmenu', menu, { signal })
    document.addEventListener('pointerdown', settle, { signal, capture: true })
    document.addEventListener('keydown', settle, { signal, capture: true })
    onCleanup(() => listeners.abort())
  }, { flush: 'post', immediate: true })
  onScopeDispose(alarm.stop)
}
