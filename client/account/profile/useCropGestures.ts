import type { ShallowRef } from 'vue'
import { movedBy, SIDE, zoomedTo, zoomOf, type Crop, type Picture } from './crop'

const STEP = SIDE / 20
const ZOOM_STEP = 1.2
interface Spot { x: number; y: number }

/** One finger moves the picture, two zoom it, the wheel and the keys do both. */
export function useCropGestures(crop: ShallowRef<Crop>, picture: Picture) {
  const fingers = new Map<number, Spot>()

  const zoomBy = (factor: number, at?: Spot): void =>
    void (crop.value = zoomedTo(crop.value, zoomOf(crop.value, picture) * factor, picture, at))
  const moveBy = (dx: number, dy: number): void => void (crop.value = movedBy(crop.value, dx, dy, picture))
  const keys: Record<string, () => void> = {
    ArrowLeft: () => moveBy(STEP, 0),
    ArrowRight: () => moveBy(-STEP, 0),
    ArrowUp: () => moveBy(0, STEP),
    ArrowDown: () => moveBy(0, -STEP),
    '+': () => zoomBy(ZOOM_STEP),
    '-': () => zoomBy(1 / ZOOM_STEP),
  }

  function down(event: PointerEvent): void {
    if (!(event.currentTarget instanceof Element)) return
    event.currentTarget.setPointerCapture(event.pointerId)
    fingers.set(event.pointerId, spotOf(event))
  }

  function move(event: PointerEvent): void {
    const before = fingers.get(event.pointerId)
    if (!before) return
    const now = spotOf(event)
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1]
    fingers.set(event.pointerId, now)
    if (other) zoomBy(apart(now, other) / apart(before, other), { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 })
    const share = other ? 0.5 : 1
    moveBy((now.x - before.x) * share, (now.y - before.y) * share)
  }

  const up = (event: PointerEvent): void => void fingers.delete(event.pointerId)
  const wheel = (event: WheelEvent): void => zoomBy(Math.exp(-event.deltaY / 400), spotOf(event))

  function press(event: KeyboardEvent): void {
    const act = keys[event.key === '=' ? '+' : event.key]
    if (!act || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    act()
  }

  return { keys, down, move, up, wheel, press }
}

/** Converts into the crop's own units, whatever the square's size on the screen. */
function spotOf(event: MouseEvent): Spot {
  if (!(event.currentTarget instanceof Element)) return { x: 0, y: 0 }
  const { left, top, width } = event.currentTarget.getBoundingClientRect()
  return { x: ((event.clientX - left) / width) * SIDE, y: ((event.clientY - top) / width) * SIDE }
}

const apart = (a: Spot, b: Spot): number => Math.max(Math.hypot(a.x - b.x, a.y - b.y), 1)
