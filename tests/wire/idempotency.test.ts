import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Climb } from '../../shared/model/climb'
import { startApp, KEYS, type Account, type Answer, type CallOptions, type TestApp } from '../support/app'
import { deleteForGood } from '../support/deleteForGood'
import { DIALECTS } from '../support/databases'
import { createMigratedDatabase } from '../support/postgres'
import { importTestWall } from '../support/wall'

const HOLDS = 'S101 O105 T109'

describe.each(DIALECTS)('[REST-11] on %s a write under an Idempotency-Key', (dialect) => {
  let app: TestApp
  let faceId: string
  let setter: Account
  let dropDatabase = async () => {}
  beforeAll(async () => {
    if (dialect === 'postgres') {
      const { url, drop } = await createMigratedDatabase()
      dropDatabase = drop
      app = await startApp({ databaseUrl: url })
    } else {
      app = await startApp()
    }
    ({ faceId } = await importTestWall(app.services))
    setter = await app.register('ouvreuse')
  })
  afterAll(async () => {
    await app.close()
    await dropDatabase()
  })

  const ask = (method: string, path: string, key: string, body?: unknown, options: CallOptions = { token: setter.token }) =>
    app.call(method, path, { ...options, ...(body === undefined ? {} : { body }), headers: { ...options.headers, 'idempotency-key': key } })
  const create = (key: string, name: string, options?: CallOptions) =>
    ask('POST', '/api/climbs', key, { face_id: faceId, name, holds_list: HOLDS }, options)
  const told = ({ status, body, headers }: Answer) => ({ status, body, cursors: headers.get('x-feed-cursor') })
  const named = async (name: string) =>
    ((await app.call('GET', `/api/climbs?search=${encodeURIComponent(name)}`)).body as { count: number }).count

  test('is done once and answered alike, with the same status and cursors', async () => {
    const first = await create('create-1', 'Une seule fois')
    expect(first.status).toBe(201)
    await create('create-2', 'Entre les deux')
    expect(told(await create('create-1', 'Une seule fois'))).toEqual(told(first))
    expect(await named('Une seule fois')).toBe(1)
  })

  test('of an admin is done once too, and the second answer is the first', async () => {
    const admin = await app.admin()
    await app.call('PUT', '/api/holds/105/annotations', { token: setter.token, body: { grip_type: 'bac' } })
    const asked: [string, string, unknown?][] = [
      ['PUT', '/api/admin/locks/hold/105', { reason: 'Cassée' }],
      ['DELETE', '/api/admin/locks/hold/105'],
      ['POST', '/api/admin/locks', { hold_ids: [101, 105], reason: 'Nettoyage' }],
      ['POST', '/api/admin/locks/remove', { hold_ids: [101, 105] }],
      ['DELETE', `/api/admin/annotations/105/${setter.id}`],
      ['POST', '/api/admin/holds/107/remove', { reason: 'Cassée' }],
      ['POST', '/api/admin/holds/107/return', {}],
      ['PATCH', `/api/admin/faces/${faceId}`, { position: 3 }],
    ]
    for (const [method, path, body] of asked) {
      const [first, second] = [await ask(method, path, path + method, body, admin), await ask(method, path, path + method, body, admin)]
      expect(first.status, path).toBeLessThan(300)
      expect([second.status, second.body], path).toEqual([first.status, first.body])
    }
  })

  test('[LIMIT-63] lets the oldest answers of its user go where they are too many', async () => {
    const busy = await app.register('prolixe')
    const actor = `user:${busy.id}`
    const old = app.clock.now()
    for (let n = 0; n < 1010; n++)
      await app.services.stores.answers.keep({ actor, key: `old-${n}` }, { request_hash: 'h', sealed: 'x' }, old)
    app.clock.advance(1000)
    const count = async () =>
      (await app.db.select({ key: app.db.t.answers.key }).from(app.db.t.answers).where(eq(app.db.t.answers.actor, actor))).length
    let n = 0
    await expect.poll(async () => {
      expect((await ask('PATCH', '/api/users/me', `busy-${n++}`, { language: 'fr' }, { token: busy.token })).status).toBe(200)
      return count()
    }).toBeLessThanOrEqual(1000)
    expect(await app.services.stores.answers.get({ actor, key: `busy-${n - 1}` })).not.toBeNull()
  })

  test('of another body, or another command, is refused', async () => {
    await create('mine', 'Le premier')
    expect(await create('mine', 'Le second')).toMatchObject({ status: 422, body: { code: 'idempotency_mismatch' } })
    expect((await ask('PUT', '/api/holds/101/annotations', 'mine', { grip_type: 'bac' })).body).toMatchObject({
      code: 'idempotency_mismatch',
    })
    expect(await named('Le second')).toBe(0)
  })

  test('belongs to one user or API key', async () => {
    const other = await app.register('autre')
    const answers = [
      await create('shared', 'À chacun'),
      await create('shared', 'À chacun', { token: other.token }),
      await create('shared', 'À chacun', { apiKey: KEYS.write }),
    ]
    expect(new Set(answers.map(({ body }) => (body as Climb).id)).size).toBe(3)
    expect(told(await create('shared', 'À chacun', { apiKey: KEYS.write }))).toEqual(told(answers[2] as Answer))
  })

  test('that comes several times at once is done once', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => create('at-once', 'Tous ensemble')))
    expect(new Set(answers.map(answer => JSON.stringify(told(answer)))).size).toBe(1)
    expect(answers[0]?.status).toBe(201)
    expect(await named('Tous ensemble')).toBe(1)
  })

  test('that takes something away is answered as done when it is asked again, together or later', async () => {
    const { id } = (await create('doomed', 'Condamné')).body as Climb
    const answers = await Promise.all(Array.from({ length: 4 }, () => ask('DELETE', `/api/climbs/${id}`, 'delete')))
    expect(answers.map(({ status }) => status)).toEqual([204, 204, 204, 204])
    expect((await ask('DELETE', `/api/climbs/${id}`, 'delete')).status).toBe(204)
    expect((await ask('DELETE', `/api/climbs/${id}`, 'another')).status).toBe(404)
  })

  test('through a document is done once too, whatever was said since', async () => {
    const vote = (key: string, grip_type: string) => ask('PUT', '/api/holds/105/annotations', key, { grip_type })
    const answers = await Promise.all(Array.from({ length: 4 }, () => vote('vote-1', 'bac')))
    expect(new Set(answers.map(answer => JSON.stringify(answer.body))).size).toBe(1)
    await vote('vote-2', 'plat')
    expect(told(await vote('vote-1', 'bac'))).toMatchObject({ status: 200, body: (answers[0] as Answer).body as object })
    expect((await app.call('GET', '/api/holds/105/annotations', { token: setter.token })).body).toMatchObject({
      user_annotation: { grip_type: 'plat' },
    })
  })

  test('that changed nothing is kept as well, one that was refused is not', async () => {
    const vote = (key: string, grip_type: string) => ask('PUT', '/api/holds/109/annotations', key, { grip_type })
    await vote('same-1', 'bac')
    const unchanged = await vote('same-2', 'bac')
    await vote('same-3', 'plat')
    expect((await vote('same-2', 'bac')).body).toEqual(unchanged.body)
    const refused = () => ask('POST', '/api/climbs', 'too-soon', { face_id: faceId, name: 'Refusé puis pris', holds_list: 'S101' })
    expect((await refused()).status).toBe(422)
    expect((await create('too-soon', 'Refusé puis pris')).status).toBe(201)
  })

  test('that tells a secret tells the same again, and the database does not know it', async () => {
    const admin = await app.admin()
    const make = () => ask('POST', '/api/admin/api-keys', 'secret', { name: 'phone', scopes: ['read'] }, { token: admin.token })
    const [first, second] = [await make(), await make()]
    expect(second.body).toEqual(first.body)
    const kept = await app.db.select().from(app.db.t.answers)
    expect(JSON.stringify(kept)).not.toContain((first.body as { key: string }).key)
  })

  test.each(['', ' ', 'é', 'a b', 'x'.repeat(201)])('that is no key (%j) is refused', async (key) => {
    const answer = await create(key, 'Mauvaise clé')
    expect([answer.status, (answer.body as { code?: string }).code]).toEqual([422, 'invalid'])
  })

  test('[REST-10] an annotation too is refused with If-Match of an older state, with what stands', async () => {
    const put = (grip_type: string, ifMatch: string) =>
      app.call('PUT', '/api/holds/102/annotations', { token: setter.token, body: { grip_type }, headers: { 'if-match': `"${ifMatch}"` } })
    const { body } = await app.call('PUT', '/api/holds/102/annotations', { token: setter.token, body: { grip_type: 'bac' } })
    const { updated_at } = body as { updated_at: string }
    expect((await put('plat', updated_at)).status).toBe(200)
    for (const grip of ['pince', 'plat'])
      expect(await put(grip, updated_at)).toMatchObject({ status: 412, body: { code: 'stale', current: { grip_type: 'plat' } } })
    expect(
      (await app.call('DELETE', '/api/holds/102/annotations', { token: setter.token, headers: { 'if-match': `"${updated_at}"` } })).status,
    ).toBe(412)
  })

  test('is forgotten with its user, and in time', async () => {
    const leaver = await app.register('partante')
    await create('leaver', 'Sans laisser de trace', { token: leaver.token })
    await deleteForGood(app, leaver.id)
    const { answers } = app.db.t
    expect((await app.db.select().from(answers)).filter(row => row.actor === `user:${leaver.id}`)).toEqual([])
    const kept = await app.db.select().from(answers)
    await app.runJobs()
    expect(await app.db.select().from(answers)).toEqual(kept)
    app.clock.advance(7 * 86_400_000 + 1000)
    await app.runJobs()
    expect(await app.db.select().from(answers)).toEqual([])
  })
})
