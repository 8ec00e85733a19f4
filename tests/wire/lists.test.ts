import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { faceFeed, userFeed } from '../../shared/feedName'
import { limits } from '../../shared/limits'
import { instantOf } from '../../shared/model/instant'
import type { ClimbList, KeptSearch } from '../../shared/model/climbList'
import type { Account, TestApp } from '../support/app'
import { feedValues } from '../support/feedRows'
import { servers } from '../support/servers'
import { importTestWall } from '../support/wall'
import { guest } from '../../shared/access/actor'
import { touchOwnFacts } from '../../server/usecases/logbook/touchOwnFacts'

describe.each(['sqlite', 'postgres'] as const)('lists and kept searches on %s', (dialect) => {
  let app: TestApp
  let faceId: string
  let made = 0
  beforeAll(async () => {
    app = await servers[dialect]()
    ;({ faceId } = await importTestWall(app.services))
  })
  afterAll(() => app.close())

  const someone = () => app.register(`liste-${++made}`)
  const call = (by: Account, method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: object) =>
    app.call(method, `/api/${path}`, { token: by.token, ...body && { body } })
  const newClimb = async (by: Account, values: object = {}) =>
    ((await call(by, 'POST', 'climbs', { face_id: faceId, name: `Bloc ${++made}`, holds_list: 'S101 O105 T109', grade_font: '6B', ...values })).body as { id: string }).id
  const newList = async (by: Account, values: object = {}) => ((await call(by, 'POST', 'lists', { name: 'Circuit', ...values })).body as ClimbList).id
  const climbsOf = async (by: Account | null, id: string) =>
    ((await app.call('GET', `/api/lists/${id}`, by ? { token: by.token } : {})).body as ClimbList).climb_ids

  test('[LIST-1] [LIST-2] a list is made once, has each climb once, and only its owner changes it', async () => {
    const [ann, bob, id] = [await someone(), await someone(), randomUUID()]
    expect(await call(ann, 'POST', 'lists', { id, name: ' Projets ' })).toMatchObject({ status: 201, body: { id, name: 'Projets', is_shared: false, climb_ids: [] } })
    expect(await call(ann, 'POST', 'lists', { id, name: 'Autre' })).toMatchObject({ status: 200, body: { name: 'Projets' } })
    expect(await call(bob, 'POST', 'lists', { id, name: 'Vol' })).toMatchObject({ status: 400, body: { code: 'taken' } })
    const [one, two, secret] = [await newClimb(bob), await newClimb(bob), await newClimb(bob, { is_private: true })]
    for (const climb of [one, two, one]) expect((await call(ann, 'PUT', `lists/${id}/climbs/${climb}`)).status).toBe(204)
    expect((await call(ann, 'PUT', `lists/${id}/climbs/${secret}`)).status).toBe(404)
    expect((await call(bob, 'PUT', `lists/${id}/climbs/${two}`)).status).toBe(404)
    expect(await call(ann, 'PATCH', `lists/${id}`, { name: 'Mardi', is_shared: true })).toMatchObject({ body: { name: 'Mardi', climb_ids: [one, two] } })
    expect((await call(bob, 'DELETE', `lists/${id}`)).status).toBe(403)
    expect((await call(ann, 'DELETE', `lists/${id}/climbs/${one}`)).status).toBe(204)
    expect((await call(ann, 'GET', 'lists')).body).toMatchObject({ results: [{ id, climb_ids: [two] }] })
    expect((await call(ann, 'GET', 'users/me/export')).body).toMatchObject({ lists: [{ id }], searches: [] })
    expect((await call(ann, 'DELETE', `lists/${id}`)).status).toBe(204)
    expect(await feedValues(app, userFeed(ann.id), 'list', ann.token)).toEqual({})
    const again = await call(ann, 'POST', 'lists', { id, name: 'Mardi', climb_ids: [two, secret, 'none', one, two] })
    expect(again).toMatchObject({ status: 201, body: { id, climb_ids: [two, one] } })
    expect((await feedValues(app, userFeed(ann.id), 'list', ann.token))[id]).toMatchObject({ climb_ids: [two, one] })
  })

  test('[LIST-2] a list takes no more than its limit, and two who add at once both add', async () => {
    const [ann, id] = [await someone(), await newList(await someone())]
    const own = await newList(ann)
    const climbs = [await newClimb(ann), await newClimb(ann)]
    await Promise.all(climbs.map(climb => call(ann, 'PUT', `lists/${own}/climbs/${climb}`)))
    expect((await climbsOf(ann, own)).sort()).toEqual([...climbs].sort())
    expect(await call(ann, 'POST', `lists/${own}/order`, { climb_ids: Array.from({ length: limits.listClimbsMax + 1 }, () => 'x') })).toMatchObject({ status: 422 })
    expect((await call(ann, 'GET', `lists/${id}`)).status).toBe(404)
  })

  test('[LIST-3] a shared list shows a guest the public climbs alone, in their order', async () => {
    const [ann, bob] = [await someone(), await someone()]
    const [shown, secret, binned] = [await newClimb(ann), await newClimb(ann, { is_private: true }), await newClimb(ann)]
    const id = await newList(ann, { is_shared: true })
    for (const climb of [secret, binned, shown]) await call(ann, 'PUT', `lists/${id}/climbs/${climb}`)
    await call(ann, 'DELETE', `climbs/${binned}`)
    expect(await climbsOf(null, id)).toEqual([shown])
    expect(await climbsOf(bob, id)).toEqual([shown])
    expect(await climbsOf(ann, id)).toEqual([secret, binned, shown])
    await call(ann, 'PATCH', `lists/${id}`, { is_shared: false })
    expect((await app.call('GET', `/api/lists/${id}`)).status).toBe(404)
  })

  test('[LIST-4] an order leaves out strangers, and climbs that it does not name follow', async () => {
    const ann = await someone()
    const [id, a, b, c] = [await newList(ann), await newClimb(ann), await newClimb(ann), await newClimb(ann)]
    for (const climb of [a, b, c]) await call(ann, 'PUT', `lists/${id}/climbs/${climb}`)
    expect(await call(ann, 'POST', `lists/${id}/order`, { climb_ids: [c, 'none', a, c] })).toMatchObject({ status: 200, body: { climb_ids: [c, a, b] } })
    expect((await feedValues(app, userFeed(ann.id), 'list', ann.token))[id]).toMatchObject({ climb_ids: [c, a, b] })
  })

  test('[LIST-5] [SEARCH-1] lists and searches reach no other socket, and a purged climb leaves the lists', async () => {
    const [ann, bob] = [await someone(), await someone()]
    const socket = await app.socket({ token: bob.token })
    const frames: string[] = []
    socket.onAny((...frame) => void frames.push(JSON.stringify(frame)))
    for (const feed of [faceFeed(faceId), userFeed(bob.id), 'global']) await socket.emitWithAck('feed:open', { feed })
    const [id, kept, gone] = [await newList(ann, { name: 'Liste cachée', is_shared: true }), await newClimb(ann), await newClimb(ann)]
    await call(ann, 'POST', 'searches', { face_id: faceId, name: 'Recherche cachée', query: 'mine=sent' })
    for (const climb of [gone, kept]) await call(ann, 'PUT', `lists/${id}/climbs/${climb}`)
    await app.services.transactions(guest, async ({ stores, touch }) => {
      touch.climbAnywhere(gone)
      await touchOwnFacts({ stores, touch }, [gone])
      await stores.userData.deleteClimbs([gone])
    })
    expect((await feedValues(app, userFeed(ann.id), 'list', ann.token))[id]).toMatchObject({ climb_ids: [kept] })
    const last = await newClimb(bob)
    await expect.poll(() => frames.join('')).toContain(last)
    for (const secret of ['cachée', id]) expect(frames.join('')).not.toContain(secret)
    socket.disconnect()
  })

  test('[SEARCH-1] [SEARCH-2] a search is kept once, and what was seen goes forward only', async () => {
    const [ann, bob, id] = [await someone(), await someone(), randomUUID()]
    const keep = (by: Account, values: object = {}) => call(by, 'POST', 'searches', { id, face_id: faceId, name: 'Dures', query: 'grade_min=7A', ...values })
    const first = (await keep(ann)).body as KeptSearch
    expect(await keep(ann, { name: 'Autre' })).toMatchObject({ status: 200, body: first })
    expect((await keep(bob)).status).toBe(400)
    expect((await keep(ann, { id: randomUUID(), face_id: 'none' })).status).toBe(404)
    const see = async (at: number) => ((await call(ann, 'PATCH', `searches/${id}`, { seen_at: instantOf(at) })).body as KeptSearch).seen_at
    expect(await see(Date.now() - 86_400_000)).toBe(first.seen_at)
    const far = Date.now() + 86_400_000
    expect(await see(far) < instantOf(far)).toBe(true)
    const seenOf = async (at: number) => ((await keep(ann, { id: randomUUID(), seen_at: instantOf(at) })).body as KeptSearch).seen_at
    const long = Date.now() - 86_400_000
    expect([await seenOf(long), await seenOf(far) < instantOf(far)]).toEqual([instantOf(long), true])
    expect((await call(bob, 'PATCH', `searches/${id}`, { name: 'Vol' })).status).toBe(404)
    const kept = Object.keys(await feedValues(app, userFeed(ann.id), 'search', ann.token))
    expect([kept.length, kept.includes(id)]).toEqual([3, true])
    for (const one of kept) expect((await call(ann, 'DELETE', `searches/${one}`)).status).toBe(204)
    expect((await call(ann, 'GET', 'searches')).body).toEqual({ results: [] })
  })
})
