import type * as Y from 'yjs'

export type Delta = Y.YTextEvent['delta']

/** The place of an index after somebody else's change. */
export function moved(index: number, delta: Delta): number {
  let [at, shift] = [0, 0]
  for (const { retain, insert, delete: removed } of delta) {
    if (at > index) break
    at += retain ?? 0
    if (typeof insert === 'string' && at < index) shift += insert.length
    if (removed !== undefined) {
      shift -= Math.max(0, Math.min(removed, index - at))
      at += removed
    }
  }
  return index + shift
}

/** The end of the last change. */
export function endOf(delta: Delta): number {
  let at = 0
  let end = 0
  for (const { retain, insert } of delta) {
    at += (retain ?? 0) + (typeof insert === 'string' ? insert.length : 0)
    if (retain === undefined) end = at
  }
  return end
}
