import { faceFeed } from '../../../shared/feedName'
import { describe, expect, test } from 'vitest'
import { KEYS } from '../../support/app'
import { DIALECTS } from '../../support/databases'
import { followed } from '../../support/followed'
import { DAY_MS, HOUR_MS, outsideSocial, POLL_MINUTES, stoktFixtures } from '../../support/stoktFixtures'
import { agedClimb } from '../../support/stoktWorld'

const POLL_MS = POLL_MINUTES * 60_000

describe.each(DIALECTS)('the mirror of Stokt on %s', (dialect) => {
  test('[STOKT-1] [STOKT-4] fills an empty gym with 1,000 climbs by itself, asking for each thing once', async () => {
    const { stokt, app, tick, state } = await stoktFixtures(dialect, { climbs: 1_000, pageSize: 100 })
    await tick()
    expect((await app.call('GET', '/api/sync/stats', { apiKey: KEYS.read })).body).toMatchObject({ gyms: 1, faces: 1, holds: 48, climbs_synced: 1_000 })
    expect(stokt.requests.map(({ path }) => /media|summary|walls|setup|climbs/.exec(path)?.[0])).toEqual([
      'summary', 'walls', 'setup', 'media', ...Array.from({ length: 10 }, () => 'climbs'),
    ])
    expect(stokt.mostAtOnce()).toBe(1)
    expect(await state()).toMatchObject({
      is_on: true, poll_minutes: POLL_MINUTES, is_running: false, error: null, counters: { climbs: 1_000 },
      run: { mode: 'full', asked: 14, received: 1_000, created: 1_000, updated: 0, hidden: 0, rejected: 0, bytes: stokt.bytes() },
    })
    const picture = await app.call('GET', `/static/${stokt.world.setups.get(stokt.world.faceId)?.picture.name}`)
    expect(picture.status).toBe(200)
  })

  test('[STOKT-1] a day with 7 new climbs takes at most 10 requests and 1 % of the bytes of a full run', async () => {
    const { stokt, tick, pass, state, climbs } = await stoktFixtures(dialect, { climbs: 1_000, holds: 776, pageSize: 100 })
    await tick()
    const whole = stokt.bytes()
    stokt.forget()
    const arriving = [3, 0, 0, 0, 0, 1, 3, 0]
    let made = 0
    for (const many of arriving) {
      pass(POLL_MS)
      for (let n = 0; n < many; n++) stokt.world.climbs.unshift(agedClimb(made++, 0, Date.now()))
      await tick()
    }
    const asked = outsideSocial(stokt)
    const bytes = asked.reduce((sum, one) => sum + one.bytes, 0)
    expect(asked.length).toBeLessThanOrEqual(10)
    expect(bytes / whole).toBeLessThan(0.01)
    expect(await state()).toMatchObject({ run: { mode: 'incremental' }, error: null })
    expect((await climbs()).filter(({ name }) => /^Bloc d’essai [0-6]$/.test(String(name)))).toHaveLength(7)
  })

  test('[STOKT-5] asks for as many days as passed, for all after 30 days, and for all when somebody asks', async () => {
    const { stokt, tick, pass, ask } = await stoktFixtures(dialect)
    const ages = () => stokt.requests.flatMap(({ path }) => /max_age=(\d+)/.exec(path)?.[1] ?? [])
    await tick()
    pass(POLL_MS)
    await tick()
    pass(12 * DAY_MS)
    await tick()
    await ask('full')
    await ask('incremental')
    pass(30 * DAY_MS)
    await tick()
    expect(ages()).toEqual(['9999', '7', '13', '9999', '7', '9999'])
  })

  test('[STOKT-7] new and changed climbs reach open screens, and a run that brings nothing changes nothing', async () => {
    const { stokt, app, tick, pass, state, climbs } = await stoktFixtures(dialect)
    await tick()
    const face = (await app.services.stores.walls.faces({}))[0]
    const rows = await followed(await app.socket(), faceFeed(face?.id ?? ''))
    const named = () => rows.flatMap(change => change.rows).map(({ value }) => (value as { name: string } | null)?.name)
    pass(POLL_MS)
    stokt.world.climbs.unshift(agedClimb(1, 0, Date.now()), agedClimb(2, 0, Date.now()))
    await tick()
    await expect.poll(() => named().sort()).toEqual(['Bloc d’essai 1', 'Bloc d’essai 2'])
    expect(await state()).toMatchObject({ run: { mode: 'incremental', created: 2, updated: 0 } })
    pass(POLL_MS)
    Object.assign(stokt.world.climbs[0] ?? {}, { name: 'Renommé là-bas', climbedBy: 9 })
    await tick()
    await expect.poll(named).toContain('Renommé là-bas')
    expect((await climbs()).find(({ name }) => name === 'Renommé là-bas')).toMatchObject({ climbed_by: 9, source: 'stokt' })
    const heads = await app.services.stores.feeds.rowsAfter(faceFeed(face?.id ?? ''), { rev: 0, base: 0, limit: 1_000 })
    pass(POLL_MS)
    await tick()
    expect(await app.services.stores.feeds.rowsAfter(faceFeed(face?.id ?? ''), { rev: 0, base: 0, limit: 1_000 })).toEqual(heads)
    expect(await state()).toMatchObject({ run: { asked: 1, received: 0, created: 0, updated: 0, bytes: 0 } })
  })

  test('[STOKT-7] a climb with holds that are new on the wall comes with them', async () => {
    const { stokt, tick, pass, climbs, state } = await stoktFixtures(dialect)
    const setup = stokt.world.setups.get(stokt.world.faceId)
    const late = setup?.holds.pop()
    await tick()
    if (!late || !setup) throw new Error('there is no setup')
    setup.holds.push(late)
    pass(POLL_MS)
    stokt.world.climbs.unshift(agedClimb(1, 0, Date.now(), { name: 'Sur la prise neuve', holdsList: 'S0 O1 T47' }))
    await tick()
    expect(await state()).toMatchObject({ run: { created: 1, rejected: 0 } })
    expect((await climbs()).map(({ name }) => name)).toContain('Sur la prise neuve')
  })

  test('[STOKT-7] what cannot be used is counted, and the rest of the page is taken', async () => {
    const { stokt, tick, state } = await stoktFixtures(dialect, { climbs: 5 })
    Object.assign(stokt.world.climbs[1] ?? {}, { holdsList: 'nonsense' })
    Object.assign(stokt.world.climbs[2] ?? {}, { faceId: 'a-wall-of-nobody' })
    await tick()
    expect(await state()).toMatchObject({ error: null, run: { received: 5, created: 3, rejected: 2 } })
  })
})

describe.each(DIALECTS)('climbs that are gone from Stokt, on %s', (dialect) => {
  test('[STOKT-8] are hidden by a full run with the reason, and shown again where Stokt has them again', async () => {
    const { stokt, app, tick, pass, ask, climbs, state } = await stoktFixtures(dialect, { climbs: 12 })
    await tick()
    const [gone] = stokt.world.climbs.splice(3, 1)
    pass(POLL_MS)
    await tick()
    expect(await climbs()).toHaveLength(12)
    await ask('full')
    expect(await climbs()).toHaveLength(11)
    expect(await state()).toMatchObject({ run: { mode: 'full', hidden: 1 } })
    const hidden = (await app.call('GET', '/api/admin/climbs', { apiKey: KEYS.admin })).body as { results: unknown[] }
    expect(hidden.results).toMatchObject([{ state: 'hidden', reason: 'Ce bloc n’est plus dans Stokt.', climb: { stokt_id: gone?.id } }])
    if (gone) stokt.world.climbs.push(gone)
    await ask('full')
    expect(await climbs()).toHaveLength(12)
  })

  test('[STOKT-8] stay where most would go, until an admin asks for a full run', async () => {
    const { stokt, tick, pass, ask, climbs, state } = await stoktFixtures(dialect, { climbs: 60 })
    await tick()
    stokt.world.climbs.splice(5)
    pass(31 * DAY_MS)
    await tick()
    expect(await climbs()).toHaveLength(60)
    expect(await state()).toMatchObject({ error: { fault: 'implausible' }, run: { hidden: 0 } })
    await ask('full')
    expect(await climbs()).toHaveLength(5)
    expect(await state()).toMatchObject({ error: null, run: { hidden: 55 } })
  })

  test('[STOKT-8] stay where Stokt suddenly has none at all, even where somebody asks', async () => {
    const { stokt, tick, ask, climbs, state } = await stoktFixtures(dialect, { climbs: 6 })
    await tick()
    stokt.world.climbs.splice(0)
    await ask('full')
    expect(await climbs()).toHaveLength(6)
    expect(await state()).toMatchObject({ error: { fault: 'implausible' } })
  })

  test('[STOKT-8] are not taken for gone where a page moved meanwhile', async () => {
    const { stokt, tick, ask, climbs } = await stoktFixtures(dialect, { climbs: 30, pageSize: 10 })
    await tick()
    let pages = 0
    stokt.onRequest(({ path }) => {
      if (path.includes('max_age') && ++pages === 2) stokt.world.climbs.shift()
    })
    await ask('full')
    expect(await climbs()).toHaveLength(30)
    stokt.onRequest(null)
    await ask('full')
    expect(await climbs()).toHaveLength(29)
  })

  test('[STOKT-8] a climb that somebody deleted here does not come back', async () => {
    const { app, tick, ask, climbs, pass } = await stoktFixtures(dialect, { climbs: 4 })
    await tick()
    const [climb] = await climbs()
    expect((await app.call('DELETE', `/api/climbs/${String(climb?.['id'])}`, { apiKey: KEYS.admin })).status).toBe(204)
    pass(HOUR_MS)
    await ask('full')
    expect(await climbs()).toHaveLength(3)
  })
})
