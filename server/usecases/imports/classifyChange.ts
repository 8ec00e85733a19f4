import { differs } from './differs'

export interface Tally {
  created: number
  updated: number
  unchanged: number
}

export const tally = (): Tally => ({ created: 0, updated: 0, unchanged: 0 })

/** Counts a row as created, updated or unchanged. @returns true if it must be written */
export function classifyChange<T extends object>(stored: T | null | undefined, wanted: Partial<T>, counts: Tally): boolean {
  if (!stored) counts.created++
  else if (differs(stored, wanted)) counts.updated++
  else {
    counts.unchanged++
    return false
  }
  return true
}
