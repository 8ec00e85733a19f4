import { setImmediate } from 'node:timers/promises'

/** One piece of work may keep the event loop for so many milliseconds. */
const PIECE_MS = 8

/**
 * [LIMIT-2] Does the work for each item in order and lets others in whenever a piece has lasted long enough.
 * @throws the work's error, at once
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
