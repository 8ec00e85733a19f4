import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FeedChange, FeedRow } from '../../shared/contract/feeds'
import { userFeed } from '../../shared/feedName'
import { PASSWORD, startApp, type Account, type TestApp } from '../support/app'
import { importTestWall } from '../support/wall'

let app: TestApp
let admin: Account
beforeAll(async () => {
  app = await startApp()
  await importTestWall(app.services)
  admin = await app.admin()
})
afterAll(() => app.close())

const order = (path: string, body: object = {}) => app.call('POST', `/api/admin/${path}`, { token: admin.token, body })
const claimsIn = async (feed: string, by: Account): Promise<FeedRow[]> => {
  const { body } = await app.call('GET', `/api/feeds/${feed}/changes`, { token: by.token })
  return (body as { rows: FeedRow[] }).rows.filter(row => row.kind === 'claim')
}
const setterId = async (): Promise<string> => (await app.services.stores.imports.setters(['stokt-setter-a'], []))[0]?.id ?? ''

describe('[ADMIN-1] registering', () => {
  test.each(['open', 'invite', 'closed'])('is told to be %s', async (mode) => {
    const other = await startApp({ env: { REGISTRATION: mode } })
    expect((await other.call('GET', '/api/auth/registration')).body).toEqual({ mode })
    await other.close()
  })

  test('an invitation is good, used up, ended, too old or unknown, and asking costs nothing', async () => {
    const door = await startApp({ env: { REGISTRATION: 'invite' } })
    const boss = await door.admin()
    const make = async () =>
      (await door.call('POST', '/api/admin/invites', { token: boss.token, body: { uses: 1, expires_in_days: 1 } })).body as {
        id: string
        token: string
        expires_at: string
      }
    const state = async (invite: string) => (await door.call('POST', '/api/auth/invite', { body: { invite } })).body
    const [one, ended, old] = [await make(), await make(), await make()]
    expect(await state(one.token)).toEqual({ state: 'good', expires_at: one.expires_at })
    const account = { email: 'invitee@example.org', username: 'invitée', password: PASSWORD, invite: one.token }
    expect((await door.call('POST', '/api/auth/register', { body: account })).status).toBe(201)
    expect(await state(one.token)).toMatchObject({ state: 'used' })
    await door.call('DELETE', `/api/admin/invites/${ended.id}`, { token: boss.token })
    expect(await state(ended.token)).toMatchObject({ state: 'ended' })
    door.clock.advance(25 * 3600 * 1000)
    expect(await state(old.token)).toMatchObject({ state: 'expired' })
    expect(await state('nobody-made-this')).toEqual({ state: 'unknown', expires_at: null })
    await door.close()
  })
})

describe('[ADMIN-4] users', () => {
  test('are found by role, source and whether they are let in, with their devices counted', async () => {
    const user = await app.register('filtrée')
    const list = async (query: string) =>
      (
        (await app.call('GET', `/api/users?${query}&page_size=500`, { token: admin.token })).body as {
          results: { id: string; username: string; sessions_count: number; source: string; role: string }[]
        }
      ).results
    expect((await list('search=filtrée'))).toMatchObject([{ id: user.id, sessions_count: 1 }])
    expect(new Set((await list('source=stokt')).map(({ source }) => source))).toEqual(new Set(['stokt']))
    expect(new Set((await list('role=admin')).map(({ role }) => role))).toEqual(new Set(['admin']))
    await order(`users/${user.id}/deactivate`)
    expect(await list('is_active=false')).toMatchObject([{ id: user.id, sessions_count: 0 }])
    expect((await list('is_active=true')).some(({ id }) => id === user.id)).toBe(false)
  })
})

describe('[ADMIN-2] claims and roles are told live', () => {
  test('a claim waits in the admins’ feed; its user reads what became of it', async () => {
    const [me, rival] = [await app.register('prétendante'), await app.register('autre-prétendant')]
    const id = await setterId()
    const claim = async (by: Account) =>
      (await app.call('POST', `/api/users/${id}/claim`, { token: by.token, body: {} })).body as { id: string }
    const [mine, theirs] = [await claim(me), await claim(rival)]
    expect((await claimsIn('admin', admin)).map(row => row.id).sort()).toEqual([mine.id, theirs.id].sort())
    expect((await claimsIn(userFeed(me.id), me)).map(row => row.value)).toMatchObject([{ id: mine.id, state: 'open', setter_id: id }])

    await order(`claims/${theirs.id}/reject`)
    expect((await claimsIn('admin', admin)).map(row => row.id)).toEqual([mine.id])
    expect((await claimsIn(userFeed(rival.id), rival)).map(row => row.value)).toMatchObject([{ state: 'rejected' }])

    await order(`claims/${mine.id}/approve`)
    for (const [feed, by] of [
      ['admin', admin],
      [userFeed(me.id), me],
      [userFeed(rival.id), rival],
    ] as const)
      expect(await claimsIn(feed, by)).toEqual([])
    expect(JSON.stringify((await app.call('GET', `/api/admin/audit?target=${me.id}&action=claim`, { token: admin.token })).body)).toContain(
      id,
    )
  })

  test('a new role reaches its user’s open pages', async () => {
    const user = await app.register('montante')
    const socket = await app.socket({ token: user.token })
    const changes: FeedChange[] = []
    socket.on('feed:change', change => changes.push(change))
    await socket.emitWithAck('feed:open', { feed: userFeed(user.id) })
    await order(`users/${user.id}/promote`)
    await expect
      .poll(() => changes.flatMap(change => change.rows))
      .toMatchObject([{ kind: 'account', id: user.id, value: { role: 'admin' } }])
    await order(`users/${user.id}/demote`)
    await expect.poll(() => changes.flatMap(change => change.rows).at(-1)).toMatchObject({ value: { role: 'user' } })
  })
})

describe('[ADMIN-3] [AUDIT-6] the devices of somebody', () => {
  test('are logged out all at once, their sockets hear it, and the log says who did', async () => {
    const user = await app.register('étourdie')
    const socket = await app.socket({ token: user.token })
    const ended = new Promise(resolve => socket.on('session:ended', resolve))
    expect(await order(`users/${user.id}/end-sessions`, { reason: 'téléphone perdu' })).toMatchObject({ status: 200, body: { ended: 1 } })
    expect(await ended).toEqual({ reason: 'logged-out' })
    expect((await app.call('GET', '/api/users/me', { token: user.token })).status).toBe(401)
    expect((await app.call('GET', `/api/admin/audit?target=${user.id}&action=user`, { token: admin.token })).body).toMatchObject({
      results: [{ action: 'user.end_sessions', actor_id: admin.id, detail: { ended: 1, reason: 'téléphone perdu' } }],
    })
    expect((await order('users/nobody/end-sessions')).status).toBe(404)
    // [AUDIT-6] The devices that were logged out by it are no acts of their own.
    const listed = async (action: string) =>
      ((await app.call('GET', `/api/admin/audit?target=${user.id}&action=${action}`, { token: admin.token })).body as { count: number })
        .count
    expect([await listed('session'), await listed('session.end')]).toEqual([0, 1])
  })
})

test('[AUDIT-2] who asks for what is not theirs is told so, and stands in the log once an hour for each command; guests do not', async () => {
  const nosy = await app.register('fouine')
  const denied = async () =>
    (await app.services.stores.audit.list({ action: 'command.denied' }, { page: 1, page_size: 50 })).results.map(
      ({ actor_kind, actor_id, target_id }) => ({ actor_kind, actor_id, target_id }),
    )
  const ask = async (token?: string) => (await app.call('GET', '/api/admin/audit', token === undefined ? {} : { token })).status
  app.clock.stop()
  expect([await ask(), await ask(nosy.token), await ask(nosy.token)]).toEqual([401, 403, 403])
  app.clock.advance(1000)
  expect((await app.call('POST', '/api/admin/invites', { token: nosy.token, body: { uses: 1, expires_in_days: 1 } })).status).toBe(403)
  const entry = (target_id: string) => ({ actor_kind: 'user', actor_id: nosy.id, target_id })
  expect(await denied()).toEqual([entry('invites.create'), entry('audit.list')])
  app.clock.advance(3600 * 1000)
  await ask(nosy.token)
  expect(await denied()).toHaveLength(3)
})

test('[AUDIT-1] [AUDIT-3] climbs, keys and walls are named in the log, private climbs are not', async () => {
  const owner = await app.register('discrète')
  const face = ((await app.call('GET', '/api/faces')).body as { id: string }[])[0]?.id
  const climb = async (is_private: boolean) =>
    (
      await app.call('POST', '/api/climbs', {
        token: owner.token,
        body: { face_id: face, name: 'Nommée', holds_list: 'S101 T109', is_private },
      })
    ).body as { id: string }
  const [open, hidden] = [await climb(false), await climb(true)]
  await app.call('PATCH', `/api/climbs/${open.id}`, { token: admin.token, body: { description: 'corrigé' } })
  const key = (await order('api-keys', { name: 'Borne', scopes: ['read'] })).body as { id: string }
  const named = async (target: string) =>
    (
      (await app.call('GET', `/api/admin/audit?target=${target}`, { token: admin.token })).body as {
        results: { target_name: string | null }[]
      }
    ).results.map(({ target_name }) => target_name)
  expect(await named(open.id)).toEqual(['Nommée'])
  expect(await named(key.id)).toEqual(['Borne'])
  await app.call('PATCH', `/api/climbs/${open.id}`, { token: owner.token, body: { name: 'Renommée' } })
  app.clock.advance(1000)
  await app.call('DELETE', `/api/climbs/${open.id}`, { token: admin.token })
  // [AUDIT-3] Each entry says what the climb was called then.
  expect(await named(open.id)).toEqual(['Renommée', 'Nommée'])
  await app.call('DELETE', `/api/climbs/${hidden.id}`, { token: owner.token })
  expect((await named(hidden.id)).filter(name => name !== null)).toEqual([])
})
