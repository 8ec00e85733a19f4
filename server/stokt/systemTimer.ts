import { setTimeout } from 'node:timers/promises'
import type { Timer } from './pace'

export const systemTimer: Timer = {
  now: () => performance.now(),
  wait: (ms, signal) => setTimeout(ms, undefined, { signal }),
}
