import { constants, setPriority } from 'node:os'

/** Called in a thread: Linux counts priority by thread, so the one that serves everybody is let in first where processors are few. */
export function lowerPriority(): void {
  if (process.platform === 'linux') setPriority(0, constants.priority.PRIORITY_LOW)
}
