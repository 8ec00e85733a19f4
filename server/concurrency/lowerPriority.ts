import { constants, setPriority } from 'node:os'

/**
 * Lowers the calling thread's priority. Linux counts priority by thread, so that the main thread goes first on few
 * processors.
 */
export function lowerPriority(): void {
  if (process.platform === 'linux') setPriority(0, constants.priority.PRIORITY_LOW)
}
