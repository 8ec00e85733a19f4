/** Work that never runs twice at the same time. */
export interface SingleFlight<T> {
  /** Joins the run that is under way, or begins one. */
  run: () => Promise<T>
  /**
   * Asks for a run that begins later than this call: at once, or right after the run that is under way. Nobody hears of
   * its failure, so work that is asked for like this must not fail.
   */
  again: () => void
  /** Resolves once no run is under way and none is asked for, whether the runs failed or not. */
  idle: () => Promise<void>
}

export function createSingleFlight<T>(work: () => Promise<T>): SingleFlight<T> {
  let underWay: Promise<T> | null = null
  let isAskedAgain = false

  async function fly(): Promise<T> {
    isAskedAgain = false
    try {
      return await work()
    } finally {
      // Nobody can ask between the end of a run and the beginning of the next.
      underWay = isAskedAgain ? fly() : null
    }
  }
  const run = () => underWay ??= fly()

  return {
    run,
    again() {
      if (underWay) isAskedAgain = true
      else void run()
    },
    async idle() {
      while (underWay) await underWay.catch(() => undefined)
    },
  }
}
