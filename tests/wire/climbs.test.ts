import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { FIRST_OWN_HOLD_ID } from '../../shared/model/holdNumbers'
import { instant } from '../../shared/model/instant'
import type { Climb } from '../../shared/model/climb'
import { KEYS, startApp, type Account, type CallOptions, type TestApp } from '../support/app'
import { importTestWall, smallWall } from '../support/wall'

interface List { results: Climb[]; count: number; page: number; page_size: number }
interface Changes { rows: { kind: string; id: string; op: string; value?: unknown }[]; cursor: string }
const text = expect.any(String) as string
const [DAY, HOLDS] = [24 * 3600_000, 'S101 O105 T109']

let app: TestApp
let faceId: string
let owner: Account
let stranger: Account
let admin: Account
beforeAll(async () => {
  app = await startApp()
  ;({ faceId } = await importTestWall(app.services))
  await importTestWall(app.services, {
    ...smallWall, gym: { ...smallWall.gym, stokt_id: 'gym-2', name: 'Autre salle' },
    face: { ...smallWall.face, stokt_id: 'face-2', name: 'Autre pan', picture: { ...smallWall.face.picture, name: 'other.png' } },
    holds: smallWall.holds.slice(0, 1).map(hold => ({ ...hold, id: 501, stokt_id: 501 })), climbs: [],
  })
  ;[owner, stranger, admin] = [await app.register('ouvreuse'), await app.register('grimpeur'), await app.admin()]
})
afterAll(() => app.close())

const list = async (query: string, options: CallOptions = {}): Promise<List> => {
  const { status, body } = await app.call('GET', `/api/climbs?${query}`, options)
  expect(status).toBe(200)
  return body as List
}
const names = async (query: string, options: CallOptions = {}): Promise<string[]> =>
  (await list(query, options)).results.map(climb => climb.name)
const create = (body: object, options: CallOptions = { token: owner.token }) =>
  app.call('POST', '/api/climbs', { ...options, body: { face_id: faceId, name: 'Traversée', holds_list: HOLDS, ...body } })
const made = async (body: object = {}, options?: CallOptions): Promise<Climb> => {
  const answer = await create(body, options)
  expect(answer.status).toBe(201)
  return answer.body as Climb
}
const patch = (climb: Climb, body: object, options: CallOptions = { token: owner.token }) =>
  app.call('PATCH', `/api/climbs/${climb.id}`, { ...options, body })
const changes = async (feed: string, since: string, options: CallOptions = {}): Promise<Changes> =>
  (await app.call('GET', `/api/feeds/${feed}/changes?since=${since}`, options)).body as Changes
const head = async (feed: string, options: CallOptions = {}): Promise<string> =>
  ((await app.call('GET', `/api/feeds/${feed}/changes`, options)).body as Changes).cursor

describe('[CLIMB-5] the list', () => {
  test('is newest first and says what paging brings', async () => {
    expect(await list(`face_id=${faceId}&source=stokt`)).toMatchObject({
      count: 4,
      page: 1,
      page_size: 50,
      results: ['?', 'sous_ligne', 'Cent % adhérence', 'Éclair au café'].map(name => ({ name })),
    })
    const pages = [
      await list('source=stokt&page=1&page_size=3'),
      await list('source=stokt&page=2&page_size=3'),
      await list('source=stokt&page=3&page_size=3'),
    ]
    expect(pages.map(page => [page.results.length, page.count])).toEqual([[3, 4], [1, 4], [0, 4]])
    expect(pages.flatMap(page => page.results.map(climb => climb.name))).toEqual(await names('source=stokt'))
  })

  test('has every field of a climb', async () => {
    expect((await list('search=éclair+au')).results).toEqual([
      {
        id: text,
        stokt_id: 'stokt-eclair',
        face_id: faceId,
        setter_id: text,
        setter_name: 'Éléphant Agile',
        name: 'Éclair au café',
        holds_list: HOLDS,
        grade_font: '6A',
        grade_ircra: 15.5,
        feet_rule: 'All holds',
        description: null,
        is_private: false,
        is_benchmark: false,
        climbed_by: 0,
        total_likes: 0,
        total_comments: 0,
        source: 'stokt',
        shown_grade_font: '6A',
        shown_grade_ircra: 15.5,
        grade_opinions: 0,
        tags: [],
        circuit: '',
        personal_notes: null,
        personal_rating: null,
        is_project: false,
        created_by_id: null,
        created_at: instant('2024-05-01T10:00:00.000000Z'),
        updated_at: text,
        synced_at: text,
      },
    ])
  })

  test.each([
    ['grade_min=6A&grade_max=6A', ['Cent % adhérence', 'Éclair au café']],
    ['grade_min=6A%2B', ['Sous Éclairage', 'sous_ligne']],
    ['grade_max=6A%2B', ['sous_ligne', 'Cent % adhérence', 'Éclair au café']],
    ['grade_min=7A&grade_max=6A', []],
    ['grade_min=9A', []],
  ])('[GRADE-1][GRADE-2] is filtered by grades: %s', async (query, found) => {
    expect(await names(query)).toEqual(found)
  })

  test.each([
    ['ECLAIR', ['Sous Éclairage', 'Éclair au café']],
    ['adhe%CC%81rence', ['Cent % adhérence']],
    ['elephant', ['?', 'sous_ligne', 'Cent % adhérence', 'Éclair au café']],
    ['%25', ['Cent % adhérence']],
    ['_', ['Sous Éclairage', 'sous_ligne']],
    ['s_u', []],
    ['%5C', []],
    ["'; DROP TABLE climbs; --", []],
  ])('[TEXT-1] is searched by name or setter, and wildcards are letters: %s', async (search, found) => {
    expect(await names(`search=${search}`)).toEqual(found)
  })

  test.each([
    ['since_created_at=2024-05-03T10:00:00Z', ['Sous Éclairage', '?']],
    ['since_created_at=2024-05-03T12:00:00%2B02:00', ['Sous Éclairage', '?']],
    ['since_created_at=2024-05-04', ['Sous Éclairage', '?']],
    ['since_synced_at=2024-05-04', ['?', 'sous_ligne', 'Cent % adhérence', 'Éclair au café']],
    ['since_updated_at=2999-01-01', []],
    ['local_only=true', ['Sous Éclairage']],
    ['source=mastoc', ['Sous Éclairage']],
    ['setter_id=none', []],
  ])('is filtered by %s', async (query, found) => {
    expect(await names(`face_id=${faceId}&${query}`)).toEqual(found)
  })

  test('is filtered by face', async () => {
    expect([(await list('face_id=none')).count, (await list(`face_id=${faceId}`)).count]).toEqual([0, (await list('')).count])
  })

  test.each([
    'grade_min=8Z',
    'page=0',
    'page=x',
    'page_size=501',
    'page_size=0',
    'source=other',
    'since_created_at=yesterday',
    'local_only=perhaps',
  ])('refuses %s', async query => {
    expect(await app.call('GET', `/api/climbs?${query}`)).toMatchObject({
      status: 422,
      body: { code: 'invalid', errors: [{ path: query.split('=')[0] }] },
    })
  })

  test('keeps its order where many were made at the same moment', async () => {
    const crowd = await startApp()
    const at = instant('2024-06-01T10:00:00.000000Z')
    const [one] = smallWall.climbs
    if (!one) throw new Error('the wall has no climb')
    await importTestWall(crowd.services, {
      ...smallWall,
      climbs: Array.from({ length: 25 }, (_, n) => ({ ...one, key: `k${n}`, stokt_id: `s${n}`, name: `bloc ${n}`, created_at: at })),
    })
    const seen: string[] = []
    for (let page = 1; page <= 5; page++) {
      const { body } = await crowd.call('GET', `/api/climbs?page=${page}&page_size=5`)
      seen.push(...(body as List).results.map(climb => climb.id))
    }
    expect(new Set(seen).size).toBe(25)
    expect(seen).toEqual([...seen].sort().reverse())
    await crowd.close()
  })
})

describe('[CLIMB-6] a private climb', () => {
  let secret: Climb
  beforeAll(async () => {
    secret = await made({ name: 'Ma cachette', is_private: true })
  })

  test('is its owner’s alone, an admin does not see it', async () => {
    const path = `/api/climbs/${secret.id}`
    const seen = async (options: CallOptions) => [
      (await app.call('GET', path, options)).status,
      (await list('search=cachette', options)).count,
    ]
    expect(await seen({ token: owner.token })).toEqual([200, 1])
    for (const options of [{}, { token: stranger.token }, { token: admin.token }, { apiKey: KEYS.read }, { apiKey: KEYS.write }])
      expect(await seen(options)).toEqual([404, 0])
    for (const apiKey of [KEYS.import, KEYS.admin]) expect(await seen({ apiKey })).toEqual([200, 1])
  })

  test('answers writes of others as if it did not exist', async () => {
    for (const { token } of [stranger, admin]) {
      expect((await patch(secret, { name: 'Trouvée' }, { token })).status).toBe(404)
      expect((await patch(secret, { is_project: true }, { token })).status).toBe(404)
      expect((await app.call('DELETE', `/api/climbs/${secret.id}`, { token })).status).toBe(404)
    }
    expect((await app.call('PATCH', `/api/climbs/${secret.id}/stokt-id?stokt_id=x`, { apiKey: KEYS.write })).status).toBe(404)
  })

  test('is not in the counts that everybody sees', async () => {
    const { body } = await app.call('GET', `/api/faces/${faceId}`)
    expect((body as { climbs_count: number }).climbs_count).toBe((await list(`face_id=${faceId}`)).count)
  })
})

describe('[CLIMB-2] setting a climb', () => {
  test('answers 201 with it; who sets it is its setter', async () => {
    const climb = await made({
      name: '  Sortie de toit ',
      grade_font: '6B',
      feet_rule: 'All holds',
      description: ' longue ',
      personal_rating: 4,
      is_project: true,
    })
    expect(climb).toEqual({
      id: text,
      stokt_id: null,
      face_id: faceId,
      setter_id: owner.id,
      setter_name: 'ouvreuse',
      name: 'Sortie de toit',
      holds_list: HOLDS,
      grade_font: '6B',
      grade_ircra: 17.5,
      feet_rule: 'All holds',
      description: 'longue',
      is_private: false,
      is_benchmark: false,
      climbed_by: 0,
      total_likes: 0,
      total_comments: 0,
      source: 'mastoc',
      shown_grade_font: '6B',
      shown_grade_ircra: 17.5,
      grade_opinions: 0,
      tags: [],
      circuit: '',
      personal_notes: null,
      personal_rating: 4,
      is_project: true,
      created_by_id: owner.id,
      created_at: text,
      updated_at: text,
      synced_at: null,
    })
    expect((await app.call('GET', `/api/climbs/${climb.id}`)).body).toEqual({ ...climb, personal_rating: null, is_project: false })
  })

  test('[FEED-8] says where the feeds stand that have it', async () => {
    const answer = await create({ name: 'Deux flux', personal_notes: 'à moi' })
    const cursors = answer.headers.get('x-feed-cursor') ?? ''
    expect(cursors).toBe(
      `face:${faceId}=${await head(`face:${faceId}`)}, user:${owner.id}=${await head(`user:${owner.id}`, { token: owner.token })}`,
    )
  })

  test.each([
    ['name', { name: 'ab' }], ['name', { name: '   a   ' }], ['name', { name: 'x'.repeat(101) }], ['name', { name: null }],
    ['description', { description: 'x'.repeat(2001) }],
    ['holds_list', { holds_list: '' }], ['holds_list', { holds_list: 'S101' }], ['holds_list', { holds_list: 'O101 T102' }],
    ['holds_list', { holds_list: 'S101 S102 S103 T104' }], ['holds_list', { holds_list: 'S101 T102 T103 T104' }], ['holds_list', { holds_list: 'S101 O102 O102 T103' }],
    ['holds_list', { holds_list: 'S101 X102 T103' }], ['holds_list', { holds_list: 'S101 O99999999999 T103' }], ['holds_list', { holds_list: 'S101 O-5 T103' }],
    ['grade_font', { grade_font: '6Z' }], ['feet_rule', { feet_rule: 'Only left foot' }],
    ['is_private', { is_private: 'yes' }], ['personal_rating', { personal_rating: 6 }],
  ])('is refused for its %s: %o', async (path, body) => {
    expect(await create(body)).toMatchObject({ status: 422, body: { code: 'invalid', errors: [{ path }] } })
  })

  test.each([
    ['nowhere', 'S101 O999 T109'],
    ['on another face', 'S101 O501 T109'],
  ])('is refused with a hold that is %s', async (_where, holds_list) => {
    expect(await create({ holds_list })).toMatchObject({ status: 422, body: { code: 'unknown_hold', errors: [{ path: 'holds_list' }] } })
  })

  test('is refused on a face that does not exist', async () => {
    expect((await create({ face_id: 'none' })).status).toBe(404)
  })

  test('takes what a newcomer would not expect: start and top in one, emoji', async () => {
    expect((await made({ name: '🧗🔥🪨', holds_list: `S101  T101 T${FIRST_OWN_HOLD_ID}` })).holds_list).toBe(
      `S101 T101 T${FIRST_OWN_HOLD_ID}`,
    )
  })

  test('[REST-4] with a key makes it nobody’s', async () => {
    const climb = await made({ name: 'Par une clé' }, { apiKey: KEYS.write })
    expect(climb).toMatchObject({ created_by_id: null, setter_id: null, setter_name: null })
    expect((await create({}, { apiKey: KEYS.import })).status).toBe(403)
    expect((await create({ is_private: true }, { apiKey: KEYS.write })).status).toBe(403)
    expect((await create({ is_project: true }, { apiKey: KEYS.write })).status).toBe(401)
    expect((await create({}, { apiKey: KEYS.read, token: owner.token })).body).toMatchObject({ created_by_id: owner.id })
  })
})

describe('[CLIMB-4] changing a climb', () => {
  test('is for its owner and an admin, not for others; the admin’s change is remembered', async () => {
    const climb = await made({ name: 'À retoucher' })
    expect((await patch(climb, { name: 'Retouché', holds_list: 'S102 T110', grade_font: null })).body).toMatchObject({
      name: 'Retouché',
      holds_list: 'S102 T110',
      grade_ircra: null,
    })
    expect((await patch(climb, { description: 'modéré' }, { token: admin.token })).status).toBe(200)
    const entries = await app.db.select().from(app.db.t.audit)
    expect(entries).toContainEqual(
      expect.objectContaining({ action: 'climb.edit', target_id: climb.id, actor_id: admin.id, detail: { changes: { description: { before: null, after: 'modéré' } } } }),
    )
    expect((await patch(climb, { name: 'Volé' }, { token: stranger.token })).status).toBe(403)
    expect((await patch(climb, { name: 'Volé' }, { apiKey: KEYS.write })).status).toBe(403)
  })

  test('anyone who reads it keeps remarks of their own on it', async () => {
    const climb = await made({ name: 'Commenté' })
    const answer = await patch(climb, { personal_notes: 'dur', personal_rating: 3 }, { token: stranger.token })
    expect(answer.body).toEqual({ ...climb, personal_notes: 'dur', personal_rating: 3 })
    await patch(climb, { personal_rating: null }, { token: stranger.token })
    expect((await app.call('GET', `/api/climbs/${climb.id}`, { token: stranger.token })).body).toMatchObject({
      personal_notes: 'dur',
      personal_rating: null,
    })
    expect((await app.call('GET', `/api/climbs/${climb.id}`, { token: owner.token })).body).toMatchObject({ personal_notes: null })
  })

  test('a refused change changes nothing, the remarks beside it neither', async () => {
    const climb = await made({ name: 'Tout ou rien' })
    expect((await patch(climb, { name: 'Nouveau nom', personal_notes: 'non', holds_list: 'S999 T101' })).status).toBe(422)
    expect((await app.call('GET', `/api/climbs/${climb.id}`, { token: owner.token })).body).toEqual(climb)
  })

  test('a feet rule of an import may stay, a new one has to be the face’s', async () => {
    const [imported] = (await list('search=adhérence')).results
    if (!imported) throw new Error('not imported')
    expect((await patch(imported, { name: 'Cent % adhérence', feet_rule: 'Not in the list' }, { token: admin.token })).status).toBe(200)
    expect((await patch(imported, { feet_rule: 'Other' }, { token: admin.token })).status).toBe(422)
  })

  test('[REST-10] If-Match of an older state is refused with the climb as it is', async () => {
    const climb = await made({ name: 'À deux mains' })
    const conditional = (updatedAt: string, body: object) =>
      patch(climb, body, { token: owner.token, headers: { 'if-match': `"${updatedAt}"` } })
    expect((await conditional(climb.updated_at, { name: 'Première' })).status).toBe(200)
    expect(await conditional(climb.updated_at, { name: 'Seconde' })).toMatchObject({
      status: 412,
      body: { code: 'stale', current: { id: climb.id, name: 'Première' } },
    })
    const removal = await app.call('DELETE', `/api/climbs/${climb.id}`, {
      token: owner.token,
      headers: { 'if-match': `"${climb.updated_at}"` },
    })
    expect(removal.status).toBe(412)
  })

  test('[REST-10] two changes at the same instant of the clock differ in updated_at', async () => {
    const quick = await startApp()
    quick.clock.stop()
    const { token } = await quick.register('eclair')
    const face = await importTestWall(quick.services)
    const path = `/api/climbs/${((await quick.call('POST', '/api/climbs', { token, body: { face_id: face.faceId, name: 'Très vite', holds_list: HOLDS } })).body as Climb).id}`
    const times = []
    for (const name of ['Très vite 1', 'Très vite 2']) times.push((await quick.call('PATCH', path, { token, body: { name } })).body)
    expect(new Set([(await quick.call('GET', `${path}`)).body, ...times].map(climb => (climb as Climb).updated_at)).size).toBe(2)
    await quick.close()
  })

  test('nobody can make a climb without an owner private: it would be lost to all', async () => {
    const climb = await made({ name: 'Sans propriétaire' }, { apiKey: KEYS.write })
    expect((await patch(climb, { is_private: true }, { token: admin.token })).status).toBe(403)
  })
})

describe('[FEED-3] who sees a climb', () => {
  test('moves between the face’s feed and its owner’s', async () => {
    const climb = await made({ name: 'Va-et-vient' })
    const [face, mine] = [`face:${faceId}`, `user:${owner.id}`]
    const token = { token: owner.token }
    const before = [await head(face), await head(mine, token)] as const
    await patch(climb, { is_private: true })
    expect((await changes(face, before[0])).rows).toEqual([
      { kind: 'climb', id: climb.id, rev: expect.any(Number) as number, op: 'delete' },
    ])
    expect((await changes(mine, before[1], token)).rows).toMatchObject([
      { kind: 'climb', id: climb.id, op: 'put', value: { name: 'Va-et-vient', is_private: true } },
    ])
    const between = [await head(face), await head(mine, token)] as const
    await patch(climb, { is_private: false })
    expect((await changes(face, between[0])).rows).toMatchObject([{ id: climb.id, op: 'put' }])
    expect((await changes(mine, between[1], token)).rows).toMatchObject([{ id: climb.id, op: 'delete' }])
  })

  test('a setter’s new name reaches their climbs', async () => {
    const climb = await made({ name: 'Renommée' })
    const before = await head(`face:${faceId}`)
    await app.call('PATCH', '/api/users/me', { token: owner.token, body: { full_name: 'Ouvreuse Étoile' } })
    expect((await changes(`face:${faceId}`, before)).rows).toContainEqual(
      expect.objectContaining({ id: climb.id, value: expect.objectContaining({ setter_name: 'Ouvreuse Étoile' }) as unknown }),
    )
    expect(await names('search=etoile')).toContain('Renommée')
  })
})

test('[REST-4] a key with scope admin deletes what a key that writes may not', async () => {
  const climb = await made({ name: 'À supprimer' })
  const remove = (apiKey: string) => app.call('DELETE', `/api/climbs/${climb.id}`, { apiKey })
  expect([(await remove(KEYS.read)).status, (await remove(KEYS.write)).status, (await remove(KEYS.admin)).status]).toEqual([403, 403, 204])
})

describe('a Stokt id', () => {
  const set = (climb: Climb, stoktId: string, options: CallOptions) =>
    app.call('PATCH', `/api/climbs/${climb.id}/stokt-id?stokt_id=${stoktId}`, options)

  test('is remembered by its owner or by a key that writes, and finds the climb', async () => {
    const climb = await made({ name: 'Envoyé' })
    expect(await set(climb, 'sent-1', { apiKey: KEYS.write })).toMatchObject({
      status: 200,
      body: { message: 'Identifiant Stokt enregistré.', stokt_id: 'sent-1' },
    })
    expect((await app.call('GET', '/api/climbs/by-stokt-id/sent-1')).body).toMatchObject({
      id: climb.id,
      stokt_id: 'sent-1',
      source: 'mastoc',
      synced_at: text,
    })
    expect((await set(climb, 'sent-2', { token: owner.token })).status).toBe(200)
    expect((await set(climb, 'sent-2', { token: stranger.token })).status).toBe(403)
  })

  test('belongs to one climb', async () => {
    const [one, other] = [await made({ name: 'Un seul' }), await made({ name: 'Pas deux' })]
    await set(one, 'unique', { token: owner.token })
    expect(await set(other, 'unique', { token: owner.token })).toMatchObject({ status: 400, body: { code: 'taken' } })
  })
})

test('a timestamp within the kept history gives what changed since, with a minute to spare', async () => {
  app.clock.advance(2 * DAY)
  const climb = await made({ name: 'Récente' })
  const { rows } = await changes(`face:${faceId}`, new Date(Date.now() + 2 * DAY - 5000).toISOString())
  expect(rows.map(row => row.id)).toEqual([climb.id])
})
