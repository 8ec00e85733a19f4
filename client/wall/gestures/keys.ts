import type { Direction } from '../canvas/neighbour'

export type KeyAction =
  | { name: 'walk'; direction: Direction }
  | { name: 'open' | 'leave' | 'reset' }
  | { name: 'zoom'; factor: number }

const STEP = 1.4

const actions: Record<string, KeyAction> = {
  ArrowLeft: { name: 'walk', direction: 'left' },
  ArrowRight: { name: 'walk', direction: 'right' },
  ArrowUp: { name: 'walk', direction: 'up' },
  ArrowDown: { name: 'walk', direction: 'down' },
  Enter: { name: 'open' },
  ' ': { name: 'open' },
  Escape: { name: 'leave' },
  '+': { name: 'zoom', factor: STEP },
  '=': { name: 'zoom', factor: STEP },
  '-': { name: 'zoom', factor: 1 / STEP },
  '0': { name: 'reset' },
}

/** The meaning of a key on the wall; keys with a modifier are the browser's or the page's. */
export function keyAction(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>): KeyAction | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null
  return actions[event.key] ?? null
}
