import { describe, expect, test } from 'vitest'
import { KEYS } from '../../support/app'
import { DIALECTS } from '../../support/databases'
import { HOUR_MS, outsideSocial, POLL_MINUTES, stoktFixtures } from '../../support/stoktFixtures'
import type { StoktFault as Trouble } from '../../support/stoktFaults'
import { agedClimb, STOKT_TOKEN } from '../../support/stoktWorld'

const POLL_MS = POLL_MINUTES * 60_000
const MINUTE_MS = 60_000

describe.each(DIALECTS)('a Stokt in trouble, on %s', (dialect) => {
  test.each<[Trouble, string]>([
    [{ status: 503 }, 'failing'], [{ status: 429 }, 'too_fast'], ['refused', 'unreachable'], ['cut', 'unreachable'], ['page', 'nonsense'], ['half', 'nonsense'],
  ])('[STOKT-6] %j is said once, nothing is lost or doubled, and it goes on by itself', async (trouble, fault) => {
    const { stokt, app, tick, pass, state, climbs, lines } = await stoktFixtures(dialect)
    await tick()
    stokt.always(trouble)
    for (let turn = 0; turn < 4; turn++) {
      pass(POLL_MS)
      await tick()
    }
    expect(await state()).toMatchObject({ error: { fault }, is_running: false })
    expect(lines().filter(({ level }) => level === 'warn')).toMatchObject([{ fault }])
    const { failures } = (await app.call('GET', '/api/admin/overview', { apiKey: KEYS.admin })).body as { failures: { count: number } }
    expect(failures.count).toBeLessThanOrEqual(1)
    expect(await climbs()).toHaveLength(12)
    stokt.always(null)
    stokt.world.climbs.unshift(agedClimb(1, 0, Date.now()))
    pass(POLL_MS)
    await tick()
    expect(await state()).toMatchObject({ error: null })
    expect(await climbs()).toHaveLength(13)
  })

  test('[STOKT-6] is asked later and later, and not more often than it is polled', async () => {
    const { stokt, tick, pass } = await stoktFixtures(dialect)
    stokt.always({ status: 500 })
    await tick()
    const asked = () => stokt.requests.length
    const first = asked()
    await tick()
    expect(asked()).toBe(first)
    pass(MINUTE_MS)
    await tick()
    expect(asked()).toBe(2 * first)
    pass(MINUTE_MS)
    await tick()
    expect(asked()).toBe(2 * first)
    pass(MINUTE_MS)
    await tick()
    expect(asked()).toBe(3 * first)
  })

  test('[STOKT-6] a token that ended is said once, is not tried again, and another one goes on', async () => {
    const { stokt, app, tick, pass, state, lines, climbs, another } = await stoktFixtures(dialect)
    await tick()
    stokt.always({ status: 401 })
    pass(POLL_MS)
    await tick()
    const asked = stokt.requests.length
    for (let turn = 0; turn < 5; turn++) {
      pass(24 * HOUR_MS)
      await tick()
    }
    expect(stokt.requests).toHaveLength(asked)
    expect(await state()).toMatchObject({ error: { fault: 'token_ended' }, next_at: null })
    expect(lines().filter(({ level }) => level === 'warn')).toHaveLength(1)
    expect(JSON.stringify(lines())).not.toContain(STOKT_TOKEN)
    await app.stop()
    stokt.always(null)
    const [person] = stokt.world.people
    stokt.world.climbs.unshift(agedClimb(1, 0, Date.now()))
    const next = await another({ STOKT_TOKEN: person?.token ?? '' })
    await next.services.mirror.tick()
    expect((await next.call('GET', '/api/admin/sources/stokt', { apiKey: KEYS.admin })).body).toMatchObject({ error: null, run: { created: 1 } })
    expect(await climbs().catch(() => [])).toEqual([])
  })

  test('[STOKT-6] other work goes on while Stokt does not answer', async () => {
    const { stokt, app, tick } = await stoktFixtures(dialect)
    stokt.always('silent')
    const asked = new Promise<void>(resolve => stokt.onRequest(() => resolve()))
    const run = tick()
    await asked
    expect((await app.call('GET', '/api/sync/stats', { apiKey: KEYS.read })).status).toBe(200)
    await app.runJobs()
    await app.stop()
    await run
  })

  test('[STOKT-7] a full run that failed in the middle goes on at the page where it stopped', async () => {
    const { stokt, tick, pass, state, climbs } = await stoktFixtures(dialect, { climbs: 50, pageSize: 10 })
    stokt.onRequest(({ path }) => {
      if (path.includes('page=3')) stokt.always({ status: 503 })
    })
    await tick()
    expect(await climbs()).toHaveLength(20)
    expect(await state()).toMatchObject({ error: { fault: 'failing' }, run: { received: 20 } })
    stokt.always(null)
    stokt.onRequest(null)
    stokt.forget()
    pass(HOUR_MS)
    await tick()
    expect(outsideSocial(stokt).map(({ path }) => /page=\d+/.exec(path)?.[0])).toEqual(['page=3', 'page=4', 'page=5'])
    expect(await climbs()).toHaveLength(50)
    expect(await state()).toMatchObject({ error: null, run: { mode: 'full', received: 50, created: 50, hidden: 0 } })
  })

  test('[STOKT-7] a server that ends in the middle of a run leaves a place where another goes on', async () => {
    const { stokt, app, tick, another } = await stoktFixtures(dialect, { climbs: 50, pageSize: 10 })
    const reached = new Promise<void>(resolve => stokt.onRequest(({ path }) => {
      if (path.includes('page=4')) {
        stokt.always('silent')
        resolve()
      }
    }))
    const run = tick()
    await reached
    await app.stop()
    await run
    stokt.always(null)
    stokt.onRequest(null)
    stokt.forget()
    const next = await another()
    await next.services.mirror.tick()
    expect(stokt.requests.map(({ path }) => /page=\d+/.exec(path)?.[0])).toEqual(['page=4', 'page=5'])
    expect((await next.call('GET', '/api/sync/stats', { apiKey: KEYS.read })).body).toMatchObject({ climbs_synced: 50 })
  })
})

test('[STOKT-1] without the settings Stokt is never asked, and admins read that nothing is set', async () => {
  const { stokt, tick, state, app } = await stoktFixtures('sqlite', { env: { STOKT_TOKEN: '', STOKT_GYM: '', STOKT_POLL: '' } })
  await tick()
  expect(await state()).toMatchObject({ is_on: false, gym: null, run: null })
  expect((await app.call('POST', '/api/admin/sources/stokt/sync', { apiKey: KEYS.admin, body: {} })).status).toBe(404)
  expect(stokt.requests).toEqual([])
})

test('[STOKT-1] without STOKT_POLL Stokt is asked only when somebody says so', async () => {
  const { stokt, tick, ask, pass, climbs } = await stoktFixtures('sqlite', { env: { STOKT_POLL: '' } })
  await tick()
  pass(48 * HOUR_MS)
  await tick()
  expect(stokt.requests).toEqual([])
  await ask('incremental')
  expect(await climbs()).toHaveLength(12)
})

test('[STOKT-10] admins start a run and read what it did, and the log says who asked', async () => {
  const { app, ask, state } = await stoktFixtures('sqlite', { env: { STOKT_POLL: '' } })
  const admin = await app.admin()
  expect(await state()).toMatchObject({ is_on: true, run: null, poll_minutes: null, next_at: null })
  expect((await app.call('POST', '/api/admin/sources/stokt/sync', { token: admin.token, body: {} })).body).toMatchObject({ wanted: 'incremental' })
  await ask('full')
  expect(await state()).toMatchObject({ wanted: null, is_running: false, run: { mode: 'full', created: 12 }, succeeded_at: expect.any(String) as string })
  const log = async (action: string) =>
    ((await app.call('GET', `/api/admin/audit?action=${action}`, { apiKey: KEYS.admin })).body as { results: object[] }).results
  expect(await log('import')).toMatchObject([{ action: 'import.stokt_api', target_name: 'Gymnase des Essais' }])
  expect(await log('gym.sync')).toMatchObject([{ actor_kind: 'key' }, { actor_name: admin.username }])
})
