import type { Camera } from './camera'

/** Moves an element without drawing it anew. */
export function place(element: HTMLElement, { scale, x, y }: Camera): void {
  element.style.transform = `matrix(${scale}, 0, 0, ${scale}, ${x}, ${y})`
}
