import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { guest } from '../../shared/access/actor'
import type { Climb } from '../../shared/model/climb'
import { importWall } from '../../server/usecases/imports/importWall'
import { KEYS, type Account, type CallOptions, type TestApp } from '../support/app'
import { DIALECTS } from '../support/databases'
import { servers } from '../support/servers'
import { importTestWall, smallWall } from '../support/wall'

const HOLDS = 'S101 O105 T109'
const [eclair] = smallWall.climbs
if (!eclair) throw new Error('the wall has no climb')

describe.each(DIALECTS)('on %s the Stokt id that a person gives their climb', (dialect) => {
  let app: TestApp
  let faceId: string
  let owner: Account
  let impostor: Account
  beforeAll(async () => {
    app = await servers[dialect]();
    ({ faceId } = await importTestWall(app.services))
    ;[owner, impostor] = [await app.register('ouvreuse'), await app.register('imposteur')]
  })
  afterAll(() => app.close())

  const made = async ({ token }: Account, values: object = {}) =>
    (await app.call('POST', '/api/climbs', { token, body: { face_id: faceId, name: 'Le mien', holds_list: HOLDS, ...values } }))
      .body as Climb
  const say = ({ id }: Climb, stoktId: string, options: CallOptions) =>
    app.call('PATCH', `/api/climbs/${id}/stokt-id?stokt_id=${stoktId}`, options)
  const get = async (id: string, options?: CallOptions) => app.call('GET', `/api/climbs/${id}`, options)
  const byStoktId = (id: string, options?: CallOptions) => app.call('GET', `/api/climbs/by-stokt-id/${id}`, options)
  /** Stokt now has a climb under this id, set by Éléphant Agile. */
  const imports = async (stokt_id: string, values: Partial<typeof eclair> = {}) => {
    const wall = { ...smallWall, climbs: [...smallWall.climbs, { ...eclair, key: stokt_id, stokt_id, name: 'Un seul geste', ...values }] }
    return (await app.services.transactions(guest, context => importWall(context, wall, { keepDemo: true }))).value
  }
  const audited = async (id: string) =>
    (await app.services.stores.audit.list({ target: id }, { page: 1, page_size: 50 })).results.map(({ action }) => action)

  test('[LIMIT-64] is shown and found at once', async () => {
    const climb = await made(owner)
    expect(await say(climb, 'shown', { token: owner.token })).toMatchObject({ status: 200, body: { stokt_id: 'shown' } })
    expect((await byStoktId('shown')).body).toMatchObject({ id: climb.id, stokt_id: 'shown', source: 'mastoc' })
    expect((await app.call('GET', '/api/climbs?local_only=1')).body).not.toMatchObject({
      results: expect.arrayContaining([expect.objectContaining({ id: climb.id })]) as unknown,
    })
  })

  test('[LIMIT-64] keeps nobody else from giving it: everybody finds their own, a key decides', async () => {
    const [mine, other] = [await made(owner), await made(impostor)]
    expect((await say(other, 'both', { token: impostor.token })).status).toBe(200)
    expect((await say(mine, 'both', { token: owner.token })).status).toBe(200)
    expect([
      (await byStoktId('both', { token: owner.token })).body,
      (await byStoktId('both', { token: impostor.token })).body,
    ]).toMatchObject([{ id: mine.id }, { id: other.id }])
    expect((await say(await made(owner), 'both', { token: owner.token })).body).toMatchObject({ code: 'taken' })
    expect((await say(mine, 'both', { apiKey: KEYS.write })).status).toBe(200)
    expect((await byStoktId('both', { token: impostor.token })).body).toMatchObject({ id: mine.id })
    expect((await say(await made(impostor), 'both', { token: impostor.token })).body).toMatchObject({ code: 'taken' })
  })

  test('[LIMIT-64] tells nothing of a private climb of another', async () => {
    const hidden = await made(owner, { is_private: true })
    await say(hidden, 'hidden', { token: owner.token })
    await imports('stokt-hidden', { is_private: true })
    for (const id of ['hidden', 'stokt-hidden', 'of-nobody']) {
      expect(await say(await made(impostor), id, { token: impostor.token })).toMatchObject({ status: 200, body: { stokt_id: id } })
      expect((await say(await made(impostor, { name: 'Par une clé' }), id, { apiKey: KEYS.write })).status).toBe(200)
    }
  })

  test('[IMPORT-8] an import makes the climb its setter’s where another had said that it is theirs, and says so', async () => {
    const squatted = await made(impostor)
    await say(squatted, 'to-come-1', { token: impostor.token })
    const { rejected } = await imports('to-come-1')
    expect(rejected).toMatchObject([{ kind: 'claim', id: 'to-come-1', name: 'Le mien' }])
    expect((await get(squatted.id)).body).toMatchObject({
      name: 'Un seul geste',
      setter_name: 'Éléphant Agile',
      created_by_id: null,
      stokt_id: 'to-come-1',
      source: 'stokt',
    })
    expect(
      (await app.call('PATCH', `/api/climbs/${squatted.id}`, { token: impostor.token, body: { name: 'Repris', is_private: true } })).status,
    ).toBe(403)
    expect(await audited(squatted.id)).toEqual(['climb.taken_over'])
    expect((await imports('to-come-1')).rejected).toEqual([])
  })

  test('[IMPORT-8] an import leaves another climb what it is, without the id', async () => {
    const [secret, different] = [await made(impostor, { is_private: true }), await made(impostor, { holds_list: 'S102 O106 T110' })]
    for (const climb of [secret, different]) {
      await say(climb, `to-come-${climb.id}`, { token: impostor.token })
      const { rejected } = await imports(`to-come-${climb.id}`)
      expect(rejected).toMatchObject([{ kind: 'claim' }])
      expect((await get(climb.id, { token: impostor.token })).body).toMatchObject({
        name: 'Le mien',
        created_by_id: impostor.id,
        stokt_id: null,
      })
      expect((await byStoktId(`to-come-${climb.id}`)).body).toMatchObject({
        name: 'Un seul geste',
        setter_name: 'Éléphant Agile',
        created_by_id: null,
      })
      expect(await audited(climb.id)).toEqual(['climb.claim_refused'])
    }
  })

  test('[IMPORT-8] a setter whom the gym knows on Stokt keeps their climb, also against one who said it first', async () => {
    const squatted = await made(impostor)
    const mine = await made(owner, { holds_list: 'S103 O107 T110' })
    await say(squatted, 'to-come-2', { token: impostor.token })
    await say(mine, 'to-come-2', { token: owner.token })
    const setter = (await app.services.stores.imports.setters(['stokt-setter-a'], []))[0]
    const claim = (await app.call('POST', `/api/users/${setter?.id}/claim`, { token: owner.token })).body as { id: string }
    await app.call('POST', `/api/admin/claims/${claim.id}/approve`, { token: (await app.admin()).token })
    expect((await imports('to-come-2')).rejected).toMatchObject([{ kind: 'claim', name: 'Le mien' }])
    expect((await get(mine.id)).body).toMatchObject({
      name: 'Un seul geste',
      stokt_id: 'to-come-2',
      created_by_id: owner.id,
      setter_id: owner.id,
    })
    expect((await get(squatted.id)).body).toMatchObject({ stokt_id: null, created_by_id: impostor.id })
  })
})
