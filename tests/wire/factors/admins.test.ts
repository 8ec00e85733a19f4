import { afterEach, expect, test } from 'vitest'
import type { Output } from '../../../shared/contract/commands'
import { ADMIN_FEED } from '../../../shared/feedName'
import { startApp, KEYS, type Account, type TestApp } from '../../support/app'
import { createAuthenticator } from '../../support/authenticator'
import { lettersTo } from '../../support/letters'
import { secondFactor } from '../../support/secondFactor'
import { importTestWall } from '../../support/wall'

const apps: TestApp[] = []
afterEach(async () => {
  for (const app of apps.splice(0)) await app.close()
})
async function start(env: Record<string, string> = {}) {
  const app = await startApp({ env })
  apps.push(app)
  return { app, admin: await app.admin(), factor: secondFactor(app) }
}
const wantedOf = async (app: TestApp, { token }: Account) =>
  ((await app.call('GET', '/api/users/me', { token })).body as Output<'users.me'>).second_factor_wanted

test.each([
  ['off', 'no'],
  ['ask', 'asked'],
  ['require', 'required'],
  ['', 'asked'],
])('[FACTOR-8] ADMIN_FACTOR=%s: an admin is told %s, a user nothing', async (ADMIN_FACTOR, wanted) => {
  const { app, admin } = await start({ ADMIN_FACTOR })
  expect(await wantedOf(app, admin)).toBe(wanted)
  expect(await wantedOf(app, await app.register('quelqu-un'))).toBe('no')
})

test('[FACTOR-8] where it is required an admin without one is a user, and an admin from the moment they have one', async () => {
  const { app, admin, factor } = await start({ ADMIN_FACTOR: 'require' })
  const { faceId } = await importTestWall(app.services)
  const users = () => app.call('GET', '/api/users', { token: admin.token })
  expect(await users()).toMatchObject({
    status: 403,
    body: { code: 'factor_required', detail: expect.stringContaining('clé d’accès') as string },
  })
  const climb = await app.call('POST', '/api/climbs', {
    token: admin.token,
    body: { face_id: faceId, name: 'Ligne claire', holds_list: 'S101 O105 T109' },
  })
  expect(climb.status).toBe(201)
  expect((await app.call('GET', '/metrics', { token: admin.token, headers: { 'x-forwarded-for': '203.0.113.9' } })).status).toBe(403)
  expect((await app.call('GET', '/api/feeds/admin/head', { token: admin.token })).status).toBe(404)
  const socket = await app.socket({ token: admin.token })
  expect(await socket.emitWithAck('feed:open', { feed: ADMIN_FEED })).toMatchObject({ ok: false })

  expect(await wantedOf(app, admin)).toBe('required')
  const { passkey, authenticator } = await factor.add(admin)
  expect(await wantedOf(app, admin)).toBe('no')
  expect((await users()).status).toBe(200)
  await expect.poll(() => socket.emitWithAck('feed:open', { feed: ADMIN_FEED })).toMatchObject({ ok: true })

  const revoked = new Promise(resolve => socket.on('feed:revoked', resolve))
  const asked = (await factor.post('/api/users/me/passkeys/challenge', {}, admin)).body as Output<'passkeys.challenge'>
  const proof = { ticket: asked.ticket, assertion: authenticator.get(asked.options) }
  expect((await factor.post(`/api/users/me/passkeys/${passkey.id}/remove`, { proof }, admin)).status).toBe(204)
  expect(await revoked).toMatchObject({ feed: 'admin' })
  expect((await users()).body).toMatchObject({ code: 'factor_required' })
  expect((await app.call('GET', '/api/users', { apiKey: KEYS.admin })).status).toBe(200)
})

test('[FACTOR-8] whoever has to choose a password does that first', async () => {
  const { app, admin, factor } = await start({ ADMIN_FACTOR: 'require' })
  await app.services.stores.users.update(admin.id, { must_change_password: true })
  expect(await factor.begin(admin)).toMatchObject({ status: 403, body: { code: 'password_change_required' } })
})

test('[FACTOR-9] an admin takes somebody’s second factor away: they are told, the log says who did, the password alone lets in', async () => {
  const { app, admin, factor } = await start()
  const user = await app.register('perdue')
  await factor.add(user)
  const { ticket } = await factor.ask(user)
  const reset = (id: string, token: string) =>
    app.call('POST', `/api/admin/users/${id}/reset-factor`, { token, body: { reason: 'téléphone perdu' } })
  expect((await reset(user.id, user.token)).status).toBe(403)
  expect((await reset('nobody', admin.token)).status).toBe(404)
  expect(await reset(user.id, admin.token)).toMatchObject({ status: 200, body: { id: user.id, has_second_factor: false } })
  expect((await factor.show(ticket, { recovery_code: 'aaaaaa-aaaaaa-aaaaaa-aaaaaa' })).body).toMatchObject({ code: 'wrong_factor' })
  expect((await factor.login(user)).status).toBe(200)
  expect((await lettersTo(app, 'perdue@example.org')).map(({ subject }) => subject)).toContain('Vos clés d’accès ont été retirées')
  expect((await app.call('GET', `/api/admin/audit?action=factor.reset`, { token: admin.token })).body).toMatchObject({
    count: 1, results: [{ actor_id: admin.id, target_id: user.id, detail: { passkeys: 1, reason: 'téléphone perdu' } }],
  })
  expect((await reset(user.id, admin.token)).status).toBe(200)
  expect((await app.call('GET', `/api/admin/audit?action=factor.reset`, { token: admin.token })).body).toMatchObject({ count: 1 })
})

test('[FACTOR-10] passkeys are made for the host of PUBLIC_URL, whatever a request says', async () => {
  const { app, factor } = await start({ PUBLIC_URL: 'https://mur.example.org:8443/pan' })
  const person = await app.register('loin')
  const { options } = (await factor.begin(person)).body as Output<'passkeys.begin'>
  expect(options.rp).toEqual({ id: 'mur.example.org', name: 'mastoc' })
  expect((await factor.tryAdd(person, createAuthenticator(app.url))).body).toMatchObject({ code: 'wrong_factor' })
  expect((await factor.tryAdd(person, createAuthenticator('https://mur.example.org:8443'))).status).toBe(201)
})
