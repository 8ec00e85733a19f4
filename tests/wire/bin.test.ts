import { afterAll, beforeAll, expect, test } from 'vitest'
import type { BinEntry } from '../../shared/model/bin'
import type { Climb } from '../../shared/model/climb'
import { KEYS, startApp, type Account, type CallOptions, type TestApp } from '../support/app'
import { feedValues } from '../support/feedRows'
import { importTestWall } from '../support/wall'

const DAY = 24 * 3600_000
let app: TestApp
let faceId: string
let owner: Account
let stranger: Account
let admin: Account
beforeAll(async () => {
  app = await startApp()
  ;({ faceId } = await importTestWall(app.services))
  ;[owner, stranger, admin] = [await app.register('ouvreuse'), await app.register('grimpeur'), await app.admin()]
})
afterAll(() => app.close())

const set = async (name: string, more: object = {}): Promise<Climb> =>
  (await app.call('POST', '/api/climbs', { token: owner.token, body: { face_id: faceId, name, holds_list: 'S101 O105 T109', ...more } }))
    .body as Climb
const remove = async ({ id }: Climb, who: CallOptions = { token: owner.token }) =>
  (await app.call('DELETE', `/api/climbs/${id}`, who)).status
const restore = ({ id }: Climb, who: CallOptions = { token: owner.token }) =>
  app.call('POST', `/api/climbs/${id}/restore`, { ...who, body: {} })
const bin = async ({ token }: Account) =>
  (await app.call('GET', '/api/users/me/bin', { token })).body as { results: BinEntry[]; count: number }
const onFace = async ({ id }: Climb) => id in await feedValues(app, `face:${faceId}`, 'climb')
const inBinOf = async (who: Account, { id }: Climb) => (await feedValues(app, `user:${who.id}`, 'bin', who.token))[id]
const count = async () => ((await app.call('GET', `/api/faces/${faceId}`)).body as { climbs_count: number }).climbs_count
const found = async (name: string, who: CallOptions = {}) =>
  ((await app.call('GET', `/api/climbs?search=${name}`, who)).body as { count: number }).count

test('[CLIMB-7] a deleted climb is gone for everybody, and stands in its owner’s feed alone, with when', async () => {
  const climb = await set('Jetée')
  const [before, stats] = [await count(), (await app.call('GET', '/api/sync/stats')).body as { climbs: number }]
  const { headers } = await app.call('DELETE', `/api/climbs/${climb.id}`, { token: owner.token })
  expect(headers.get('x-feed-cursor')?.match(/\w+:/g)).toEqual(['face:', 'user:'])
  for (const who of [{ token: owner.token }, { token: admin.token }, { apiKey: KEYS.admin }, {}]) {
    expect([(await app.call('GET', `/api/climbs/${climb.id}`, who)).status, await found('Jetée', who)]).toEqual([404, 0])
  }
  expect([await count(), (await app.call('GET', '/api/sync/stats')).body]).toEqual([
    before - 1,
    { ...stats, climbs: stats.climbs - 1, climbs_local: expect.any(Number) as number },
  ])
  expect([
    await remove(climb),
    (await app.call('PATCH', `/api/climbs/${climb.id}`, { token: owner.token, body: { name: 'Encore là' } })).status,
  ]).toEqual([404, 404])
  expect(await onFace(climb)).toBe(false)
  const entry = await inBinOf(owner, climb)
  expect(entry).toMatchObject({
    id: climb.id,
    state: 'deleted',
    reason: null,
    by_me: true,
    climb: { name: 'Jetée', holds_list: 'S101 O105 T109' },
  })
  const { at, until } = entry as BinEntry
  expect(Date.parse(until ?? '') - Date.parse(at)).toBe(30 * DAY)
  expect((await bin(owner)).results[0]).toEqual(entry)
  expect([await bin(stranger), await inBinOf(stranger, climb), await inBinOf(admin, climb)]).toEqual([
    { results: [], count: 0 },
    undefined,
    undefined,
  ])
})

test('[CLIMB-8] restored it is what it was, with what others remarked on it', async () => {
  const climb = await set('Revenue')
  await app.call('PATCH', `/api/climbs/${climb.id}`, { token: stranger.token, body: { personal_notes: 'à refaire', is_project: true } })
  await remove(climb)
  const answer = await restore(climb)
  expect(answer).toMatchObject({ status: 200, body: { ...climb, updated_at: expect.any(String) as string } })
  expect((answer.body as Climb).updated_at > climb.updated_at).toBe(true)
  expect([await onFace(climb), await inBinOf(owner, climb), await found('Revenue')]).toEqual([true, undefined, 1])
  expect((await app.call('GET', `/api/climbs/${climb.id}`, { token: stranger.token })).body).toMatchObject({
    personal_notes: 'à refaire',
    is_project: true,
  })
  expect(await feedValues(app, `user:${stranger.id}`, 'personal', stranger.token)).toHaveProperty(climb.id)
  expect((await restore(climb)).status).toBe(200)
})

test('[CLIMB-8] its owner and admins restore a climb; for others what lies in the bin does not exist', async () => {
  const [open, secret] = [await set('À tous'), await set('À moi seul', { is_private: true })]
  await Promise.all([remove(open, { token: admin.token }), remove(secret)])
  expect(await inBinOf(owner, open)).toMatchObject({ by_me: false })
  expect(await inBinOf(owner, secret)).toMatchObject({ by_me: true, climb: { is_private: true } })
  const statuses = async (climb: Climb, ...whos: CallOptions[]) => Promise.all(whos.map(async who => (await restore(climb, who)).status))
  expect(await statuses(open, {}, { token: stranger.token }, { apiKey: KEYS.write })).toEqual([401, 404, 404])
  expect(await statuses(secret, { token: admin.token }, { token: stranger.token }, { token: owner.token })).toEqual([404, 404, 200])
  expect((await restore(open, { token: admin.token })).status).toBe(200)
  const actions = (await app.db.select().from(app.db.t.audit)).filter(({ target_id }) => target_id === open.id).map(({ action }) => action)
  expect(actions).toEqual(['climb.delete', 'climb.restore'])
})

test('[CLIMB-10] after 30 days the bin lets it go for good, with what others remarked on it', async () => {
  const [old, young] = [await set('Trente jours'), await set('Vingt jours')]
  await app.call('PATCH', `/api/climbs/${old.id}`, { token: stranger.token, body: { is_project: true } })
  await remove(old)
  app.clock.advance(10 * DAY)
  await remove(young)
  app.clock.advance(20 * DAY + 1000)
  await app.runJobs()
  expect([(await app.services.stores.bin.byIds([old.id])).length, (await app.services.stores.bin.byIds([young.id])).length]).toEqual([0, 1])
  const rows = await app.services.stores.feeds.placementsOf('bin', [old.id, young.id])
  expect(rows.map(({ id }) => id)).toEqual([young.id])
  expect(await app.services.stores.feeds.placementsOf('personal', [old.id])).toEqual([])
})

test('[PEOPLE-4] what lies in one’s bin is among what is kept of one', async () => {
  const mine = await app.register('collectionneuse')
  const climb = (
    await app.call('POST', '/api/climbs', { token: mine.token, body: { face_id: faceId, name: 'Gardée', holds_list: 'S101 T109' } })
  ).body as Climb
  await remove(climb, { token: mine.token })
  expect((await app.call('GET', '/api/users/me/export', { token: mine.token })).body).toMatchObject({
    climbs: [],
    bin: [{ id: climb.id, climb: { name: 'Gardée' } }],
  })
})
