import { createHash } from 'node:crypto'
import { userIdOf, type Actor } from '../../shared/access/actor'
import type { Gate } from '../../shared/contract/command'
import { commands, type CommandName, type Input } from '../../shared/contract/commands'
import { limits } from '../../shared/limits'
import { instantOf, msOf, type Instant } from '../../shared/model/instant'
import { Refusal } from '../../shared/result'
import { networkOf } from '../limits/addresses'
import { createBudgets } from '../limits/budgets'
import type { Database } from '../db/database'
import { storesOn, type Stores } from '../db/stores/stores'
import type { Clock } from '../transact'
import { auditNames } from './auditNames'
import { rateLimits, type Asking, type RateLimit } from './rateLimits'

/** Wrong tries that cost nothing; each further one doubles the wait, from a second up to a quarter of an hour. */
const FREE_TRIES = 5
const WAIT_MAX_S = 15 * 60
/** How long after the last wrong try all is forgotten, milliseconds. */
const TRIES_KEPT_MS = 24 * 3600 * 1000

export interface Tried {
  /** Wrong ones in a row, this one included. */
  failures: number
  /** Seconds until the next is looked at. */
  wait: number
}
export interface Attempted {
  kind: string
  /** The account, as it was named. */
  what: string
  address: string | null
  /** Tells the log of a wrong try, in the transaction that counts it. */
  note?: (stores: Stores, tried: Tried, now: Instant) => Promise<void>
}
export interface Rates {
  /** Counts a command where it is limited. @throws Refusal `too_fast` */
  count: <C extends CommandName>(name: C, asking: Asking<Input<C>>) => Promise<void>
  /**
   * One try at a secret. Wrong ones in a row make the next wait, never lock: after the wait the right one works.
   * @throws Refusal `too_fast` without having looked
   */
  attempt: (at: Attempted, check: () => Promise<boolean>) => Promise<boolean>
}

/** What is counted is kept as a hash: the table tells nobody's address or name at a glance. */
const keyOf = (kind: string, ...what: string[]) => `${kind}/${createHash('sha256').update(what.join('\n')).digest('base64url')}`
const tooFast = (ms: number) => new Refusal('too_fast', { seconds: Math.max(1, Math.ceil(ms / 1000)) })
const waitAfter = (failures: number): number => (failures < FREE_TRIES ? 0 : Math.min(WAIT_MAX_S, 2 ** (failures - FREE_TRIES)))

const WRITING: readonly Gate[] = ['user', 'writer', 'admin']
const isWrite = (name: CommandName): boolean => commands[name].method !== 'GET' && WRITING.includes(commands[name].gate)

/** So many writes a second for each user on this node: programs with a key come in bulk and are not asked. */
function writeBudgets(burst: number) {
  const budgets = createBudgets({ perSecond: limits.writesPerSecond, burst })
  return (actor: Actor, name: CommandName) => {
    const id = userIdOf(actor)
    if (id !== null && isWrite(name) && !budgets.take(id)) throw tooFast(1000)
  }
}

export function createRates({ db, clock, writesBurst = limits.writesBurst }: { db: Database; clock: Clock; writesBurst?: number | undefined }): Rates {
  const mayWrite = writeBudgets(writesBurst)
  const underWay = new Set<string>()
  const later = (now: Instant, ms: number): Instant => instantOf(msOf(now) + ms)

  /** @returns when it may be asked again, where it was asked too often */
  async function spend(stores: Stores, key: string, { points, seconds }: RateLimit<never>, actor: Actor, name: string): Promise<Instant | null> {
    const now = clock()
    const rate = await stores.rates.add(key, later(now, seconds * 1000), now)
    if (rate.points <= points) return null
    // Told once in each span of time, however often it is asked.
    if (rate.points === points + 1) await stores.audit.append({ actor, action: auditNames.tooFast, target: { kind: 'command', id: name } }, now)
    return rate.ends_at
  }

  /** @returns the wrong tries until now. @throws Refusal `too_fast` where the next has to wait */
  async function failuresOf(key: string): Promise<number> {
    const now = clock()
    const seen = await storesOn(db).rates.get(key, now)
    if (!seen) return 0
    const over = msOf(seen.ends_at) - TRIES_KEPT_MS + waitAfter(seen.points) * 1000
    if (over > msOf(now)) throw tooFast(over - msOf(now))
    return seen.points
  }

  async function fail(stores: Stores, key: string, note: Attempted['note']): Promise<void> {
    const now = clock()
    const { points } = await stores.rates.add(key, later(now, TRIES_KEPT_MS), now, 'extends')
    await note?.(stores, { failures: points, wait: waitAfter(points) }, now)
  }

  return {
    async count(name, asking) {
      mayWrite(asking.actor, name)
      const asked = (rateLimits[name] as readonly RateLimit<typeof asking.input>[] | undefined)?.flatMap((limit, at) => {
        const by = limit.by(asking)
        return by === null ? [] : [{ key: keyOf(`${name}/${at}`, by), limit }]
      }) ?? []
      if (asked.length === 0) return
      const ends = await db.transaction(async (tx) => {
        const found: (Instant | null)[] = []
        for (const { key, limit } of asked) found.push(await spend(storesOn(tx, asking.address), key, limit, asking.actor, name))
        return found.filter(end => end !== null).sort()
      })
      const last = ends.at(-1)
      if (last !== undefined) throw tooFast(msOf(last) - msOf(clock()))
    },

    async attempt({ kind, what, address, note }, check) {
      const key = keyOf(kind, what, networkOf(address ?? ''))
      const failures = await failuresOf(key)
      // Once one was wrong, many at once are no way around: they are looked at one by one.
      if (failures > 0 && underWay.has(key)) throw tooFast(1000)
      underWay.add(key)
      try {
        const matches = await check()
        if (matches && failures > 0) await storesOn(db).rates.clear(key)
        if (!matches) await db.transaction(tx => fail(storesOn(tx, address), key, note))
        return matches
      } finally {
        underWay.delete(key)
      }
    },
  }
}
