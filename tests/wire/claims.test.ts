import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FeedRow } from '../../shared/contract/feeds'
import { guest } from '../../shared/access/actor'
import { importWall } from '../../server/usecases/imports/importWall'
import { startApp, type Account, type TestApp } from '../support/app'
import { deleteForGood } from '../support/deleteForGood'
import { importTestWall, smallWall } from '../support/wall'

let app: TestApp
let faceId: string
let admin: Account
beforeAll(async () => {
  app = await startApp()
  faceId = (await importTestWall(app.services)).faceId
  admin = await app.admin()
})
afterAll(() => app.close())

const rowsOf = async (feed: string): Promise<FeedRow[]> =>
  ((await app.call('GET', `/api/feeds/${feed}/changes`)).body as { rows: FeedRow[] }).rows
const setter = async () =>
  (await app.services.stores.users.byIds((await app.services.stores.imports.setters(['stokt-setter-a'], [])).map(user => user.id)))[0]

describe('[PEOPLE-7] "this setter is me"', () => {
  const importAgain = () => app.services.transactions(guest, context => importWall(context, smallWall, { keepDemo: true }))

  test('once approved the setter’s climbs are the person’s, and the next import doubles nothing', async () => {
    const [me, rival] = [await app.register('éléphante'), await app.register('rivale')]
    const imported = await setter()
    expect((await app.call('GET', `/api/users/${imported?.id}`)).body).toMatchObject({ is_claimable: true })
    const claim = (by: Account) => app.call('POST', `/api/users/${imported?.id}/claim`, { token: by.token, body: {} })
    const { body, status } = await claim(me)
    expect([status, body]).toMatchObject([201, { user_id: me.id, setter_id: imported?.id, state: 'open' }])
    expect((await claim(me)).body).toEqual(body)
    const other = (await claim(rival)).body as { id: string }
    expect((await app.call('GET', '/api/admin/claims', { token: admin.token })).body).toMatchObject({
      results: [{ user_name: 'éléphante', setter_name: 'Éléphant Agile', climbs_count: 4 }, { user_name: 'rivale' }],
    })
    const decide = (id: string, verb: string) => app.call('POST', `/api/admin/claims/${id}/${verb}`, { token: admin.token, body: {} })
    expect((await decide(other.id, 'reject')).body).toMatchObject({ state: 'rejected' })
    expect((await claim(rival)).body).toMatchObject({ state: 'rejected' })

    expect((await decide((body as { id: string }).id, 'approve')).status).toBe(200)
    expect((await app.call('GET', `/api/users/${imported?.id}`)).status).toBe(404)
    const mine = async () =>
      (await app.call('GET', `/api/climbs?setter_id=${me.id}`)).body as { count: number; results: { setter_name: string }[] }
    expect((await mine()).count).toBe(4)
    expect(
      (await rowsOf(`face:${faceId}`)).filter(row => (row.value as { setter_name?: string }).setter_name === 'éléphante'),
    ).toHaveLength(4)

    const { value } = await importAgain()
    expect(value.tallies.setters).toEqual({ created: 0, updated: 0, unchanged: 2 })
    expect(value.tallies.climbs).toMatchObject({ created: 0, updated: 0 })
    expect((await mine()).count).toBe(4)
    expect((await decide(other.id, 'approve')).status).toBe(404)

    // Gone for good: an import does not bring them back under their name.
    await deleteForGood(app, me.id)
    await importAgain()
    expect(await setter()).toBeUndefined()
    expect((await app.call('GET', '/api/climbs?search=Agile')).body).toMatchObject({ count: 0 })
  })

  test('people cannot be claimed, nor oneself', async () => {
    const [me, other] = [await app.register('moi-même'), await app.register('quelqu’un')]
    for (const { id } of [me, other])
      expect((await app.call('POST', `/api/users/${id}/claim`, { token: me.token, body: {} })).status).toBe(403)
    expect((await app.call('POST', '/api/users/none/claim', { token: me.token, body: {} })).status).toBe(404)
  })

  test('[PEOPLE-10] an admin gives a setter their address; who has a password keeps theirs', async () => {
    const local = (await app.services.stores.users.list({ search: 'Loutre' }, { page: 1, page_size: 5 })).results[0]
    const set = (id: string | undefined, email: string) =>
      app.call('POST', `/api/admin/users/${id}/email`, { token: admin.token, body: { email } })
    expect(await set(local?.id, `${admin.username}@example.org`)).toMatchObject({ status: 400, body: { code: 'taken' } })
    expect(await set(local?.id, 'loutre@example.org')).toMatchObject({
      status: 200,
      body: { email: 'loutre@example.org', is_claimable: false },
    })
    expect((await set(admin.id, 'autre@example.org')).status).toBe(403)
    const { value } = await importAgain()
    expect(value.tallies.setters.created).toBe(0)
  })
})
