import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PushKinds } from '../../shared/model/push'
import { PUSHES_PER_HOUR } from '../../server/push/addressPushes'
import type { Account, TestApp } from '../support/app'
import { pushBrowser, pushReceiver } from '../support/pushReceiver'
import { servers } from '../support/servers'
import { importTestWall } from '../support/wall'

const ALL: PushKinds = { search: true, project: true, request: true, answer: true }

describe.each(['sqlite', 'postgres'] as const)('notifications on %s', (dialect) => {
  let app: TestApp
  let service: Awaited<ReturnType<typeof pushReceiver>>
  let faceId: string
  let made = 0
  beforeAll(async () => {
    service = await pushReceiver()
    app = await servers[dialect]({ push: { anywhere: true } })
    ;({ faceId } = await importTestWall(app.services))
  })
  afterAll(async () => {
    await app.close()
    await service.close()
  })

  const call = (by: Account, method: string, path: string, body?: object, headers?: Record<string, string>) =>
    app.call(method, `/api/${path}`, { token: by.token, ...body && { body }, ...headers && { headers } })
  /** A person whose browser, of the same name, shows these kinds. */
  async function someone(kinds: Partial<PushKinds> | null = ALL, headers?: Record<string, string>): Promise<Account> {
    const person = await app.register(`avisee-${++made}`)
    if (!kinds) return person
    const none = { search: false, project: false, request: false, answer: false }
    const body = { ...service.browser(person.username), kinds: { ...none, ...kinds } }
    expect((await call(person, 'PUT', 'push', body, headers)).status).toBe(200)
    return person
  }
  const newClimb = async (by: Account, values: object = {}) =>
    ((await call(by, 'POST', 'climbs', { face_id: faceId, name: `Bloc ${++made}`, holds_list: 'S101 O105 T109', grade_font: '6B', ...values })).body as { id: string }).id
  const told = async ({ username }: Account) => {
    await app.services.pushQueue.deliver()
    return service.of(username).map(({ message }) => message)
  }
  const waiting = () => app.services.stores.pushes.countWaiting()
  async function project(owner: Account): Promise<{ setter: Account; edit: () => Promise<unknown>; id: string }> {
    const setter = await app.register(`ouvreuse-${++made}`)
    const id = await newClimb(setter, { name: 'Le dahu' })
    await call(owner, 'PUT', `climbs/${id}/project`)
    return { setter, id, edit: () => call(setter, 'PATCH', `climbs/${id}`, { description: `Version ${++made}` }) }
  }

  test('[PUSH-1] [PUSH-2] [PUSH-4] reach the browsers that asked for the kind, encrypted and signed, in their language, and nobody else', async () => {
    const [ann, off, other] = [await someone({ project: true }, { 'accept-language': 'en' }), await someone({ answer: true }), await someone()]
    const { edit, id, setter } = await project(ann)
    await call(off, 'PUT', `climbs/${id}/project`)
    await edit()
    expect(await told(ann)).toEqual([{ title: 'mastoc', body: 'Your project “Le dahu” was changed', url: `/bloc/${id}`, tag: expect.any(String) as string }])
    const [{ ttl, key } = { ttl: 0, key: '' }] = service.of(ann.username)
    expect([ttl > 86_000 && ttl <= 86_400, key]).toEqual([true, ((await call(ann, 'GET', 'push')).body as { public_key: string }).public_key])
    expect([await told(off), await told(other), await waiting()]).toEqual([[], [], 0])
    const { notifications } = (await call(ann, 'GET', 'users/me/export')).body as { notifications: object[] }
    const text = expect.any(String) as string
    expect(notifications).toEqual([
      { label: text, created_at: text, kinds: { search: false, project: true, request: false, answer: false } },
    ])
    await call(setter, 'DELETE', `climbs/${id}`)
    expect((await told(ann)).map(({ url }) => url)).toEqual([`/bloc/${id}`, '/moi/nouvelles'])
    await app.services.pushQueue.deliver()
    expect(service.of(ann.username)).toHaveLength(2)
  })

  test('[PUSH-3] [FILTER-1] new climbs that fit a kept search are told to whoever keeps it, and not to who set them', async () => {
    const [ann, bob, quiet] = [await someone(), await someone(), await someone({ project: true })]
    const keep = (by: Account, name: string, query: string) => call(by, 'POST', 'searches', { face_id: faceId, name, query })
    for (const by of [ann, bob, quiet]) await keep(by, 'Dures', 'grade_min=7A&sort=random')
    await keep(ann, 'Cassée', 'grade_min=9Z')
    await keep(ann, 'Bacs', 'grips=bac')
    await newClimb(bob, { grade_font: '6A' })
    const id = await newClimb(bob, { name: 'Le mur', grade_font: '7B' })
    const secret = await newClimb(bob, { name: 'Secret', grade_font: '7C', is_private: true })
    expect((await told(ann)).map(({ title, body, url }) => [title, body, url])).toEqual([['Dures', 'Nouveau bloc : Le mur 7B', `/bloc/${id}`]])
    expect([await told(bob), await told(quiet)]).toEqual([[], []])
    await call(bob, 'PATCH', `climbs/${secret}`, { is_private: false })
    expect((await told(ann)).at(-1)?.url).toBe(`/bloc/${secret}`)
  })

  test('[PUSH-1] end with the session, with a browser that is gone, and when they are switched off', async () => {
    const [ann, gone, off] = [await someone(), await someone(), await someone()]
    const edits = [await project(ann), await project(gone), await project(off)]
    const kinds = async (by: Account) => ((await call(by, 'GET', 'push')).body as { kinds: PushKinds | null }).kinds
    expect(await kinds(off)).toEqual(ALL)
    await call(off, 'DELETE', 'push')
    await call(ann, 'DELETE', `users/me/sessions/${ann.sessionId}`)
    service.answer(gone.username, { status: 410 })
    for (const { edit } of edits) await edit()
    expect([await told(ann), await told(off), (await told(gone)).length, await waiting()]).toEqual([[], [], 1, 0])
    expect([await kinds(off), await kinds(gone)]).toEqual([null, null])
    expect(await app.services.stores.pushes.ofSession(ann.sessionId)).toBeUndefined()
  })

  test('[PUSH-1] are sent again after a failure that may pass, not before it is time, and given up after any other', async () => {
    const [ann, refused] = [await someone(), await someone()]
    const [first, second] = [await project(ann), await project(refused)]
    service.answer(ann.username, { status: 503 }, { status: 429, headers: { 'retry-after': '1200' } })
    service.answer(refused.username, ...Array<{ status: number }>(5).fill({ status: 400 }))
    await first.edit()
    expect((await told(ann)).length).toBe(1)
    expect((await told(ann)).length).toBe(1)
    app.clock.advance(61_000)
    expect((await told(ann)).length).toBe(2)
    app.clock.advance(15 * 60_000)
    expect((await told(ann)).length).toBe(2)
    app.clock.advance(6 * 60_000)
    const messages = await told(ann)
    expect([messages.length, new Set(messages.map(({ tag }) => tag)).size, await waiting()]).toEqual([3, 1, 0])
    for (let n = 0; n < 6; n++) {
      await second.edit()
      await app.services.pushQueue.deliver()
    }
    expect([service.of(refused.username).length, await waiting()]).toEqual([5, 0])
  })

  test('[PUSH-6] a person gets so many in an hour, and the rest stands in the app', async () => {
    const ann = await someone()
    const { edit } = await project(ann)
    for (let n = 0; n < PUSHES_PER_HOUR + 3; n++) {
      await edit()
      await app.services.pushQueue.deliver()
    }
    expect((await told(ann)).length).toBe(PUSHES_PER_HOUR)
    app.clock.advance(61 * 60_000)
    await edit()
    expect((await told(ann)).length).toBe(PUSHES_PER_HOUR + 1)
  })
})

describe('[PUSH-5] addresses of push services', () => {
  let app: TestApp
  beforeAll(async () => { app = await servers.sqlite() })
  afterAll(() => app.close())

  test.each([
    'http://push.example.org/x', 'https://127.0.0.1/x', 'https://[::1]/x', 'https://localhost/x', 'https://db.internal/x', 'https://push.example.org:8443/x',
    'https://a:b@push.example.org/x', 'file:///etc/passwd', 'nonsense',
  ])('%s is refused', async (endpoint) => {
    const { token } = await app.register(`adresse-${Math.random().toString(36).slice(2, 9)}`)
    const { keys } = pushBrowser()
    const answer = await app.call('PUT', '/api/push', { token, body: { endpoint, keys, kinds: ALL } })
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ path: 'endpoint' }] } })
  })
})
