import type { WantedHold } from '../model/climbFinder'
import { LAST_HOLD_ID } from '../model/holdNumbers'

/** `829279:S,829528`: numbers of holds, each with its role where one is wanted. */
export const WANTED_HOLDS = /^[1-9]\d{0,9}(:[SOFT])?(,[1-9]\d{0,9}(:[SOFT])?)*$/
export const HOLD_NUMBERS = /^[1-9]\d{0,9}(,[1-9]\d{0,9})*$/

/** @returns null if the text is no such list */
export function parseWantedHolds(text: string): WantedHold[] | null {
  if (!WANTED_HOLDS.test(text)) return null
  const holds = text.split(',').map((word): WantedHold => {
    const [id = '', role] = word.split(':')
    return { id: Number(id), role: (role as WantedHold['role'] | undefined) ?? null }
  })
  return holds.every(({ id }) => id <= LAST_HOLD_ID) ? holds : null
}

export const formatWantedHolds = (holds: readonly WantedHold[]): string =>
  holds.map(({ id, role }) => (role === null ? String(id) : `${id}:${role}`)).join(',')

/** @returns null if the text is no list of numbers of holds */
export const parseHoldNumbers = (text: string): number[] | null => {
  const numbers = HOLD_NUMBERS.test(text) ? text.split(',').map(Number) : null
  return numbers?.every(id => id <= LAST_HOLD_ID) ? numbers : null
}
