import { onBeforeUnmount, shallowRef, type Ref } from 'vue'

interface Drag {
  id: string
  /** The place at which it was taken, and the one over which it is now. */
  from: number
  to: number
  /** The finger moved the row by so many CSS pixels. */
  by: number
}
/** So near to the edge the list scrolls along, and so far in each frame, CSS pixels. */
const EDGE = 56
const SPEED = 9

/** A row of equal rows goes where its handle is dragged; nothing changes before it is let go, and Escape lets it go where it was. */
export function useRowDrag(scroller: Readonly<Ref<HTMLElement | null>>, drop: (id: string, to: number) => void) {
  const drag = shallowRef<Drag | null>(null)
  let [startY, startScroll, lastY, height, count, frame] = [0, 0, 0, 1, 0, 0]

  function update(): void {
    const { value: now } = drag
    if (!now || !scroller.value) return
    const by = lastY - startY + scroller.value.scrollTop - startScroll
    const to = Math.max(0, Math.min(count - 1, now.from + Math.round(by / height)))
    drag.value = { ...now, by, to }
  }
  function scrollAlong(): void {
    const box = scroller.value?.getBoundingClientRect()
    if (!drag.value || !box || !scroller.value) return
    if (lastY < box.top + EDGE) scroller.value.scrollTop -= SPEED
    else if (lastY > box.bottom - EDGE) scroller.value.scrollTop += SPEED
    update()
    frame = requestAnimationFrame(scrollAlong)
  }
  function start(event: PointerEvent, { id, at, of }: { id: string; at: number; of: number }): void {
    const handle = event.currentTarget as HTMLElement
    if (event.button !== 0 || !scroller.value) return
    handle.setPointerCapture(event.pointerId)
    height = handle.closest('li')?.getBoundingClientRect().height ?? 1
    ;[startY, lastY, startScroll, count] = [event.clientY, event.clientY, scroller.value.scrollTop, of]
    drag.value = { id, from: at, to: at, by: 0 }
    frame = requestAnimationFrame(scrollAlong)
  }
  function move({ clientY }: PointerEvent): void {
    lastY = clientY
    update()
  }
  function cancel(): void {
    cancelAnimationFrame(frame)
    drag.value = null
  }
  function end(): void {
    const { value: done } = drag
    cancel()
    if (done && done.to !== done.from) drop(done.id, done.to)
  }
  /** A row is shown so many CSS pixels away from its place while another is dragged past it. */
  function shift(at: number): number {
    const { value: now } = drag
    if (!now) return 0
    if (at === now.from) return now.by
    if (at > now.from && at <= now.to) return -height
    return at < now.from && at >= now.to ? height : 0
  }
  onBeforeUnmount(cancel)

  return { drag, start, move, end, cancel, shift }
}
