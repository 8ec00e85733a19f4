import { argon2id, hash } from 'argon2'
import { SignJWT, type JWTPayload } from 'jose'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { PASSWORD, startApp, type Account, type TestApp } from '../support/app'
import { lettersTo } from '../support/letters'
import { rawConnection } from '../support/liveDocument'

let app: TestApp
let user: Account
beforeAll(async () => {
  app = await startApp({ env: { TRUST_PROXY: 'loopback' } })
  user = await app.register('tranquille')
})
afterAll(() => app.close())

const from = (address: string, headers: Record<string, string> = {}) => ({ 'x-forwarded-for': address, ...headers })
const tryOf = (username: string, headers: Record<string, string>, password = PASSWORD) =>
  app.call('POST', '/api/auth/login', { body: { username, password, cookie: true }, headers })

test('[ACCOUNT-12] [LIMIT-51] two hundred logins at once are answered or turned away within bounded memory, and others do not wait for them', async () => {
  let answered = 0
  const before = process.memoryUsage().rss
  let highest = before
  const logins = Array.from({ length: 200 }, (_, n) =>
    tryOf(`personne-${n}`, from('192.0.2.1')).finally(() => {
      answered++
      highest = Math.max(highest, process.memoryUsage().rss)
    }),
  )
  expect((await app.call('GET', '/api/users/me', { token: user.token })).status).toBe(200)
  expect(answered).toBeLessThan(200)
  const statuses = (await Promise.all(logins)).map(({ status }) => status)
  expect(statuses.filter(status => status === 401).length).toBeGreaterThanOrEqual(102)
  expect(statuses.filter(status => status !== 401 && status !== 503)).toEqual([])
  // Two hashes of 19 MB at once, not two hundred.
  expect(highest - before).toBeLessThan(1_000_000_000)
}, 120_000)

test('[ACCOUNT-12] [LIMIT-52] under a flood of invented names honest logins from elsewhere, and from a known browser at the same address, are served', async () => {
  await app.register('honnete')
  const known =
    (await tryOf('honnete', from('192.0.2.2'))).headers
      .getSetCookie()
      .find(cookie => cookie.startsWith('device='))
      ?.split(';')[0] ?? ''
  let flooding = true
  let refused = 0
  let served = 0
  const flood = async (flooder: number) => {
    for (let n = 0; flooding; n++) {
      const { status, headers } = await tryOf(`invente-${flooder}-${n}`, from('192.0.2.2'))
      served++
      if (status !== 503) continue
      refused++
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
    }
  }
  const flooders = Array.from({ length: 130 }, (_, n) => flood(n))
  await expect.poll(() => refused, { timeout: 60_000 }).toBeGreaterThan(0)
  for (let n = 0; n < 5; n++) {
    const seen = served - refused
    expect((await tryOf('honnete', from('192.0.2.3'))).status).toBe(200)
    // Served in turn: it waited behind a few, not behind the hundred that were there before.
    expect(served - refused - seen).toBeLessThan(60)
    expect((await tryOf('honnete', from('192.0.2.2', { cookie: known }))).status).toBe(200)
  }
  flooding = false
  await Promise.all(flooders)
  expect((await tryOf('honnete', from('192.0.2.2'))).status).toBe(200)
}, 120_000)

test('[ACCOUNT-12] a login that finds no room is no wrong try', async () => {
  await app.register('patiente')
  const { status } = await tryOf('patiente', from('192.0.2.4'))
  expect(status).toBe(200)
  for (let crowd = 0; crowd < 3; crowd++) {
    const statuses = (await Promise.all(Array.from({ length: 40 }, () => tryOf('patiente', from('192.0.2.4'))))).map(
      answer => answer.status,
    )
    expect(statuses.filter(status => status === 503).length).toBeGreaterThan(0)
    expect(statuses.filter(status => status === 401)).toEqual([])
  }
  expect((await tryOf('patiente', from('192.0.2.4'))).status).toBe(200)
}, 120_000)

test('[LIMIT-53] sixty first tries at once at one account: at most the five free ones are looked at', async () => {
  await app.register('assiegee')
  app.clock.stop()
  const statuses = (await Promise.all(Array.from({ length: 60 }, () => tryOf('assiegee', from('192.0.2.5'), 'wrong')))).map(
    ({ status }) => status,
  )
  expect(statuses.filter(status => status === 401)).toHaveLength(5)
  expect(statuses.filter(status => ![401, 429, 503].includes(status))).toEqual([])
})

test('[LIMIT-55] a browser that logged in before is not made to wait by others at its address; a made-up proof is nobody’s', async () => {
  await app.register('habituee')
  const login = await tryOf('habituee', from('192.0.2.6'))
  const proof = login.headers.getSetCookie().find(cookie => cookie.startsWith('device='))
  expect(proof).toMatch(/^device=[\w.-]+; Max-Age=34560000; .*Path=\/; .*HttpOnly; SameSite=Strict/)
  const cookie = proof?.split(';')[0] ?? ''
  for (let wrong = 0; wrong < 5; wrong++) expect((await tryOf('habituee', from('192.0.2.6'), 'wrong')).status).toBe(401)
  expect((await tryOf('habituee', from('192.0.2.6'))).status).toBe(429)
  expect((await tryOf('habituee', from('192.0.2.6', { cookie }))).status).toBe(200)
  expect((await tryOf('habituee', from('192.0.2.6', { cookie: `${cookie.slice(0, -2)}xx` }))).status).toBe(429)
  expect((await tryOf('habituee', from('192.0.2.6', { cookie, origin: 'https://evil.example' }))).status).toBe(429)
})

const logIn = (username: string, headers: Record<string, string> = {}) =>
  app.call('POST', '/api/auth/login', { body: { username, password: PASSWORD }, headers })
const hashOf = async ({ id }: Account) => (await app.services.stores.users.byId(id))?.password_hash
const setHash = ({ id }: Account, password_hash: string) => app.services.stores.users.update(id, { password_hash })

test('[ACCOUNT-15] a hash of other parameters is made anew at the next login, and no other', async () => {
  const old = await app.register('ancienne')
  await setHash(old, await hash(PASSWORD, { type: argon2id, memoryCost: 4096, timeCost: 1, parallelism: 1 }))
  expect((await logIn('ancienne')).status).toBe(200)
  const renewed = await hashOf(old)
  expect(renewed).toMatch(/^\$argon2id\$v=19\$m=19456,p=1,t=2\$/)
  expect((await logIn('ancienne')).status).toBe(200)
  expect(await hashOf(old)).toBe(renewed)
})

test('[ACCOUNT-15] a password that changes, or an account that is shut out, while a login is checked lets nobody in', async () => {
  const person = await app.register('pressee')
  const { passwords, stores } = app.services
  const verify = passwords.verify.bind(passwords)
  const meanwhile = (change: () => Promise<unknown>) => vi.spyOn(passwords, 'verify').mockImplementationOnce(async (...given) => {
    const matches = await verify(...given)
    await change()
    return matches
  })
  const weak = await hash(PASSWORD, { type: argon2id, memoryCost: 4096, timeCost: 1, parallelism: 1 })
  await setHash(person, weak)
  const other = await passwords.hash('une-autre-longue-phrase')
  meanwhile(() => setHash(person, other))
  expect(await logIn('pressee')).toMatchObject({ status: 401, body: { code: 'wrong_credentials' } })
  expect(await hashOf(person)).toBe(other)
  await setHash(person, await passwords.hash(PASSWORD))
  meanwhile(() => stores.users.update(person.id, { is_active: false }))
  expect(await logIn('pressee')).toMatchObject({ status: 403, body: { code: 'deactivated' } })
  vi.restoreAllMocks()
})

test('[SESSION-5] a login from a device that was not seen before is told by mail; from a known one it is not', async () => {
  const person = await app.register('mobile')
  const subjects = async () => (await lettersTo(app, 'mobile@example.org')).map(({ subject }) => subject)
  const phone = { 'user-agent': 'Mozilla/5.0 (Android 14; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0' }
  expect((await logIn(person.username, phone)).status).toBe(200)
  expect((await logIn(person.username, phone)).status).toBe(200)
  await expect.poll(subjects).toEqual(['Connexion depuis un nouvel appareil'])
})

test('[ACCOUNT-13] a token of another kind, algorithm, issuer, audience or time is none, over REST, sockets and documents', async () => {
  const secret = new TextEncoder().encode(app.services.config.jwtSecret)
  const now = Math.floor(Date.now() / 1000)
  const claims = { sub: user.id, role: 'user', sid: user.sessionId, iss: 'mastoc', aud: 'mastoc', iat: now, exp: now + 600 }
  const signed = (payload: JWTPayload, header: { alg: string; typ?: string } = { alg: 'HS256', typ: 'at+jwt' }) =>
    new SignJWT(payload).setProtectedHeader(header).sign(secret)
  const without = (payload: JWTPayload, name: string): JWTPayload =>
    Object.fromEntries(Object.entries(payload).filter(([key]) => key !== name))
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const me = (token: string) => app.call('GET', '/api/users/me', { token })
  expect((await me(await signed(claims))).status).toBe(200)

  const ended = await app.register('sortie')
  await app.call('POST', '/api/auth/logout', { token: ended.token, body: { refresh_token: ended.refreshToken } })
  const wrong: Record<string, string> = {
    'another kind': await signed(claims, { alg: 'HS256', typ: 'JWT' }),
    'no kind': await signed(claims, { alg: 'HS256' }),
    'another algorithm': await signed(claims, { alg: 'HS512', typ: 'at+jwt' }),
    'no signature': `${part({ alg: 'none', typ: 'at+jwt' })}.${part(claims)}.`,
    'another issuer': await signed({ ...claims, iss: 'elsewhere' }),
    'another audience': await signed({ ...claims, aud: 'elsewhere' }),
    'no end': await signed(without(claims, 'exp')),
    'an end long ago': await signed({ ...claims, exp: now - 60 }),
    'no session': await signed(without(claims, 'sid')),
    'an ended session': ended.token,
    'a refresh token': user.refreshToken,
  }
  for (const [why, token] of Object.entries(wrong)) {
    expect([why, (await me(token)).status]).toEqual([why, 401])
    await expect(app.socket({ token }), why).rejects.toMatchObject({ data: { code: 'unauthenticated' } })
    const document = rawConnection(app, 'sheet/any', { token })
    await document.opened
    expect([why, (await document.closed).code]).toEqual([why, 4401])
  }
})
