import { userIdOf, type Actor } from '../../shared/access/actor'
import type { Gate } from '../../shared/contract/command'
import { commands, type CommandName, type Input } from '../../shared/contract/commands'
import { limits } from '../../shared/limits'
import { instantOf, msOf, type Instant } from '../../shared/model/instant'
import { createBudgets } from '../limits/budgets'
import type { Database } from '../db/database'
import { storesOn, type Stores } from '../db/stores/stores'
import type { RunTransaction } from '../transaction/runTransaction'
import type { Clock } from '../config/clock'
import { auditNames } from './auditNames'
import { rateKey, tooFast } from './rateKey'
import { pots, rateLimits, type Allowed, type Asking, type Pot, type RateLimit } from './rateLimits'
import { createAttempt, type Attempt } from './attempts'

export interface Rates {
  /** Counts a command that has a limit. @throws Refusal `too_fast` */
  count: <C extends CommandName>(name: C, asking: Asking<Input<C>>) => Promise<void>
  /** Counts a cost that shows only in the course of a command, for its payer. @throws Refusal `too_fast` */
  pay: (pot: Pot, payer: string, asking: Pick<Asking<unknown>, 'actor' | 'address'>) => Promise<void>
  /** [RATE-5] Each page of a session refreshes it every few minutes; refreshing is limited. @throws Refusal `too_fast` */
  refreshed: (sessionId: string) => void
  attempt: Attempt
}

/** The allowance of one session, on this node. */
const REFRESHES = { perSecond: 0.2, burst: 60 }

const WRITING: readonly Gate[] = ['user', 'writer', 'admin']
const isWrite = (name: CommandName): boolean => commands[name].method !== 'GET' && WRITING.includes(commands[name].gate)

/** Limits the writes of each user on this node. Programs with a key come in bulk and are not limited here. */
function writeBudgets(burst: number) {
  const budgets = createBudgets({ perSecond: limits.writesPerSecond, burst })
  return (actor: Actor, name: CommandName) => {
    const id = userIdOf(actor)
    if (id !== null && isWrite(name) && !budgets.take(id)) throw tooFast(1000)
  }
}

interface Overdrawn {
  until: Instant
  /** True the first time in a span. */
  isFirst: boolean
}

interface RatesParts {
  db: Database
  clock: Clock
  /** Writes to the log. */
  transactions: RunTransaction
  writesBurst?: number | undefined
}

export function createRates({ db, clock, transactions, writesBurst = limits.writesBurst }: RatesParts): Rates {
  const mayWrite = writeBudgets(writesBurst)
  const refreshes = createBudgets(REFRESHES)
  const later = (now: Instant, ms: number): Instant => instantOf(msOf(now) + ms)

  /** @returns the time at which it may be asked again, if it was asked too often */
  async function spend({ rates }: Stores, { key, limit }: { key: string; limit: Allowed }): Promise<Overdrawn | null> {
    const now = clock()
    const { points, seconds } = limit
    const rate = await rates.add(key, later(now, seconds * 1000), now)
    return rate.points <= points ? null : { until: rate.ends_at, isFirst: rate.points === points + 1 }
  }

  /** @throws Refusal `too_fast` */
  async function spendAll(
    asked: { key: string; limit: Allowed }[],
    { actor, address }: Pick<Asking<unknown>, 'actor' | 'address'>,
    name: string,
  ): Promise<void> {
    const over = await db.transaction(async tx => {
      const found: (Overdrawn | null)[] = []
      for (const one of asked) found.push(await spend(storesOn(tx), one))
      return found.filter(one => one !== null)
    })
    // The log gets one entry in each span of time, however often it is asked.
    if (over.some(({ isFirst }) => isFirst))
      await transactions(actor, ({ stores, now }) =>
        stores.audit.append({ actor, action: auditNames.tooFast, target: { kind: 'command', id: name } }, now), address)
    const last = over.map(({ until }) => until).sort().at(-1)
    if (last !== undefined) throw tooFast(msOf(last) - msOf(clock()))
  }

  return {
    async count(name, asking) {
      mayWrite(asking.actor, name)
      const asked = (rateLimits[name] as readonly RateLimit<typeof asking.input>[] | undefined)?.flatMap((limit, at) => {
        const by = limit.by(asking)
        return by === null ? [] : [{ key: rateKey(`${name}/${at}`, by), limit }]
      }) ?? []
      if (asked.length === 0) return
      await spendAll(asked, asking, name)
    },

    pay: (pot, payer, asking) => spendAll([{ key: rateKey(`pot/${pot}`, payer), limit: pots[pot] }], asking, pot),

    refreshed(sessionId) {
      if (!refreshes.take(sessionId)) throw tooFast(refreshes.waitFor(sessionId) * 1000)
    },

    attempt: createAttempt({ db, clock, transactions }),
  }
}
