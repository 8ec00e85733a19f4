import { describe, expect, onTestFinished, test } from 'vitest'
import { KEYS, startApp, type TestApp } from '../support/app'
import { DIALECTS, type Dialect } from '../support/databases'
import { FIRST_STOKT_HOLD, oldIds, oldRows, PICTURE, STOKT_HOLDS } from '../support/oldServer/oldRows'
import { createMigratedDatabase } from '../support/postgres'

async function emptyApp(dialect: Dialect): Promise<TestApp> {
  const database = dialect === 'postgres' ? await createMigratedDatabase() : null
  const app = await startApp(database ? { databaseUrl: database.url } : {})
  onTestFinished(async () => {
    await app.close()
    await database?.drop()
  })
  return app
}

const GYM = { stokt_id: oldIds.stoktGym, display_name: 'Salle des Essais', location_string: 'Nulle-Part' }
const FACE = {
  stokt_id: oldIds.stoktFace, gym_stokt_id: oldIds.stoktGym, picture_path: PICTURE.path, picture_width: PICTURE.width,
  picture_height: PICTURE.height, feet_rules_options: ['Tous pieds'], has_symmetry: false,
}
const tables = oldRows('')
const users = tables.users.filter(({ stokt_id }) => stokt_id).map(({ stokt_id, full_name }) => ({ stokt_id, full_name, avatar_path: 'avatars/x.jpg' }))
const holds = tables.holds.filter(({ stokt_id }) => stokt_id)
  .map(({ id: _, face_id: __, ...hold }) => ({ ...hold, face_stokt_id: oldIds.stoktFace }))
const setters = new Map(tables.users.map(({ id, stokt_id }) => [id, stokt_id]))
const climbs = tables.climbs.filter(({ stokt_id }) => stokt_id).map(climb => ({
  stokt_id: climb['stokt_id'], face_stokt_id: oldIds.stoktFace, setter_stokt_id: setters.get(climb['setter_id']) ?? null, name: climb['name'],
  holds_list: climb['holds_list'], grade_font: climb['grade_font'], grade_ircra: climb['grade_ircra'], feet_rule: climb['feet_rule'],
  description: null, is_private: climb['is_private'] ?? false, climbed_by: climb['climbed_by'], total_likes: climb['total_likes'],
  date_created: String(climb['created_at']).replace(' ', 'T'),
}))
/** The climbs whose holds the Python server never checked. */
const LOST = 3

describe.each(DIALECTS)('the scripts of the Python server on %s', (dialect) => {
  test('[MOVE-14] fill an empty server in their order, and bring it up to date', async () => {
    const app = await emptyApp(dialect)
    const post = (path: string, body: unknown) => app.call('POST', `/api/sync/import/${path}`, { apiKey: KEYS.import, body })
    expect((await post('face', FACE)).status).toBe(404)
    const gym = await post('gym', GYM)
    expect(gym).toMatchObject({ status: 200, body: { id: expect.any(String) as string, status: 'created' } })
    expect((await post('gym', GYM)).body).toEqual({ ...gym.body as object, status: 'exists' })
    expect((await post('gym', { ...GYM, display_name: 'Salle' })).body).toMatchObject({ status: 'updated' })
    expect((await post('face', FACE)).body).toMatchObject({ status: 'created' })
    expect((await post('face', FACE)).body).toMatchObject({ status: 'exists' })
    expect((await post('user', users[0])).body).toMatchObject({ status: 'created' })
    expect((await post('users/batch', { users })).body).toEqual({ created: users.length - 1, updated: 0, errors: 0, total: users.length })
    expect((await post('hold', { ...holds[0], face_stokt_id: 'unknown' })).status).toBe(404)
    expect((await post('hold', holds[0])).body).toEqual({ id: FIRST_STOKT_HOLD, status: 'created' })
    expect((await post('holds/batch', { holds })).body).toEqual({ created: STOKT_HOLDS - 1, updated: 0, errors: 0, total: STOKT_HOLDS })
    const first = await post('climb', climbs[0])
    expect(first.body).toMatchObject({ status: 'created' })
    const batch = [...climbs, { ...climbs[20], face_stokt_id: 'unknown', stokt_id: 'elsewhere' }]
    expect((await post('climbs/batch', { climbs: batch })).body)
      .toEqual({ created: climbs.length - 1 - LOST, updated: 0, errors: LOST + 1, total: batch.length })
    expect((await post('climb', { ...climbs[0], total_likes: 40 })).body).toEqual({ ...first.body as object, status: 'updated' })
    expect((await post('climb', { ...climbs[20], holds_list: 'S7 T8' })).body).toMatchObject({ code: 'unknown_hold' })
    const stats = await app.call('GET', '/api/sync/stats', { apiKey: KEYS.import })
    expect(stats.body).toEqual({
      gyms: 1, faces: 1, holds: STOKT_HOLDS, users: users.length,
      climbs: climbs.length - LOST, climbs_synced: climbs.length - LOST, climbs_local: 0,
    })
    const known = await app.call('GET', `/api/climbs/by-stokt-id/${oldIds.stoktClimb(30)}`, { apiKey: KEYS.read })
    expect(known.body).toMatchObject({ created_at: '2024-07-03T06:30:00.000030Z', setter_name: expect.stringMatching(/^Ouvreur/) as string })
  })

  test('[MOVE-14] change nothing where one request is malformed or too large', async () => {
    const app = await emptyApp(dialect)
    const post = (path: string, body: unknown, apiKey: string = KEYS.import) => app.call('POST', `/api/sync/import/${path}`, { apiKey, body })
    expect((await post('users/batch', { users: [...users, { stokt_id: 'x' }] })).status).toBe(422)
    expect((await post('users/batch', { users: Array.from({ length: 1001 }, (_, n) => ({ stokt_id: `s${n}`, full_name: 'x' })) })).status).toBe(422)
    expect((await post('gym', GYM, KEYS.write)).status).toBe(403)
    const many = Array.from({ length: 1000 }, (_, n) => ({ stokt_id: `s${n}`, full_name: `Ouvreur ${n}` }))
    expect((await post('users/batch', { users: many })).body).toMatchObject({ created: 1000 })
  })

  test('[MOVE-15] [MOVE-16] [MOVE-18] set, change and delete climbs with their key', async () => {
    const app = await emptyApp(dialect)
    const post = (path: string, body: unknown) => app.call('POST', `/api/sync/import/${path}`, { apiKey: KEYS.import, body })
    await post('gym', GYM)
    const { id: face_id } = (await post('face', FACE)).body as { id: string }
    await post('holds/batch', { holds })
    const listed = await app.call('GET', `/api/holds?face_id=${face_id}`, { apiKey: KEYS.read })
    expect((listed.body as { results: { face_id: string }[] }).results.map(hold => hold.face_id)).toEqual(holds.map(() => face_id))
    const write = (method: string, path: string, body?: unknown) => app.call(method, path, { apiKey: KEYS.write, body })
    const holds_list = `S${FIRST_STOKT_HOLD} T${FIRST_STOKT_HOLD + 1}`
    const climb = { face_id, name: 'Avec ircra', holds_list, is_private: false }
    const set = async (fields: object) => (await write('POST', '/api/climbs', { ...climb, ...fields })).body
    expect(await set({ grade_font: '6A', grade_ircra: 16 })).toMatchObject({ grade_font: '6A', grade_ircra: 16 })
    expect(await set({ grade_font: '6A', grade_ircra: 21 })).toMatchObject({ grade_font: '6A', grade_ircra: 15.5 })
    const made = await set({ grade_ircra: 17.25 }) as { id: string }
    expect(made).toMatchObject({ grade_font: null, grade_ircra: 17.25 })
    expect((await write('PATCH', `/api/climbs/${made.id}`, { grade_font: '7A', grade_ircra: 20.75 })).body).toMatchObject({ grade_ircra: 20.75 })
    expect((await write('PATCH', `/api/climbs/${made.id}`, { grade_ircra: 3 })).body).toMatchObject({ grade_font: '7A', grade_ircra: 20.5 })
    const { token } = await app.register('personne')
    const other = (await app.call('POST', '/api/climbs', { token, body: { face_id, name: 'D’une personne', holds_list } })).body as { id: string }
    expect((await write('PATCH', `/api/climbs/${other.id}`, { name: 'À personne' })).status).toBe(403)
    expect((await write('DELETE', `/api/climbs/${other.id}`)).status).toBe(403)
    expect((await app.call('DELETE', `/api/climbs/${made.id}`, { token })).status).toBe(403)
    expect((await write('DELETE', `/api/climbs/${made.id}`)).status).toBe(204)
  })
})
