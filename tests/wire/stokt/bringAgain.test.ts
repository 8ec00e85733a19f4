import { describe, expect, test } from 'vitest'
import type { StoktLink } from '../../../shared/contract/sources'
import type { Ascent } from '../../../shared/model/ascent'
import type { Climb } from '../../../shared/model/climb'
import { DIALECTS, type Dialect } from '../../support/databases'
import { DAY_MS, stoktFixtures } from '../../support/stoktFixtures'

const TOKEN = 'token-of-moss'

/** A person whose likes, bookmarks and sends of the first climb came over. */
async function fixtures(dialect: Dialect) {
  const all = await stoktFixtures(dialect, { climbs: 4, env: { STOKT_POLL: '' } })
  const { app, stokt, tick } = all
  await all.ask('full')
  const climbs = await all.climbs() as unknown as Climb[]
  const [one = '', two = '', three = ''] = stokt.world.climbs.map(({ id }) => id)
  const idOf = (stoktId: string) => climbs.find(({ stokt_id }) => stokt_id === stoktId)?.id ?? ''
  const marked = { sent: stokt.world.sent, liked: stokt.world.liked, bookmarked: stokt.world.bookmarked }
  for (const list of Object.values(marked)) list.set(TOKEN, [one])
  const user = await app.register('belette')
  const call = async (method: string, path: string, body?: object) => app.call(method, path, { token: user.token, ...body ? { body } : {} })
  await call('POST', '/api/users/me/stokt', { token: TOKEN })
  await tick()
  const mine = async (what: string) => ((await call('GET', `/api/climbs?mine=${what}`)).body as { results: Climb[] }).results.map(({ stokt_id }) => stokt_id).sort()
  return {
    ...all, call, marked, ids: { one, two, three }, idOf, mine,
    /** What was asked of Stokt with the token of the person. */
    asked: () => stokt.requests.filter(({ authorization }) => authorization === `Token ${TOKEN}`),
    all: async () => ({ sent: await mine('sent'), liked: await mine('liked'), project: await mine('project') }),
    climb: async (stoktId: string) => (await call('GET', `/api/climbs/${idOf(stoktId)}`)).body as Climb,
    sends: async () => ((await call('GET', '/api/users/me/ascents')).body as { results: Ascent[] }).results,
    link: async () => (await call('GET', '/api/users/me/stokt')).body as StoktLink,
    async nextDay() {
      stokt.forget()
      all.pass(DAY_MS)
      await tick()
    },
  }
}

describe.each(DIALECTS)('what a person does in Stokt later, on %s', (dialect) => {
  test('[STOKT-23] comes over the next day and is counted once; a day with nothing new costs three empty answers', async () => {
    const { nextDay, asked, marked, ids: { one, two, three }, idOf, all, climb, sends, link, app, stokt } = await fixtures(dialect)
    expect(await all()).toEqual({ sent: [one], liked: [one], project: [one] })
    const before = await link()
    await nextDay()
    expect(asked().map(({ status, bytes }) => [status, bytes])).toEqual([[304, 0], [304, 0], [304, 0]])
    expect((await link()).brought).toEqual({ ...before.brought, at: expect.any(String) as string })
    // Looking again at once asks nothing.
    stokt.forget()
    await app.services.mirror.tick()
    expect(asked()).toEqual([])
    const [likes, senders] = [(await climb(two)).total_likes, (await climb(two)).climbed_by]
    marked.liked.set(TOKEN, [one, two])
    marked.bookmarked.set(TOKEN, [one, three])
    marked.sent.set(TOKEN, [one, two])
    await nextDay()
    expect(await all()).toEqual({ sent: [one, two].sort(), liked: [one, two].sort(), project: [one, three].sort() })
    expect(asked().map(({ status }) => status)).toEqual([200, 200, 200, 200])
    expect(await climb(two)).toMatchObject({ total_likes: likes, climbed_by: senders })
    // Stokt told no send of the person: the first came with the link, the other one since the day before.
    const times = new Map((await sends()).map(({ climb_id, sent_at }) => [climb_id, sent_at]))
    expect(times.get(idOf(one))).toBe((await climb(one)).created_at)
    expect((times.get(idOf(two)) ?? '') > (before.brought?.at ?? '')).toBe(true)
    expect((await link()).brought).toMatchObject({ sends: 2, likes: 2, projects: 2, unknown: 0 })
    await nextDay()
    expect(asked().map(({ status }) => status)).toEqual([304, 304, 304])
    expect(await sends()).toHaveLength(2)
  })

  test('[STOKT-24] what the person took back here stays so, until they do it in Stokt anew', async () => {
    const { nextDay, call, marked, idOf, ids: { one, two }, all, sends } = await fixtures(dialect)
    const id = idOf(one)
    await call('DELETE', `/api/climbs/${id}/like`)
    await call('DELETE', `/api/climbs/${id}/project`)
    const [send] = await sends()
    await call('DELETE', `/api/ascents/${send?.id ?? ''}`)
    const nothing = { sent: [], liked: [], project: [] }
    expect(await all()).toEqual(nothing)
    // The lists are read as a whole, because they changed.
    for (const list of Object.values(marked)) list.set(TOKEN, [one, two])
    await nextDay()
    expect(await all()).toEqual({ sent: [two], liked: [two], project: [two] })
    await call('POST', '/api/users/me/stokt', { token: TOKEN })
    await nextDay()
    expect(await all()).toEqual({ sent: [two], liked: [two], project: [two] })
    for (const list of Object.values(marked)) list.set(TOKEN, [])
    await nextDay()
    // Taken back there, it stays here and is one's own.
    expect(await all()).toEqual({ sent: [two], liked: [two], project: [two] })
    for (const list of Object.values(marked)) list.set(TOKEN, [one])
    await nextDay()
    expect(await all()).toEqual({ sent: [one, two].sort(), liked: [one, two].sort(), project: [one, two].sort() })
  })

  test('[STOKT-23] a token that ended is asked about once, and a Stokt that fails later and later', async () => {
    const { nextDay, asked, link, pass, tick, stokt } = await fixtures(dialect)
    stokt.always({ status: 503 })
    await nextDay()
    const tries = asked().length
    await tick()
    expect(asked()).toHaveLength(tries)
    stokt.always(null)
    pass(60_000)
    await tick()
    expect(asked().slice(tries).map(({ status }) => status)).toEqual([304, 304, 304])
    const [moss] = stokt.world.people
    if (moss) moss.token = 'another'
    await nextDay()
    expect(asked().map(({ status }) => status)).toEqual([401, 401])
    expect(await link()).toMatchObject({ linked: true, broken: true })
    await nextDay()
    expect(asked()).toEqual([])
  })
})
