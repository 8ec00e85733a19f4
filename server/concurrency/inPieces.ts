import { setImmediate } from 'node:timers/promises'

/** How long one piece of work may keep the event loop, milliseconds. */
const PIECE_MS = 8

/**
 * [LIMIT-2] Does the work for each item in its order and lets others in whenever a piece has lasted long enough.
 * @throws what the work throws, at once
 */
export async function inPieces<T>(items: Iterable<T>, work: (item: T) => void | Promise<void>): Promise<void> {
  let began = performance.now()
  for (const item of items) {
    await work(item)
    if (performance.now() - began < PIECE_MS) continue
    await setImmediate()
    began = performance.now()
  }
}
