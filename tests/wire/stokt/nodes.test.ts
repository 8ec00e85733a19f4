import { expect, test } from 'vitest'
import { KEYS, type TestApp } from '../../support/app'
import { POLL_MINUTES, stoktFixtures } from '../../support/stoktFixtures'
import { agedClimb } from '../../support/stoktWorld'

const POLL_MS = POLL_MINUTES * 60_000
const tickAll = (apps: TestApp[]) => Promise.all(apps.map(({ services }) => services.mirror.tick()))

test('[STOKT-4] of two servers on one database one asks Stokt, and any of them starts a run', async () => {
  const { stokt, app, another, state, pass } = await stoktFixtures('postgres', { climbs: 40, pageSize: 10 })
  const other = await another()
  await tickAll([app, other])
  expect(stokt.requests).toHaveLength(8)
  expect(stokt.mostAtOnce()).toBe(1)
  expect(await state()).toMatchObject({ run: { mode: 'full', created: 40 } })
  stokt.forget()
  pass(POLL_MS)
  stokt.world.climbs.unshift(agedClimb(1, 0, Date.now()))
  await tickAll([app, other])
  expect(stokt.requests).toHaveLength(1)
  await other.call('POST', '/api/admin/sources/stokt/sync', { apiKey: KEYS.admin, body: { mode: 'full' } })
  await tickAll([app, other])
  expect(await state()).toMatchObject({ run: { mode: 'full', created: 0, updated: 0 }, wanted: null })
  expect((await app.call('GET', '/api/sync/stats', { apiKey: KEYS.read })).body).toMatchObject({ climbs_synced: 41 })
})

test('[STOKT-4] a server that was killed loses the mirror after two minutes, and what it writes later is not kept', async () => {
  const { stokt, app, another, state, pass } = await stoktFixtures('postgres', { climbs: 40, pageSize: 10 })
  const other = await another()
  stokt.onRequest(({ path }) => {
    if (path.includes('page=3')) stokt.always('silent')
  })
  const hanging = app.services.mirror.tick()
  await expect.poll(() => stokt.requests.some(({ path }) => path.includes('page=3'))).toBe(true)
  stokt.always(null)
  stokt.onRequest(null)
  const asked = stokt.requests.length
  await other.services.mirror.tick()
  expect(stokt.requests).toHaveLength(asked)
  pass(2 * 60_000 + 1)
  await other.services.mirror.tick()
  expect(await state()).toMatchObject({ error: null, is_running: false, run: { mode: 'full', created: 40, received: 40 } })
  // The first one's request ends at last, and it finds that the mirror is another's.
  stokt.cutAll()
  await hanging
  expect(await state()).toMatchObject({ error: null, run: { created: 40, received: 40 } })
  expect((await app.call('GET', '/api/sync/stats', { apiKey: KEYS.read })).body).toMatchObject({ climbs_synced: 40 })
})
