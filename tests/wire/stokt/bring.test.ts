import { describe, expect, test } from 'vitest'
import type { StoktLink } from '../../../shared/contract/sources'
import type { Ascent } from '../../../shared/model/ascent'
import type { Climb } from '../../../shared/model/climb'
import { DIALECTS, type Dialect } from '../../support/databases'
import { stoktFixtures } from '../../support/stoktFixtures'
import { socialOf } from '../../support/stoktWorld'

const MOSS = { username: 'mousse', password: 'mousse-verte' }
const TOKEN = 'token-of-moss'

/** A person who sent two climbs in Stokt, likes two and bookmarked one; one more is not here. */
async function fixtures(dialect: Dialect) {
  const all = await stoktFixtures(dialect, { climbs: 4 })
  const { app, stokt, tick } = all
  await tick()
  const [first = '', second = '', third = ''] = stokt.world.climbs.map(({ id }) => id)
  const [moss] = stokt.world.people
  const me = { id: moss?.id ?? '', fullName: 'Doigts de Mousse', avatar: null }
  const social = socialOf(2, 0, 2)
  stokt.world.social.set(first, {
    ...social,
    likes: [...social.likes, { user: me }],
    sends: [
      ...social.sends,
      { id: 'mine-1', effortBy: me, effortDate: '2025-06-01T18:00:00+02:00', isFlash: true, attemptsNumber: 1, gradeFeel: 0 },
      { id: 'mine-2', effortBy: me, effortDate: '2025-07-01T18:00:00+02:00', isFlash: false, attemptsNumber: 4, gradeFeel: 1 },
    ],
  })
  stokt.world.social.set(second, { ...social, sends: [] })
  stokt.world.sent.set(TOKEN, [first, second])
  stokt.world.liked.set(TOKEN, [first, third])
  stokt.world.bookmarked.set(TOKEN, [third])
  const user = await app.register('belette')
  const call = async (method: string, path: string, body?: object) => app.call(method, path, { token: user.token, ...body ? { body } : {} })
  const climbs = await all.climbs() as unknown as Climb[]
  const idOf = (stoktId: string) => climbs.find(({ stokt_id }) => stokt_id === stoktId)?.id ?? ''
  return {
    ...all, call, user, ids: { first: idOf(first), second: idOf(second), third: idOf(third) },
    climb: async (stoktId: string) => (await call('GET', `/api/climbs/${idOf(stoktId)}`)).body as Climb,
    stoktIds: { first, second, third },
    link: async () => (await call('GET', '/api/users/me/stokt')).body as StoktLink,
    sends: async () => ((await call('GET', '/api/users/me/ascents')).body as { results: Ascent[] }).results,
    mine: async (what: string) => ((await call('GET', `/api/climbs?mine=${what}`)).body as { results: Climb[] }).results.map(({ stokt_id }) => stokt_id),
  }
}

describe.each(DIALECTS)('what a person did in Stokt, on %s', (dialect) => {
  test('[STOKT-21] [STOKT-22] comes over once the account is linked, is not counted twice, and a second time changes nothing', async () => {
    const { call, tick, link, sends, mine, climb, ids, stoktIds: { first, second, third }, app, stokt } = await fixtures(dialect)
    // Logged here on the day of the second send in Stokt, and liked here too.
    await call('POST', `/api/climbs/${ids.first}/ascents`, { sent_at: '2025-07-01T12:00:00Z', attempts: 3, notes: 'Enfin' })
    await call('PUT', `/api/climbs/${ids.first}/like`)
    const before = { first: await climb(first), second: await climb(second), third: await climb(third) }
    expect((await call('POST', '/api/users/me/stokt', MOSS)).status).toBe(200)
    expect((await link()).brought).toBeNull()
    await tick()
    expect((await link()).brought).toMatchObject({ sends: 2, likes: 2, projects: 1, unknown: 0 })
    expect(await sends()).toMatchObject([
      { climb_id: ids.second, attempts: null, is_flash: false, sent_at: before.second.created_at },
      { climb_id: ids.first, attempts: 3, notes: 'Enfin', is_flash: false },
      { climb_id: ids.first, sent_at: '2025-06-01T16:00:00.000000Z', attempts: 1, is_flash: true },
    ])
    expect(new Set(await mine('liked'))).toEqual(new Set([first, third]))
    expect(await mine('project')).toEqual([third])
    // Stokt counts the person already, so the like and the send that were ours before count no more.
    expect(await climb(first)).toMatchObject({ climbed_by: before.first.climbed_by - 1, total_likes: before.first.total_likes - 1 })
    expect(await climb(second)).toMatchObject({ climbed_by: before.second.climbed_by })
    expect(await climb(third)).toMatchObject({ total_likes: before.third.total_likes })
    // A like that is taken back and given again here is still Stokt's to count.
    await call('DELETE', `/api/climbs/${ids.third}/like`)
    await call('PUT', `/api/climbs/${ids.third}/like`)
    expect(await climb(third)).toMatchObject({ total_likes: before.third.total_likes })
    const known = [await sends(), await climb(first), await climb(second), await climb(third)]
    stokt.forget()
    await call('POST', '/api/users/me/stokt', MOSS)
    await tick()
    expect((await link()).brought).toMatchObject({ sends: 2, likes: 2, projects: 1 })
    expect([await sends(), await climb(first), await climb(second), await climb(third)]).toEqual(known)
    // Nothing is asked again that was brought.
    expect(stokt.requests.filter(({ path, authorization }) => path.includes('latest-sends') && authorization === `Token ${TOKEN}`)).toEqual([])
    // Whom Stokt counts no longer counts here again.
    stokt.world.liked.set(TOKEN, [first])
    await call('POST', '/api/users/me/stokt', MOSS)
    await tick()
    expect(await climb(third)).toMatchObject({ total_likes: before.third.total_likes + 1 })
    const feed = (await app.call('GET', `/api/feeds/face:${(await climb(first)).face_id}/changes`)).body
    expect(JSON.stringify(feed)).not.toContain(TOKEN)
  })

  test('[STOKT-21] goes on where it was interrupted, and ends with the token', async () => {
    const { call, tick, pass, link, sends, stokt, stoktIds: { second } } = await fixtures(dialect)
    stokt.onRequest(({ path }) => {
      if (path.includes(`${second}/latest-sends`)) stokt.always({ status: 503 })
    })
    await call('POST', '/api/users/me/stokt', MOSS)
    await tick()
    expect((await link()).brought).toBeNull()
    expect(await sends()).toHaveLength(2)
    stokt.onRequest(null)
    stokt.always(null)
    stokt.forget()
    pass(60_000)
    await tick()
    expect((await link()).brought).toMatchObject({ sends: 2 })
    expect(await sends()).toHaveLength(3)
    expect(stokt.requests.filter(({ path, authorization }) => path.includes('latest-sends') && authorization === `Token ${TOKEN}`)).toHaveLength(1)
    const [moss] = stokt.world.people
    await call('POST', '/api/users/me/stokt', MOSS)
    if (moss) moss.token = 'another'
    await tick()
    expect(await link()).toMatchObject({ broken: true, brought: null })
    stokt.forget()
    pass(24 * 3_600_000)
    await tick()
    expect(stokt.requests.filter(({ authorization }) => authorization === `Token ${TOKEN}`)).toEqual([])
  })
})
