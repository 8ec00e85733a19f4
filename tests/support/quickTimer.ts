import type { Timer } from '../../server/stokt/pace'

export interface QuickTimer extends Timer {
  waits: number[]
}

/** Time that passes only by waiting, at once. */
export function quickTimer(start = 0): QuickTimer {
  let ms = start
  const waits: number[] = []
  return {
    waits,
    now: () => ms,
    async wait(forMs, signal) {
      signal.throwIfAborted()
      waits.push(forMs)
      ms += forMs
    },
  }
}
