import { describe, expect, test } from 'vitest'
import { KEYS } from '../../support/app'
import { DIALECTS } from '../../support/databases'
import { DAY_MS, stoktFixtures, type StoktFixtures } from '../../support/stoktFixtures'
import { socialOf } from '../../support/stoktWorld'

const climbsAsked = ({ stokt }: StoktFixtures): string[] =>
  stokt.requests.flatMap(({ path }) => /climbs\/([^/]+)\/latest-sends/.exec(path)?.[1] ?? [])
/** Polls are over, so what is due now are counters. */
async function settled(fixtures: StoktFixtures, days: number): Promise<void> {
  fixtures.pass(days * DAY_MS)
  await fixtures.tick()
  fixtures.stokt.forget()
}

describe.each(DIALECTS)('the counters of climbs on %s', (dialect) => {
  test('[STOKT-9] are read again when they are a week old, the oldest first, a few at a time', async () => {
    const fixtures = await stoktFixtures(dialect, { climbs: 12 })
    const { stokt, tick, climbs, pass } = fixtures
    await tick()
    stokt.forget()
    await tick()
    expect(stokt.requests).toEqual([])
    await settled(fixtures, 8)
    const [climb] = stokt.world.climbs
    stokt.world.social.set(climb?.id ?? '', socialOf(31, 4, 8))
    for (let turn = 0; turn < 4; turn++) {
      await tick()
      pass(60_000)
    }
    expect(climbsAsked(fixtures)).toHaveLength(12)
    expect(new Set(climbsAsked(fixtures)).size).toBe(12)
    expect(stokt.requests).toHaveLength(36)
    expect((await climbs()).find(({ stokt_id }) => stokt_id === climb?.id)).toMatchObject({
      climbed_by: 31, total_comments: 4, total_likes: 8,
    })
    expect((await fixtures.state()).counters).toMatchObject({ climbs: 12 })
  })

  test('[STOKT-9] come first for a climb that somebody opens, if they are older than a day, and are shown with their age', async () => {
    const fixtures = await stoktFixtures(dialect, { climbs: 12 })
    const { stokt, app, tick, climbs, pass } = fixtures
    await tick()
    const last = (await climbs()).at(-1)
    const path = `/api/sources/stokt/climbs/${String(last?.['id'])}/refresh`
    const open = async () => (await app.call('POST', path, { body: {} })).body
    expect(await open()).toEqual({ counters_at: last?.['synced_at'], is_wanted: false })
    await settled(fixtures, 2)
    expect(climbsAsked(fixtures)).toEqual([])
    stokt.world.social.set(String(last?.['stokt_id']), socialOf(5, 1, 2))
    expect(await open()).toMatchObject({ is_wanted: true })
    await tick()
    expect(climbsAsked(fixtures)).toEqual([last?.['stokt_id']])
    const now = (await climbs()).find(({ id }) => id === last?.['id'])
    expect(now).toMatchObject({ climbed_by: 5, total_comments: 1, total_likes: 2 })
    expect(String(now?.['synced_at']) > String(last?.['synced_at'])).toBe(true)
    expect(await open()).toEqual({ counters_at: now?.['synced_at'], is_wanted: false })
    pass(60_000)
    await tick()
    expect(climbsAsked(fixtures)).toHaveLength(1)
  })

  test('[STOKT-9] a climb that is gone from Stokt keeps them, and a fault is said as any other', async () => {
    const fixtures = await stoktFixtures(dialect, { climbs: 3 })
    const { stokt, tick, climbs, state } = fixtures
    await tick()
    await settled(fixtures, 8)
    stokt.world.climbs.splice(0, 1)
    await tick()
    expect((await climbs()).every(({ climbed_by }) => climbed_by === 3)).toBe(true)
    expect((await state()).error).toBeNull()
    await settled(fixtures, 8)
    stokt.always({ status: 401 })
    await tick()
    expect(await state()).toMatchObject({ error: { fault: 'token_ended' } })
    const asked = stokt.requests.length
    await tick()
    expect(stokt.requests).toHaveLength(asked)
  })
})

test('[STOKT-9] a climb that was set here has no counters of Stokt', async () => {
  const { app, tick, stokt } = await stoktFixtures('sqlite', { climbs: 3 })
  await tick()
  const { token } = await app.register('lynx')
  const [face] = (await app.call('GET', '/api/faces', { apiKey: KEYS.read })).body as { id: string }[]
  const { body } = await app.call('POST', '/api/climbs', { token, body: { face_id: face?.id, name: 'Ligne claire', holds_list: 'S901 O902 T903' } })
  stokt.forget()
  expect((await app.call('POST', `/api/sources/stokt/climbs/${(body as { id: string }).id}/refresh`, { body: {} })).body)
    .toEqual({ counters_at: null, is_wanted: false })
})
