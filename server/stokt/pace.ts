/** Time as the client of Stokt sees it; tests hand over one in which nobody waits. */
export interface Timer {
  /** Milliseconds. */
  now: () => number
  /** @throws if the signal is aborted meanwhile */
  wait: (ms: number, signal: AbortSignal) => Promise<void>
}

/** Stokt is asked at most once in so long. */
const SPACING_MS = 1_000

export interface Pace {
  /** Runs one request after the others; its start is a second after the start of the one before. */
  take: <T>(signal: AbortSignal, request: () => Promise<T>) => Promise<T>
}

/** [STOKT-2] One request a second, and one at a time, for all that this process asks of Stokt. */
export function createPace({ now, wait }: Timer): Pace {
  let last = -Infinity
  let line: Promise<unknown> = Promise.resolve()

  async function turn<T>(signal: AbortSignal, request: () => Promise<T>): Promise<T> {
    const early = last + SPACING_MS - now()
    if (early > 0) await wait(early, signal)
    signal.throwIfAborted()
    last = now()
    return request()
  }
  return {
    take(signal, request) {
      const mine = line.then(() => turn(signal, request))
      line = mine.catch(() => undefined)
      return mine
    },
  }
}
