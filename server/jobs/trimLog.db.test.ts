import { ADMIN_FEED } from '../../shared/feedName'
import { describe, expect, test } from 'vitest'
import { guest } from '../../shared/access/actor'
import { instantOf, msOf, type Instant } from '../../shared/model/instant'
import { DIALECTS, emptyDatabase, type Dialect } from '../../tests/support/databases'
import { ensureEpoch } from '../db/epoch'
import { readConfig } from '../config/config'
import { storesOn } from '../db/stores/stores'
import { createLog } from '../log/log'
import { createTransactions } from '../transaction/runTransaction'
import { trimLog } from './trimLog'

const DAY_MS = 24 * 3_600_000
const NOW = instantOf(Date.UTC(2030, 5, 1))
const ago = (ms: number): Instant => instantOf(msOf(NOW) - ms)
const config = readConfig({ JWT_SECRET: 'not used by anything here' })

async function ground(dialect: Dialect) {
  const { db } = await emptyDatabase(dialect)
  const clock = () => NOW
  await ensureEpoch(db, clock)
  const transactions = createTransactions({ config, db, clock, wake: () => {} })
  const services = { transactions, stores: storesOn(db), log: createLog('silent'), config }
  const write = (times: readonly Instant[]) => transactions(guest, async ({ stores }) => {
    for (const at of times) await stores.audit.append({ actor: { kind: 'cli' }, action: 'user.promote', target: { kind: 'user', id: 'x' } }, at)
  })
  const trim = () => trimLog.run(services, { now: NOW, lastRan: null, stopped: new AbortController().signal })
  const inFeed = async () => (await services.stores.audit.inFeed(ADMIN_FEED)).map(({ at }) => at)
  const revOf = async () => (await services.stores.feeds.heads([ADMIN_FEED]))[0]?.rev
  return { write, trim, inFeed, revOf, list: () => services.stores.audit.list({}, { page: 1, page_size: 1 }) }
}

describe.each(DIALECTS)('the rows of the log in the admins’ feed on %s', (dialect) => {
  test('[AUDIT-10] leave it after 30 days, and the log keeps the entries', async () => {
    const { write, trim, inFeed, revOf, list } = await ground(dialect)
    await write([ago(31 * DAY_MS), ago(29 * DAY_MS), NOW])
    await trim()
    expect(await inFeed()).toEqual([NOW, ago(29 * DAY_MS)])
    expect(await list()).toMatchObject({ count: 3 })
    const rev = await revOf()
    await trim()
    expect(await revOf()).toBe(rev)
  })

  test('[AUDIT-10] are at most the five hundred newest', async () => {
    const { write, trim, inFeed } = await ground(dialect)
    await write(Array.from({ length: 503 }, (_, n) => ago(n * 1000)))
    await trim()
    const times = await inFeed()
    expect(times).toHaveLength(500)
    expect(times.at(-1)).toBe(ago(499 * 1000))
  })
})
