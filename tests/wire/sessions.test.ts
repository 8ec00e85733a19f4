import { readdir, readFile } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import PostalMime from 'postal-mime'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { PASSWORD, startApp, type Account, type TestApp } from '../support/app'

const NEW = 'volume-bleu-du-haut-9'
let app: TestApp
beforeAll(async () => {
  app = await startApp({ env: { PUBLIC_URL: 'https://mur.example' } })
})
afterAll(() => app.close())

const login = async (username: string, password: string) =>
  (await app.call('POST', '/api/auth/login', { body: { username, password } })).status
const ask = (email: string, headers: Record<string, string> = {}) =>
  app.call('POST', '/api/auth/reset-password', { body: { email }, headers })
/** As who speaks to the server under another name: fetch writes its own Host. */
const askAt = (host: string, email: string) => new Promise<void>((resolve, reject) => {
  const body = JSON.stringify({ email })
  request(
    `${app.url}/api/auth/reset-password`,
    { method: 'POST', headers: { host, 'content-type': 'application/json', 'content-length': body.length } },
    response => {
      response.resume().on('end', resolve)
    },
  )
    .on('error', reject)
    .end(body)
})
const confirm = (token: string, new_password = NEW) =>
  app.call('POST', '/api/auth/reset-password/confirm', { body: { token, new_password } })

/** The codes in the letters to this address, oldest first. */
async function codesTo(email: string): Promise<string[]> {
  await app.services.mailQueue.deliver()
  const folder = join(app.dataDir, 'outbox')
  const mails = await Promise.all((await readdir(folder)).map(async name => PostalMime.parse(await readFile(join(folder, name)))))
  return mails.filter(mail => mail.to?.[0]?.address === email)
    .flatMap(mail => /https:\/\/mur\.example\/reset-password#([\w-]{43})/.exec(mail.text ?? '')?.[1] ?? [])
}
async function codeFor(user: Account): Promise<string> {
  const before = await codesTo(`${user.username}@example.org`).catch((): string[] => [])
  await ask(`${user.username}@example.org`)
  const code = (await codesTo(`${user.username}@example.org`)).find(known => !before.includes(known))
  if (!code) throw new Error('no letter came')
  return code
}

test('[ACCOUNT-9] asking tells nobody who has an account; the link is of PUBLIC_URL whatever Host says', async () => {
  await app.register('grive')
  const [known, unknown] = [await ask('grive@example.org', { 'x-forwarded-host': 'evil.example' }), await ask('personne@example.org')]
  expect([known.status, known.body]).toEqual([unknown.status, unknown.body])
  expect(await codesTo('grive@example.org')).toHaveLength(1)
  expect(await codesTo('personne@example.org')).toEqual([])
  await askAt('evil.example', 'grive@example.org')
  expect(await codesTo('grive@example.org')).toHaveLength(2)
})

test('[ACCOUNT-10] a code sets the password once, ends every session and socket, and logs nobody in', async () => {
  const user = await app.register('merle')
  const code = await codeFor(user)
  const socket = await app.socket({ token: user.token })
  const ended = vi.fn()
  socket.on('session:ended', ended)
  expect(await confirm(code, 'merle-noir-du-jardin')).toMatchObject({ status: 400, body: { code: 'weak_password' } })
  expect(await confirm(code)).toMatchObject({ status: 200, body: { message: 'Mot de passe changé.' } })
  await expect.poll(() => ended.mock.calls).toEqual([[{ reason: 'password-changed' }]])
  expect((await app.call('GET', '/api/users/me', { token: user.token })).status).toBe(401)
  expect([await login('merle', PASSWORD), await login('merle', NEW)]).toEqual([401, 200])
  expect(await confirm(code)).toMatchObject({ status: 400, body: { code: 'reset_invalid' } })
})

test('[ACCOUNT-18] a code tells whose it is as often as asked, and only as long as it is good', async () => {
  const user = await app.register('sittelle')
  const code = await codeFor(user)
  const check = (token: string) => app.call('POST', '/api/auth/reset-password/check', { body: { token } })
  for (let time = 0; time < 2; time++)
    expect(await check(code)).toMatchObject({
      status: 200,
      body: { email: 'sittelle@example.org', username: 'sittelle', full_name: 'sittelle' },
    })
  expect((await confirm(code)).status).toBe(200)
  for (const token of [code, 'none']) expect(await check(token)).toMatchObject({ status: 400, body: { code: 'reset_invalid' } })
})

test('[ACCOUNT-10] of two at the same moment one wins; a newer code kills the older; after 30 minutes it is over', async () => {
  const user = await app.register('pinson')
  const older = await codeFor(user)
  const newer = await codeFor(user)
  expect((await confirm(older)).status).toBe(400)
  const answers = await Promise.all([confirm(newer, `${NEW}-un`), confirm(newer, `${NEW}-deux`)])
  expect(answers.map(answer => answer.status).sort()).toEqual([200, 400])
  const late = await codeFor(user)
  app.clock.advance(30 * 60_000)
  expect((await confirm(late)).status).toBe(400)
})

test('[ACCOUNT-11] changing my password needs the current one and ends all my sessions but this one', async () => {
  const user = await app.register('rouge-gorge')
  expect(await login('rouge-gorge', PASSWORD)).toBe(200)
  const change = (current_password: string, new_password: string) =>
    app.call('POST', '/api/users/me/password', { token: user.token, body: { current_password, new_password } })
  expect(await change('not it', NEW)).toMatchObject({ status: 400, body: { code: 'wrong_password' } })
  expect(await change(PASSWORD, 'password1')).toMatchObject({ status: 400, body: { code: 'weak_password' } })
  expect((await change(PASSWORD, NEW)).status).toBe(200)
  const { body } = await app.call('GET', '/api/users/me/sessions', { token: user.token })
  expect(body).toMatchObject({ results: [{ id: user.sessionId, is_current: true }] })
  expect([await login('rouge-gorge', PASSWORD), await login('rouge-gorge', NEW)]).toEqual([401, 200])
})

test('[SESSION-2] [SESSION-3] I see my devices, end one, or all others; nobody else’s', async () => {
  const [me, other] = [await app.register('roitelet'), await app.register('troglodyte')]
  const agent = { 'user-agent': 'Mozilla/5.0 (Android 14; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0' }
  const phone = (await app.call('POST', '/api/auth/login', { body: { username: 'roitelet', password: PASSWORD }, headers: agent }))
    .body as { access_token: string }
  const list = async () =>
    (
      (await app.call('GET', '/api/users/me/sessions', { token: me.token })).body as {
        results: { id: string; label: string; is_current: boolean }[]
      }
    ).results
  const onPhone = (await list()).find(session => !session.is_current)
  expect(onPhone).toMatchObject({ label: 'Firefox · Android' })
  expect((await app.call('DELETE', `/api/users/me/sessions/${onPhone?.id}`, { token: other.token })).status).toBe(404)
  const socket = await app.socket({ token: phone.access_token })
  expect((await app.call('DELETE', `/api/users/me/sessions/${onPhone?.id}`, { token: me.token })).status).toBe(204)
  await expect.poll(() => socket.connected).toBe(false)
  expect((await app.call('GET', '/api/users/me', { token: phone.access_token })).status).toBe(401)
  await login('roitelet', PASSWORD)
  expect(await app.call('DELETE', '/api/users/me/sessions', { token: me.token })).toMatchObject({ status: 200, body: { ended: 1 } })
  expect(await list()).toMatchObject([{ id: me.sessionId, is_current: true }])
})

test('[SESSION-4] an end that another node wrote reaches open sockets within 5 s', async () => {
  const user = await app.register('mésange')
  const socket = await app.socket({ token: user.token })
  await app.services.stores.sessions.end({ userId: user.id }, 'logged-out', app.clock.now())
  await expect.poll(() => socket.connected, { timeout: 5000 }).toBe(false)
})
