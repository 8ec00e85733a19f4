import { afterAll, beforeAll, expect, test } from 'vitest'
import { ensureAdmin } from '../../server/bootstrap'
import { PASSWORD, startApp, type Account, type TestApp } from '../support/app'
import { lettersTo } from '../support/letters'

const NEW = 'volume-bleu-du-haut-9'
const DAY = 24 * 3600 * 1000
let app: TestApp
beforeAll(async () => {
  app = await startApp({ env: { PUBLIC_URL: 'https://mur.example' } })
})
afterAll(() => app.close())

const login = async (username: string) => (await app.call('POST', '/api/auth/login', { body: { username, password: PASSWORD } })).status
const change = (user: Account, body: object) => app.call('PATCH', '/api/users/me', { token: user.token, body })
const confirm = (token: string) => app.call('POST', '/api/auth/confirm-email', { body: { token } })
const me = async (user: Account) => (await app.call('GET', '/api/users/me', { token: user.token })).body
const codesTo = async (address: string) => (await lettersTo(app, address)).flatMap(letter => letter.code ?? [])
/** The code of the letter that comes of it. */
async function codeOf(address: string, ask: () => Promise<{ status: number }>): Promise<string> {
  const before = await codesTo(address)
  expect((await ask()).status).toBeLessThan(300)
  const code = (await codesTo(address)).find(known => !before.includes(known))
  if (!code) throw new Error('no letter came')
  return code
}

test('[EMAIL-1] a new address needs the password, waits for its confirmation, and the old one hears of it twice', async () => {
  const user = await app.register('anémone')
  const [old, fresh] = ['anémone@example.org', 'fresh@example.org']
  expect(await change(user, { email: fresh })).toMatchObject({ status: 400, body: { code: 'wrong_password' } })
  expect(await change(user, { email: fresh, current_password: 'not it' })).toMatchObject({ status: 400, body: { code: 'wrong_password' } })
  const code = await codeOf(fresh, () => change(user, { email: fresh, current_password: PASSWORD }))
  expect(await me(user)).toMatchObject({ email: old, pending_email: fresh, email_confirmed: false })
  expect([await login(old), await login(fresh)]).toEqual([200, 401])
  expect((await lettersTo(app, old)).map(letter => letter.subject)).toEqual(['Votre adresse va changer'])

  expect(await confirm(code)).toMatchObject({ status: 200, body: { message: 'Adresse confirmée.', email: fresh } })
  expect(await me(user)).toMatchObject({ email: fresh, pending_email: null, email_confirmed: true })
  expect([await login(old), await login(fresh)]).toEqual([401, 200])
  expect((await lettersTo(app, old)).map(letter => letter.subject).sort()).toEqual(['Votre adresse a changé', 'Votre adresse va changer'])
  expect(await confirm(code)).toMatchObject({ status: 400, body: { code: 'confirm_invalid' } })
})

test('[EMAIL-1] an address that somebody has is taken, also if they come first meanwhile; one’s own drops what is pending', async () => {
  const [user, other] = [await app.register('narcisse'), await app.register('jonquille')]
  const ask = (of: Account, email: string) => change(of, { email, current_password: PASSWORD })
  expect(await ask(user, 'JONQUILLE@example.org')).toMatchObject({ status: 400, body: { code: 'taken' } })
  const [mine, theirs] = [await codeOf('prix@example.org', () => ask(user, 'prix@example.org')), await codeOf('prix@example.org', () => ask(other, 'prix@example.org'))]
  expect((await confirm(theirs)).status).toBe(200)
  expect(await confirm(mine)).toMatchObject({ status: 400, body: { code: 'taken' } })
  expect((await change(user, { email: 'narcisse@example.org' })).body).toMatchObject({ pending_email: null })
})

test('[EMAIL-1] a changed password forgets the address that somebody else asked for', async () => {
  const user = await app.register('pivoine')
  const code = await codeOf('voleur@example.org', () => change(user, { email: 'voleur@example.org', current_password: PASSWORD }))
  await app.call('POST', '/api/users/me/password', { token: user.token, body: { current_password: PASSWORD, new_password: NEW } })
  expect((await confirm(code)).status).toBe(400)
  expect(await me(user)).toMatchObject({ email: 'pivoine@example.org', pending_email: null })
})

test('[EMAIL-2] [EMAIL-3] a letter confirms once, for a day, and the newest only', async () => {
  const user = await app.register('tulipe')
  const again = () => codeOf('tulipe@example.org', () => app.call('POST', '/api/users/me/confirm-email', { token: user.token, body: {} }))
  const [older, newer] = [await again(), await again()]
  expect((await confirm(older)).status).toBe(400)
  app.clock.advance(DAY + 1)
  expect((await confirm(newer)).status).toBe(400)
  expect((await confirm(await again())).status).toBe(200)
  expect(await me(user)).toMatchObject({ email_confirmed: true })
  expect((await app.call('POST', '/api/users/me/confirm-email', { token: user.token, body: {} })).status).toBe(400)
})

test('[EMAIL-2] [EMAIL-3] registering sends a letter, and nothing waits for the answer', async () => {
  const code = await codeOf('muguet@example.org', () => app.call('POST', '/api/auth/register', { body: { email: 'muguet@example.org', username: 'muguet', password: PASSWORD } }))
  expect(await login('muguet')).toBe(200)
  expect((await confirm(code)).status).toBe(200)
  const entries = (await app.db.select().from(app.db.t.audit)).map(entry => entry.action)
  expect(entries).toContain('account.register')
})

test('[EMAIL-3] a code from a reset letter proves the address too', async () => {
  const user = await app.register('violette')
  const code = await codeOf('violette@example.org', () => app.call('POST', '/api/auth/reset-password', { body: { email: 'violette@example.org' } }))
  await app.call('POST', '/api/auth/reset-password/confirm', { body: { token: code, new_password: NEW } })
  expect(await app.services.stores.users.byId(user.id)).toMatchObject({ email_confirmed: true })
})

test('[EMAIL-4] an invitation made with an address is sent there', async () => {
  const admin = await app.admin()
  const { body } = await app.call('POST', '/api/admin/invites', { token: admin.token, body: { email: 'invitee@example.org' } })
  const letters = await lettersTo(app, 'invitee@example.org')
  expect(letters).toMatchObject([{ text: expect.stringContaining(admin.username) as string, code: (body as { token: string }).token }])
})

test('[EMAIL-5] letters are in the language of the account, else of who asks', async () => {
  const [french, none] = [await app.register('iris'), await app.register('lilas')]
  await change(french, { language: 'fr' })
  for (const name of ['iris', 'lilas']) await app.call('POST', '/api/auth/reset-password', { body: { email: `${name}@example.org` }, headers: { 'accept-language': 'en' } })
  expect((await lettersTo(app, 'iris@example.org'))[0]?.subject).toBe('Choisir un nouveau mot de passe')
  expect((await lettersTo(app, `${none.username}@example.org`))[0]?.subject).toBe('Choose a new password')
})

test('[ACCOUNT-14] who logs in with the printed password chooses another one first, and is no admin before', async () => {
  const fresh = await startApp()
  const { services, db } = fresh
  const printed = await ensureAdmin({ ...services, db })
  const { body } = await fresh.call('POST', '/api/auth/login', { body: printed })
  const { access_token: token, refresh_token } = body as { access_token: string; refresh_token: string }
  expect(await fresh.call('GET', '/api/users/me', { token })).toMatchObject({ status: 200, body: { role: 'admin', must_change_password: true } })
  for (const path of ['/api/users', '/api/gyms', '/api/users/me/sessions']) expect(await fresh.call('GET', path, { token })).toMatchObject({ status: 403, body: { code: 'password_change_required' } })
  const socket = await fresh.socket({ token })
  expect(await socket.emitWithAck('feed:open', { feed: 'admin' })).toMatchObject({ ok: false })
  expect((await fresh.call('POST', '/api/auth/refresh', { body: { refresh_token } })).status).toBe(200)
  const choose = (new_password: string | undefined) => fresh.call('POST', '/api/users/me/password', { token, body: { current_password: printed?.password, new_password } })
  expect(await choose(printed?.password)).toMatchObject({ status: 400, body: { code: 'weak_password' } })
  expect((await choose(NEW)).status).toBe(200)
  expect((await fresh.call('GET', '/api/users', { token })).status).toBe(200)
  await expect.poll(() => socket.emitWithAck('feed:open', { feed: 'admin' })).toMatchObject({ ok: true })
  await fresh.close()
})
