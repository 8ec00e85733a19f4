import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FeedRow } from '../../shared/contract/feeds'
import type { OwnData } from '../../shared/contract/users'
import { KEYS, startApp, type Account, type TestApp } from '../support/app'
import { deleteForGood } from '../support/deleteForGood'
import { uploadAvatar } from '../support/uploadAvatar'
import { importTestWall } from '../support/wall'

let app: TestApp
let faceId: string
let admin: Account
beforeAll(async () => {
  app = await startApp()
  faceId = (await importTestWall(app.services)).faceId
  admin = await app.admin()
})
afterAll(() => app.close())

const climb = async (by: Account, values: object = {}): Promise<string> => {
  const { status, body } = await app.call('POST', '/api/climbs', {
    token: by.token,
    body: { face_id: faceId, name: 'Ligne claire', holds_list: 'S101 O105 T109', ...values },
  })
  expect(status).toBe(201)
  return (body as { id: string }).id
}
const rowsOf = async (feed: string, token?: string): Promise<FeedRow[]> => {
  const { body } = await app.call('GET', `/api/feeds/${feed}/changes`, token ? { token } : {})
  return (body as { rows: FeedRow[] }).rows
}
const order = (id: string, verb: string, token: string, reason = 'parce que') =>
  app.call('POST', `/api/admin/users/${id}/${verb}`, { token, body: { reason } })


describe('profile', () => {
  test('[PEOPLE-1] language and colour are one’s own choice; null goes back to the first colour', async () => {
    const { token } = await app.register('choisit')
    const first = (await app.call('GET', '/api/users/me', { token })).body as { colour: string }
    const { status, body } = await app.call('PATCH', '/api/users/me', { token, body: { language: 'en', colour: '#be123c' } })
    expect([status, body]).toMatchObject([200, { language: 'en', colour: '#be123c' }])
    expect((await app.call('PATCH', '/api/users/me', { token, body: { colour: null } })).body).toMatchObject({
      language: 'en',
      colour: first.colour,
    })
    expect((await app.call('PATCH', '/api/users/me', { token, body: { colour: '#ffffff' } })).status).toBe(422)
  })

  test('[PEOPLE-1] a new name reads so on one’s climbs and at the wall', async () => {
    const me = await app.register('chenille')
    const { token, id } = me
    await climb(me)
    await app.call('PATCH', '/api/users/me', { token, body: { full_name: 'Papillon', colour: '#047857' } })
    expect(
      (await rowsOf(`face:${faceId}`))
        .filter(row => (row.value as { setter_id?: string }).setter_id === id)
        .map(row => (row.value as { setter_name: string }).setter_name),
    ).toEqual(['Papillon'])
    const [mine, other] = [await app.socket({ token }), await app.socket()]
    const seen = new Promise(resolve => other.on('presence', news => news.set[0] && resolve(news.set[0].user)))
    other.emit('presence:set', { face: faceId })
    mine.emit('presence:set', { face: faceId })
    expect(await seen).toEqual({ id, name: 'Papillon', colour: '#047857', avatar_path: null })
  })

  test('[PEOPLE-2] an admin lists and searches users; e-mails are for admins alone', async () => {
    await app.register('Écureuil')
    const { body } = await app.call('GET', '/api/users?search=ecureuil', { token: admin.token })
    expect(body).toMatchObject({
      count: 1,
      page: 1,
      page_size: 50,
      results: [{ username: 'Écureuil', email: 'Écureuil@example.org', is_active: true, is_claimable: false }],
    })
    const public_ = (await app.call('GET', `/api/users/${admin.id}`)).body as object
    expect(public_).not.toHaveProperty('email')
    expect(JSON.stringify(body)).not.toMatch(/password_hash|argon2/)
    expect((await app.call('GET', '/api/users?page_size=2&page=2', { apiKey: KEYS.admin })).body).toMatchObject({
      page: 2,
      page_size: 2,
      results: [expect.anything(), expect.anything()],
    })
  })
})

describe('leaving', () => {
  test('[PEOPLE-4] one’s data: all that is one’s own, nothing of others', async () => {
    const me = await app.register('exporte')
    const [mine] = [await climb(me), await climb(admin, { name: 'Pas la mienne' })]
    const hidden = await climb(me, { is_private: true })
    await app.call('PUT', '/api/holds/101/annotations', { token: me.token, body: { grip_type: 'bac', notes: 'à moi' } })
    await app.call('PATCH', `/api/climbs/${mine}`, { token: me.token, body: { personal_notes: 'revenir' } })
    const data = (await app.call('GET', '/api/users/me/export', { token: me.token })).body as OwnData
    expect(data).toMatchObject({
      account: { id: me.id, email: 'exporte@example.org' }, avatar: null, claims: [], sessions: [{ label: '', ended_at: null }], mails: [],
      annotations: [{ hold_id: 101, grip_type: 'bac', notes: 'à moi' }], remarks: [{ climb_id: mine, personal_notes: 'revenir' }],
    })
    expect(data.climbs.map(({ id }) => id).sort()).toEqual([mine, hidden].sort())
  })

  test('[PEOPLE-5] an account deleted: climbs stay without setter, the rest goes, feeds follow, the token is dead', async () => {
    const me = await app.register('partante')
    const [open, hidden] = [await climb(me), await climb(me, { is_private: true })]
    await app.call('PUT', '/api/holds/106/annotations', { token: me.token, body: { condition: 'sale' } })
    await app.call('PATCH', `/api/climbs/${open}`, { token: me.token, body: { personal_notes: 'à moi' } })
    await uploadAvatar(app, me.token, await sharp({ create: { width: 10, height: 10, channels: 3, background: '#7a3' } }).png().toBuffer())
    const socket = await app.socket({ token: me.token })
    const ended = new Promise(resolve => socket.on('session:ended', resolve))
    expect((await app.call('DELETE', '/api/users/me', { token: me.token })).status).toBe(204)

    expect((await app.call('GET', '/api/users/me', { token: me.token })).status).toBe(401)
    expect((await app.call('POST', '/api/auth/refresh', { body: { refresh_token: me.refreshToken } })).status).toBe(401)
    expect((await app.call('GET', `/api/users/${me.id}/avatar`)).status).toBe(404)
    await deleteForGood(app, me.id)
    expect((await app.call('GET', `/api/users/${me.id}`)).status).toBe(404)
    expect((await app.call('GET', `/api/users/${me.id}/avatar`)).status).toBe(404)
    const { stores } = app.services
    expect(await stores.documents.get(`votes/${faceId}/${me.id}`)).toBeNull()
    expect(await stores.annotations.votesOf(me.id)).toEqual([])
    expect(await stores.climbs.personalsOf(me.id, [open])).toEqual([])
    expect((await stores.climbs.rows([hidden])).length).toBe(0)
    const rows = await rowsOf(`face:${faceId}`)
    expect(rows.find(row => row.kind === 'climb' && row.id === open)?.value).toMatchObject({
      setter_id: null,
      setter_name: null,
      created_by_id: null,
    })
    expect(rows.find(row => row.kind === 'consensus' && row.id === '106')?.value).toBeUndefined()
    expect(await ended).toEqual({ reason: 'logged-out' })
  })

  test('[PEOPLE-6] the last admin cannot leave, be demoted or shut out; with another one they can', async () => {
    const lonely = await startApp()
    const first = await lonely.admin()
    expect(await lonely.call('DELETE', '/api/users/me', { token: first.token })).toMatchObject({
      status: 403,
      body: { code: 'last_admin' },
    })
    for (const verb of ['demote', 'deactivate']) {
      expect(await lonely.call('POST', `/api/admin/users/${first.id}/${verb}`, { token: first.token, body: {} })).toMatchObject({
        status: 403,
        body: { code: 'last_admin' },
      })
    }
    const second = await lonely.admin()
    const both = await Promise.all(
      [first, second].map(({ id, token }) => lonely.call('POST', `/api/admin/users/${id}/demote`, { token, body: {} })),
    )
    expect(both.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(await lonely.services.stores.users.hasAdmin()).toBe(true)
    await lonely.close()
  })
})

describe('[PEOPLE-8] an admin', () => {
  test('shuts an account out and lets it in again: its tokens are refused at once, its session has ended', async () => {
    const user = await app.register('exclue')
    expect(await order(user.id, 'deactivate', admin.token)).toMatchObject({ status: 200, body: { is_active: false } })
    expect(await app.call('GET', '/api/users/me', { token: user.token })).toMatchObject({ status: 403, body: { code: 'deactivated' } })
    const refresh = () => app.call('POST', '/api/auth/refresh', { body: { refresh_token: user.refreshToken } })
    expect(await refresh()).toMatchObject({ status: 403, body: { code: 'deactivated' } })
    expect(await order(user.id, 'reactivate', admin.token)).toMatchObject({ status: 200, body: { is_active: true } })
    expect((await app.call('GET', '/api/users/me', { token: user.token })).status).toBe(401)
    expect((await refresh()).status).toBe(401)
  })

  test('names an admin and takes it back; the token that says otherwise does not count', async () => {
    const user = await app.register('promue')
    await order(user.id, 'promote', admin.token)
    expect((await app.call('GET', '/api/users', { token: user.token })).status).toBe(200)
    await order(user.id, 'demote', admin.token)
    expect((await app.call('GET', '/api/users', { token: user.token })).status).toBe(403)
  })

  test('[AUDIT-1] each of it stands in the log once, as ids; who reads it filters by who, whom, what and since when', async () => {
    const user = await app.register('notée')
    const before = app.clock.now()
    await order(user.id, 'deactivate', admin.token, 'trop de bruit')
    await order(user.id, 'deactivate', admin.token, 'encore')
    await order(user.id, 'reactivate', admin.token, '')
    const ask = async (query: string) => (await app.call('GET', `/api/admin/audit?${query}`, { token: admin.token })).body
    expect(await ask(`target=${user.id}&action=user`)).toMatchObject({
      count: 2,
      page: 1,
      page_size: 50,
      results: [
        { action: 'user.reactivate', actor_id: admin.id, detail: {} },
        {
          action: 'user.deactivate',
          actor_kind: 'user',
          actor_id: admin.id,
          actor_name: admin.username,
          target_kind: 'user',
          target_id: user.id,
          target_name: 'notée',
          detail: { reason: 'trop de bruit' },
        },
      ],
    })
    expect(await ask(`target=${user.id}&action=user.deactivate`)).toMatchObject({ count: 1 })
    expect(await ask(`actor=${admin.id}&action=user&since=${before}&page_size=1&page=2`)).toMatchObject({
      count: 2,
      results: [{ action: 'user.deactivate' }],
    })
    expect(await ask('target=NOTEE&action=user')).toMatchObject({ count: 2 })
    expect(await ask(`actor=${admin.username}@example.org&action=user.deactivate&since=${before}`)).toMatchObject({ count: 1 })
    expect(await ask(`action=use`)).toMatchObject({ count: 0 })
  })
})
