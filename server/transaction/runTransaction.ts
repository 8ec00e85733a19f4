import type { Actor } from '../../shared/access/actor'
import type { FeedName } from '../../shared/feedName'
import type { Clock } from '../config/clock'
import type { Config } from '../config/config'
import { isRetryable, type Database } from '../db/database'
import { cachedStoresOn } from '../db/stores/stores'
import { appendTouched, ConcurrentAppend } from '../feeds/append'
import { tellingLog } from '../feeds/tellingLog'
import { collectTouched } from '../feeds/touched'
import { tellNews } from './tellNews'
import type { Watch } from '../operation/watch'
import type { LastStep, WriteContext } from './context'

/** The value, and the cursor of each feed once it includes this change. */
export interface Committed<T> {
  value: T
  cursors: Map<FeedName, string>
}
/** The caller's address comes beside the actor, for the audit. */
export type RunTransaction = <T>(
  actor: Actor,
  work: (context: WriteContext) => Promise<T>,
  address?: string | null,
) => Promise<Committed<T>>

const ATTEMPTS = 5

interface Parts {
  config: Config
  db: Database
  clock: Clock
  wake: (feeds: readonly FeedName[]) => void
  /** Is called once a notification was queued and committed. */
  queuedPush?: () => void
  /** Gets the duration of each transaction; the command line has no listener. */
  watch?: Pick<Watch, 'transaction'>
}

type Attempt<T> = Committed<T> & { steps: (() => void)[] }

/**
 * The only way to write: one transaction for the tables and the feeds' rows, and a wake-up of the pushes once it is
 * committed. Work that stood in another transaction's way runs again from the start.
 */
export function createTransactions(parts: Parts): RunTransaction {
  function attempt<T>(actor: Actor, work: (context: WriteContext) => Promise<T>, address: string | null): Promise<Attempt<T>> {
    return parts.db.transaction(async (tx) => {
      const { touch, groups } = collectTouched()
      const stores = tellingLog(cachedStoresOn(tx, address), touch)
      const now = parts.clock()
      const lastSteps: LastStep[] = []
      const steps: (() => void)[] = []
      const value = await work({
        actor,
        config: parts.config,
        now,
        stores,
        touch,
        atEnd: step => void lastSteps.push(step),
        onceCommitted: step => void steps.push(step),
      })
      if (await tellNews({ actor, stores, touch, now }, groups())) steps.push(() => parts.queuedPush?.())
      const cursors = await appendTouched(stores, groups(), now)
      for (const step of lastSteps) await step(cursors)
      return { value, cursors, steps }
    })
  }

  return async (actor, work, address = null) => {
    const began = performance.now()
    for (let tries = 1; ; tries++) {
      const tell = (outcome: 'done' | 'failed', feeds: readonly FeedName[]) =>
        parts.watch?.transaction({ outcome, ms: performance.now() - began, tries, feeds })
      try {
        const { value, cursors, steps } = await attempt(actor, work, address)
        for (const step of steps) step()
        const feeds = [...cursors.keys()]
        parts.wake(feeds)
        tell('done', feeds)
        return { value, cursors }
      } catch (error) {
        if (tries < ATTEMPTS && (isRetryable(error) || error instanceof ConcurrentAppend)) continue
        tell('failed', [])
        throw error
      }
    }
  }
}
