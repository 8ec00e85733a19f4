import { describe, expect, test } from 'vitest'
import type { Climb } from '../../../shared/model/climb'
import type { Publication } from '../../../shared/model/publication'
import { KEYS, type Account } from '../../support/app'
import { DIALECTS, type Dialect } from '../../support/databases'
import { stoktFixtures } from '../../support/stoktFixtures'

const MOSS = { username: 'mousse', password: 'mousse-verte' }
const MINUTE_MS = 60_000
const CLIMB = { name: 'Aussi là-bas', holds_list: 'S901 S902 O910 F904 T945', grade_font: '6B', feet_rule: 'Tous pieds', description: 'Sans le dièdre.' }

/** A gym that came over from Stokt, and a person there. */
async function publishing(dialect: Dialect, options: Parameters<typeof stoktFixtures>[1] = {}) {
  const fixtures = await stoktFixtures(dialect, { climbs: 3, ...options })
  const { app, stokt, tick, pass } = fixtures
  await tick()
  const user = await app.register('belette')
  expect((await app.call('POST', '/api/users/me/stokt', { token: user.token, body: MOSS })).status).toBe(200)
  await tick()
  stokt.forget()
  const [face] = (await app.call('GET', '/api/faces', { apiKey: KEYS.read })).body as { id: string }[]
  const call = (method: string, path: string, body?: object, { token }: Pick<Account, 'token'> = user) =>
    app.call(method, path, { token, ...body ? { body } : {} })
  const set = async (values: object = {}) =>
    (await call('POST', '/api/climbs', { face_id: face?.id, ...CLIMB, on_stokt: true, ...values })).body as Climb
  const feed = async () => (await call('GET', `/api/feeds/user:${user.id}/changes`)).body as { rows: { kind: string; value: Publication }[] }
  return {
    ...fixtures, user, call, set, feed, faceId: face?.id ?? '',
    /** The climbs that the person has in Stokt, by name. */
    there: (name = CLIMB.name) => stokt.world.climbs.filter(climb => climb.name === name),
    asked: (method: string) => stokt.requests.filter(request => request.method === method),
    climb: async (id: string) => (await call('GET', `/api/climbs/${id}`)).body as Climb,
    state: async (id: string) => (await feed()).rows.find(({ kind, value }) => kind === 'publication' && value.climb_id === id)?.value,
    async later(ms = MINUTE_MS) {
      pass(ms)
      await tick()
    },
    pollAll: async () => {
      await app.call('POST', '/api/admin/sources/stokt/sync', { apiKey: KEYS.admin, body: { mode: 'full' } })
      await tick()
    },
  }
}

describe.each(DIALECTS)('a climb that is sent to Stokt too, on %s', (dialect) => {
  test('[STOKT-15] [STOKT-16] is there once, with all that Stokt takes, and the mirror finds no second one', async () => {
    const { set, state, tick, there, asked, climb, pollAll, climbs, user, faceId, call, app } = await publishing(dialect)
    const { id } = await set()
    expect(await state(id)).toMatchObject({ state: 'waiting', fault: null })
    await tick()
    const [made, ...more] = there()
    expect(more).toEqual([])
    expect(asked('POST').map(({ text, authorization }) => [JSON.parse(text) as unknown, authorization])).toEqual([[{
      name: CLIMB.name, holdsList: { start: [901, 902], others: [910], top: [945], feetOnly: [904] },
      grade: { gradingSystem: 'font', value: '6B' }, feetRule: 'Tous pieds', description: 'Sans le dièdre.', isPrivate: false,
    }, 'Token token-of-moss']])
    expect(await state(id)).toMatchObject({ state: 'there', fault: null, words: null })
    expect(await climb(id)).toMatchObject({ stokt_id: made?.id, source: 'mastoc', setter_id: user.id })
    if (made) Object.assign(made, { climbedBy: 8, crowdGrade: { ...made.crowdGrade, font: '7A', ircra: 20.5 } })
    await pollAll()
    await tick()
    expect(await climbs()).toHaveLength(4)
    // Stokt counts; what the climb is, is decided here.
    expect(await climb(id)).toMatchObject({ climbed_by: 8, grade_font: '6B', description: 'Sans le dièdre.', created_by_id: user.id })
    expect([asked('POST').length, asked('PATCH').length]).toEqual([1, 0])
    const quiet = (await call('POST', '/api/climbs', { face_id: faceId, ...CLIMB, name: 'Rien qu’ici' })).body as Climb
    await tick()
    expect([there('Rien qu’ici'), await state(quiet.id)]).toEqual([[], undefined])
    const other = await app.register('loutre')
    expect((await call('PUT', `/api/climbs/${quiet.id}/stokt`, {}, other)).status).toBe(403)
    expect((await call('PUT', `/api/climbs/${quiet.id}/stokt`, {})).body).toMatchObject({ climb_id: quiet.id, state: 'waiting' })
    await tick()
    expect(there('Rien qu’ici')).toHaveLength(1)
  })

  test('[STOKT-18] edits, privacy, deletion and undo follow', async () => {
    const { set, state, tick, later, there, call, climb, asked } = await publishing(dialect)
    const { id } = await set()
    await tick()
    await call('PATCH', `/api/climbs/${id}`, { name: 'Renommé', holds_list: 'S901 T946', grade_font: null, description: '' })
    expect(await state(id)).toMatchObject({ state: 'waiting' })
    await tick()
    expect(there('Renommé')).toMatchObject([{ holdsList: 'S901 T946', description: '', crowdGrade: { font: '?' }, feetRule: 'Tous pieds' }])
    expect(await state(id)).toMatchObject({ state: 'there' })
    await call('PATCH', `/api/climbs/${id}`, { is_private: true, name: 'Secret' })
    await tick()
    expect(there('Secret')).toMatchObject([{ isPrivate: true }])
    expect(asked('PATCH').map(({ path }) => path.split('/').at(-1)).at(-2)).toBe('privacy-status')
    await call('PATCH', `/api/climbs/${id}`, { is_private: false })
    await tick()
    expect(there('Secret')).toMatchObject([{ isPrivate: false }])
    const first = (await climb(id)).stokt_id
    await call('DELETE', `/api/climbs/${id}`)
    await tick()
    // The owner may want it back at once.
    expect(there('Secret')).toHaveLength(1)
    await later(MINUTE_MS + 1)
    expect(there('Secret')).toEqual([])
    await later()
    expect(asked('DELETE')).toHaveLength(1)
    await call('POST', `/api/climbs/${id}/restore`, {})
    await tick()
    expect(there('Secret')).toHaveLength(1)
    expect((await climb(id)).stokt_id).toBe(there('Secret')[0]?.id)
    expect((await climb(id)).stokt_id).not.toBe(first)
    expect(await state(id)).toMatchObject({ state: 'there' })
  })

  test('[STOKT-17] is there once although the answer was lost, and what was changed meanwhile follows', async () => {
    const { set, state, tick, later, there, asked, climb, call, stokt } = await publishing(dialect)
    const { id } = await set()
    stokt.next('lost')
    await tick()
    expect(there()).toHaveLength(1)
    expect(await climb(id)).toMatchObject({ stokt_id: null })
    expect(await state(id)).toMatchObject({ state: 'waiting', fault: 'unreachable' })
    await call('PATCH', `/api/climbs/${id}`, { name: 'Aussi renommé' })
    await later()
    expect(there('Aussi renommé')).toHaveLength(1)
    expect(there()).toEqual([])
    expect(asked('POST')).toHaveLength(1)
    expect(await climb(id)).toMatchObject({ stokt_id: there('Aussi renommé')[0]?.id })
    // One that really got lost is sent again.
    stokt.next('refused')
    const second = await set({ name: 'Perdu en route' })
    await tick()
    expect(there('Perdu en route')).toEqual([])
    await later()
    expect(there('Perdu en route')).toHaveLength(1)
    expect(await state(second.id)).toMatchObject({ state: 'there', fault: null })
  })

  test('[STOKT-17] is no second climb where the mirror meets it before its lost answer is looked up', async () => {
    const { set, state, tick, there, asked, climb, pollAll, climbs, stokt, later } = await publishing(dialect)
    const { id } = await set()
    stokt.next('lost')
    await tick()
    await pollAll()
    expect(await climbs()).toHaveLength(4)
    expect(await climb(id)).toMatchObject({ stokt_id: there()[0]?.id, source: 'mastoc' })
    expect(await state(id)).toMatchObject({ state: 'there' })
    await later()
    expect([asked('POST').length, there().length]).toEqual([1, 1])
  })

  test('[STOKT-19] a refusal is told in Stokt’s words and tried again when it is changed or asked for', async () => {
    const { set, state, later, tick, there, call, stokt, asked } = await publishing(dialect)
    const { id } = await set()
    stokt.next({ status: 400, body: JSON.stringify({ name: ['This name is taken.'], nonFieldErrors: ['Not today.'] }) })
    await tick()
    expect(await state(id)).toMatchObject({ state: 'refused', fault: 'refused', words: 'name: This name is taken. Not today.' })
    await later(60 * MINUTE_MS)
    expect(asked('POST')).toHaveLength(1)
    await call('PATCH', `/api/climbs/${id}`, { name: 'Autre nom' })
    stokt.next({ status: 403, body: JSON.stringify({ detail: 'Only setters may.' }) })
    await tick()
    expect(await state(id)).toMatchObject({ state: 'refused', words: 'Only setters may.' })
    expect((await call('GET', '/api/users/me/stokt')).body).toMatchObject({ broken: false })
    expect((await call('PUT', `/api/climbs/${id}/stokt`, {})).body).toMatchObject({ state: 'waiting', words: null })
    await tick()
    expect(there('Autre nom')).toHaveLength(1)
    // A Stokt in trouble is asked again later, by itself.
    await call('PATCH', `/api/climbs/${id}`, { feet_rule: 'No foot' })
    stokt.always({ status: 503 })
    await tick()
    expect(await state(id)).toMatchObject({ state: 'waiting', fault: 'failing' })
    stokt.always(null)
    await tick()
    expect(there('Autre nom')).toMatchObject([{ feetRule: 'Tous pieds' }])
    await later()
    expect(there('Autre nom')).toMatchObject([{ feetRule: 'No foot' }])
  })

  test('[STOKT-19] a token that ended is said once, breaks the account alone, and a new link goes on', async () => {
    const { set, state, feed, tick, later, there, call, stokt, lines, asked } = await publishing(dialect)
    const before = lines().length
    const [moss] = stokt.world.people
    if (moss) moss.token = 'another-token-of-moss'
    const { id } = await set()
    await tick()
    for (let turn = 0; turn < 3; turn++) await later(60 * MINUTE_MS)
    expect(await state(id)).toMatchObject({ state: 'waiting', fault: 'token_ended' })
    expect((await call('GET', '/api/users/me/stokt')).body).toMatchObject({ linked: true, broken: true })
    expect(lines().slice(before).filter(({ level }) => level === 'warn')).toMatchObject([{ fault: 'token_ended' }])
    expect(asked('POST')).toHaveLength(1)
    expect(JSON.stringify([lines(), await feed()])).not.toMatch(/token-of-moss/)
    await call('POST', '/api/users/me/stokt', MOSS)
    await tick()
    expect(there()).toHaveLength(1)
    expect(await state(id)).toMatchObject({ state: 'there' })
    await call('DELETE', '/api/users/me/stokt')
    await call('PATCH', `/api/climbs/${id}`, { name: 'Sans compte' })
    expect(await state(id)).toMatchObject({ state: 'waiting', fault: 'not_linked' })
    await tick()
    expect(there('Sans compte')).toEqual([])
  })
})

test('[STOKT-15] is sent by one of two servers, and what one leaves behind the other ends, without sending it twice', async () => {
  const { set, state, stokt, app, another, pass, there, asked } = await publishing('postgres')
  const other = await another()
  const { id } = await set()
  await Promise.all([app, other].map(({ services }) => services.mirror.tick()))
  expect(there()).toHaveLength(1)
  expect(await state(id)).toMatchObject({ state: 'there' })
  const second = await set({ name: 'Entre deux' })
  const posted = new Promise<void>(resolve => stokt.onRequest(({ method }) => {
    if (method !== 'POST') return
    stokt.next('lost')
    resolve()
  }))
  const run = app.services.mirror.tick()
  await posted
  await app.stop()
  await run
  stokt.onRequest(null)
  pass(2 * MINUTE_MS + 1)
  await other.services.mirror.tick()
  expect(there('Entre deux')).toHaveLength(1)
  expect(asked('POST')).toHaveLength(2)
  expect(await other.services.stores.publications.of(second.id)).toMatchObject({ state: 'there', posting: null })
})
