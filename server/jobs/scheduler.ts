import { instantOf, msOf, type Instant } from '../../shared/model/instant'
import { createSingleFlight } from '../../shared/rules/singleFlight'
import { isUnavailable } from '../db/database'
import type { Foundation } from '../foundation/foundation'

/** Periodic work, done by one node of all. */
export interface Job {
  /** Its name in the database: nodes know each other's runs by it. */
  name: string
  everyMs: number
  /** After a failure it is due again after so long; at once without a value. */
  againMs?: number
  /**
   * @param lastRan the time that the last run got, which may have ended half way with its process; null before the
   * first
   * @param stopped is aborted when the server ends, which waits for the job
   */
  run: (services: JobServices, moment: { now: Instant; lastRan: Instant | null; stopped: AbortSignal }) => Promise<void>
}
export type JobServices = Pick<Foundation, 'stores' | 'transactions' | 'log' | 'config'>

export interface Scheduler {
  /** Runs the due jobs, each once among all nodes. */
  tick: () => Promise<void>
  close: () => Promise<void>
}

/** Due jobs are looked for this often. */
const LOOK_MS = 60_000

/** A job that failed is due again at once, or after its own time. */
export function createScheduler(
  services: JobServices & Pick<Foundation, 'clock' | 'watch' | 'tellFailure'>, jobs: readonly Job[],
): Scheduler {
  const { stores, clock, log, watch, tellFailure } = services

  const stopping = new AbortController()

  async function runIfDue({ name, everyMs, againMs, run }: Job): Promise<void> {
    const now = clock()
    const claimed = await stores.jobs.claim(name, now, instantOf(msOf(now) - everyMs))
    if (!claimed) return
    const began = performance.now()
    const tell = (outcome: 'done' | 'failed') => watch.job({ job: name, outcome, ms: performance.now() - began })
    try {
      await run(services, { now, lastRan: claimed.lastRan, stopped: stopping.signal })
      await stores.jobs.succeeded(name, clock())
    } catch (error) {
      tell('failed')
      const isDueAtOnce = againMs === undefined || stopping.signal.aborted
      await stores.jobs.giveBack(name, now, isDueAtOnce ? claimed.lastRan : instantOf(msOf(now) - everyMs + againMs))
      throw error
    }
    tell('done')
  }

  async function look(): Promise<void> {
    for (const job of jobs) {
      await runIfDue(job).catch((error: unknown) => {
        if (stopping.signal.aborted) return
        log[isUnavailable(error) ? 'warn' : 'error']({ err: error, job: job.name }, 'job failed')
        tellFailure('job', error)
      })
    }
  }

  const looks = createSingleFlight(look)
  const timer = setInterval(() => void looks.run(), LOOK_MS)
  return {
    tick: looks.run,
    async close() {
      clearInterval(timer)
      stopping.abort()
      await looks.idle()
    },
  }
}
