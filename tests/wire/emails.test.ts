import { afterAll, beforeAll, expect, test } from 'vitest'
import { ensureAdmin } from '../../server/bootstrap'
import { PASSWORD, startApp, type Account, type TestApp } from '../support/app'
import { lettersTo } from '../support/letters'
import { ADMIN_FEED } from '../../shared/feedName'

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
  expect(await confirm(code)).toEqual({
    status: 200,
    headers: expect.anything() as unknown,
    body: { message: 'Cette adresse est déjà confirmée.', email: fresh, already_confirmed: true },
  })
})

test('[EMAIL-6] a link of a confirmed address says so for good, and nothing else proves that address again', async () => {
  const user = await app.register('capucine')
  const again = () => codeOf('capucine@example.org', () => app.call('POST', '/api/users/me/confirm-email', { token: user.token, body: {} }))
  const [older, newer] = [await again(), await again()]
  expect((await confirm(older)).status).toBe(400)
  expect((await confirm(newer)).body).not.toHaveProperty('already_confirmed')
  app.clock.advance(2 * DAY)
  for (const code of [older, newer]) expect(await confirm(code)).toMatchObject({ status: 200, body: { already_confirmed: true } })
  const moved = await codeOf('capucine2@example.org', () => change(user, { email: 'capucine2@example.org', current_password: PASSWORD }))
  expect((await confirm(moved)).body).toMatchObject({ email: 'capucine2@example.org' })
  expect(await confirm(newer)).toMatchObject({ status: 400, body: { code: 'confirm_invalid' } })
  expect((await app.call('POST', '/api/users/me/confirm-email', { token: user.token, body: {} })).body).toMatchObject({
    code: 'confirm_invalid',
    detail: 'Votre adresse est déjà confirmée.',
  })
})

test('[EMAIL-7] one’s present address checks the password first, changes nothing, and what is pending goes on waiting', async () => {
  const user = await app.register('lavande')
  const code = await codeOf('romarin@example.org', () => change(user, { email: 'romarin@example.org', current_password: PASSWORD }))
  const before = await me(user)
  for (const email of ['lavande@example.org', 'romarin@example.org', 'autre@example.org', 'Lavande@example.org']) {
    expect(await change(user, { email, current_password: 'faux' })).toMatchObject({ status: 400, body: { code: 'wrong_password' } })
  }
  expect(await me(user)).toEqual(before)
  for (const email of ['lavande@example.org', 'Lavande@Example.org']) {
    expect(await change(user, { email, current_password: PASSWORD })).toMatchObject({
      status: 200,
      body: { email: 'lavande@example.org', pending_email: 'romarin@example.org' },
    })
  }
  expect(await change(user, { email: 'lavande@example.org', full_name: 'Lavande' })).toMatchObject({
    status: 200,
    body: { full_name: 'Lavande', pending_email: 'romarin@example.org' },
  })
  expect((await confirm(code)).status).toBe(200)
})

test('[EMAIL-8] what is pending is dropped on demand, and its link is no longer good', async () => {
  const user = await app.register('mimosa')
  const code = await codeOf('acacia@example.org', () => change(user, { email: 'acacia@example.org', current_password: PASSWORD }))
  expect((await change(user, { pending_email: null })).body).toMatchObject({ email: 'mimosa@example.org', pending_email: null })
  expect(await confirm(code)).toMatchObject({ status: 400, body: { code: 'confirm_invalid' } })
})

test('[EMAIL-1] an address that somebody has is taken, also if they come first meanwhile', async () => {
  const [user, other] = [await app.register('narcisse'), await app.register('jonquille')]
  const ask = (of: Account, email: string) => change(of, { email, current_password: PASSWORD })
  expect(await ask(user, 'JONQUILLE@example.org')).toMatchObject({ status: 400, body: { code: 'taken' } })
  const [mine, theirs] = [
    await codeOf('prix@example.org', () => ask(user, 'prix@example.org')),
    await codeOf('prix@example.org', () => ask(other, 'prix@example.org')),
  ]
  expect((await confirm(theirs)).status).toBe(200)
  expect(await confirm(mine)).toMatchObject({ status: 400, body: { code: 'taken' } })
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
  const code = await codeOf('muguet@example.org', () =>
    app.call('POST', '/api/auth/register', { body: { email: 'muguet@example.org', username: 'muguet', password: PASSWORD } }),
  )
  expect(await login('muguet')).toBe(200)
  expect((await confirm(code)).status).toBe(200)
  const entries = (await app.db.select().from(app.db.t.audit)).map(entry => entry.action)
  expect(entries).toContain('account.register')
})

test('[EMAIL-3] a code from a reset letter proves the address too', async () => {
  const user = await app.register('violette')
  const code = await codeOf('violette@example.org', () =>
    app.call('POST', '/api/auth/reset-password', { body: { email: 'violette@example.org' } }),
  )
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
  for (const name of ['iris', 'lilas'])
    await app.call('POST', '/api/auth/reset-password', { body: { email: `${name}@example.org` }, headers: { 'accept-language': 'en' } })
  expect((await lettersTo(app, 'iris@example.org'))[0]?.subject).toBe('Choisir un nouveau mot de passe')
  expect((await lettersTo(app, `${none.username}@example.org`))[0]?.subject).toBe('Choose a new password')
})

test('[ACCOUNT-14] who logs in with the printed password chooses another one first, and is no admin before', async () => {
  const fresh = await startApp()
  const { services, db } = fresh
  const printed = await ensureAdmin({ ...services, db })
  const { body } = await fresh.call('POST', '/api/auth/login', { body: printed })
  const { access_token: token, refresh_token } = body as { access_token: string; refresh_token: string }
  expect(await fresh.call('GET', '/api/users/me', { token })).toMatchObject({
    status: 200,
    body: { role: 'admin', must_change_password: true },
  })
  for (const path of ['/api/users', '/api/gyms', '/api/users/me/sessions'])
    expect(await fresh.call('GET', path, { token })).toMatchObject({ status: 403, body: { code: 'password_change_required' } })
  const socket = await fresh.socket({ token })
  expect(await socket.emitWithAck('feed:open', { feed: ADMIN_FEED })).toMatchObject({ ok: false })
  expect((await fresh.call('POST', '/api/auth/refresh', { body: { refresh_token } })).status).toBe(200)
  const choose = (new_password: string | undefined) =>
    fresh.call('POST', '/api/users/me/password', { token, body: { current_password: printed?.password, new_password } })
  expect(await choose(printed?.password)).toMatchObject({ status: 400, body: { code: 'weak_password' } })
  expect((await choose(NEW)).status).toBe(200)
  expect((await fresh.call('GET', '/api/users', { token })).status).toBe(200)
  await expect.poll(() => socket.emitWithAck('feed:open', { feed: ADMIN_FEED })).toMatchObject({ ok: true })
  await fresh.close()
})
