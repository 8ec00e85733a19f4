import { Refusal } from '../../shared/result'

/** Lets `atOnce` run at once and `waiting` wait, in their order; who comes beyond is told that there is no room. @throws Refusal `unavailable` */
export function createTurnstile(size: { atOnce: number; waiting: number }) {
  let running = 0
  const waiting: (() => void)[] = []
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= size.atOnce) {
      if (waiting.length >= size.waiting) throw new Refusal('unavailable')
      await new Promise<void>(resolve => waiting.push(resolve))
    } else {
      running++
    }
    try {
      return await work()
    } finally {
      // The place is handed over: given back first, a newcomer would take it and one too many would run.
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }
}
