import { describe, expect, it } from 'vitest'
import { guest } from '../../shared/access/actor'
import { type Instant, instant, instantOf, msOf } from '../../shared/model/instant'
import { DIALECTS, emptyDatabase, type Dialect } from '../../tests/support/databases'
import { watchOf } from '../../tests/support/watch'
import { readConfig } from '../config/config'
import { storesOn, type Stores } from '../db/stores/stores'
import { ensureEpoch } from '../db/epoch'
import { createLog } from '../log/log'
import { createTransactions } from '../transaction/runTransaction'
import { createAccount } from '../usecases/accounts/createAccount'
import { purgeExpiredTraces, liftSuspensions } from './purgeExpired'
import { createScheduler } from './scheduler'

const DAY_MS = 24 * 3_600_000
const NOW = instant('2030-06-01T10:00:00.000000Z')
const daysAgo = (days: number): Instant => instantOf(msOf(NOW) - days * DAY_MS)
const config = readConfig({ JWT_SECRET: 'not used by anything here' })

/** Nodes on one database, at the moment NOW, with one person. */
async function nodes(dialect: Dialect, n: number) {
  const { db, open } = await emptyDatabase(dialect)
  const clock = () => NOW
  await ensureEpoch(db, clock)
  const made = await Promise.all(Array.from({ length: n }, async (_, at) => {
    const own = at === 0 ? db : await open()
    const transactions = createTransactions({ config, db: own, clock, wake: () => {} })
    return { db: own, clock, transactions, stores: storesOn(own), config, log: createLog('silent'), watch: watchOf(), tellFailure: () => {} }
  }))
  const [first] = made
  if (!first) throw new Error('no node')
  const { value: me } = await first.transactions(guest, context =>
    createAccount(context, { email: 'a@example.org', username: 'abc', full_name: 'A', password_hash: 'x', role: 'user' }),
  )
  return { first, all: made, me }
}
const ranOnce = async (services: Parameters<typeof createScheduler>[0], job: typeof purgeExpiredTraces) => {
  const scheduler = createScheduler(services, [job])
  await scheduler.tick()
  await scheduler.close()
}

async function leaveTraces(
  { audit, sessions, resets, confirmations, mails, rates, tickets }: Stores,
  me: string,
  at: Instant,
  name: string,
): Promise<void> {
  const expires_at = instantOf(msOf(at) + DAY_MS / 48)
  await audit.append({ actor: guest, action: name, target: { kind: 'user', id: me } }, at)
  await sessions.insert({
    id: `ended-${name}`,
    user_id: me,
    label: name,
    address: '192.0.2.1',
    created_at: at,
    used_at: at,
    ended_at: at,
    expires_at,
  })
  await sessions.insert({
    id: `living-${name}`,
    user_id: me,
    label: name,
    address: '192.0.2.1',
    created_at: at,
    used_at: at,
    expires_at: daysAgo(-1),
  })
  await resets.replace({ token_hash: `reset-${name}`, user_id: me, expires_at }, at)
  await confirmations.replace({ token_hash: `confirm-${name}`, user_id: me, email: 'a@example.org', expires_at }, at)
  await mails.queue({ id: name, user_id: me, kind: 'newDevice', key: name, sealed: '', expires_at, done_at: at }, at)
  await rates.add(name, expires_at, at)
  await tickets.spend(name, expires_at)
}

describe.each(DIALECTS)('housekeeping on %s', (dialect) => {
  it('[HOUSE-1] lets go what is over, and keeps what was done', async () => {
    const { first, me } = await nodes(dialect, 1)
    const { db, stores } = first
    const wherever = storesOn(db, '192.0.2.1')
    await leaveTraces(wherever, me, daysAgo(91), 'old')
    await leaveTraces(wherever, me, daysAgo(0), 'new')
    await ranOnce(first, purgeExpiredTraces)
    expect(
      (await stores.audit.list({ target: me }, { page: 1, page_size: 9 })).results.map(({ action, address }) => ({ action, address })),
    ).toEqual([
      { action: 'new', address: '192.0.2.1' },
      { action: 'old', address: null },
    ])
    expect((await stores.sessions.ofUser(me)).map(({ label, address, ended_at }) => [label, address, ended_at !== null]).sort()).toEqual([
      ['new', '192.0.2.1', false], ['new', '192.0.2.1', true], ['old', null, false],
    ])
    expect((await stores.mails.ofUser(me)).map(mail => mail.created_at)).toEqual([NOW])
    const { passwordResets, emailConfirmations, rates, spentTickets } = db.t
    expect((await db.select().from(passwordResets)).map(link => link.token_hash)).toEqual(['reset-new'])
    expect((await db.select().from(emailConfirmations)).map(link => link.token_hash)).toEqual(['confirm-new'])
    expect((await db.select().from(rates)).map(rate => rate.key)).toEqual(['new'])
    expect((await db.select().from(spentTickets)).map(ticket => ticket.ticket_hash)).toEqual(['new'])
  })

  it('[HOUSE-2] lets back in whose time is over, says so once, whichever of several nodes does it', async () => {
    const { first, all, me } = await nodes(dialect, 3)
    await first.transactions(guest, ({ stores }) => stores.users.update(me, { is_active: false, inactive_until: daysAgo(1) }))
    await Promise.all(all.map(node => ranOnce(node, liftSuspensions)))
    expect(await first.stores.users.byId(me)).toMatchObject({ is_active: true, inactive_until: null })
    expect((await first.stores.audit.list({ action: 'user.reactivate' }, { page: 1, page_size: 9 })).count).toBe(1)
  })

  it('[HOUSE-2] leaves out who was shut out for good, or for longer', async () => {
    const { first, me } = await nodes(dialect, 1)
    for (const inactive_until of [null, daysAgo(-1)]) {
      await first.stores.users.update(me, { is_active: false, inactive_until })
      expect(await first.stores.users.liftSuspensions(NOW)).toEqual([])
    }
  })

  it('[HOUSE-1] one of several nodes does it, and none again within the hour', async () => {
    const { all } = await nodes(dialect, 3)
    let runs = 0
    const counted = { ...purgeExpiredTraces, run: async () => { runs++ } }
    await Promise.all(all.map(node => ranOnce(node, counted)))
    await Promise.all(all.map(node => ranOnce(node, counted)))
    expect(runs).toBe(1)
  })
})
