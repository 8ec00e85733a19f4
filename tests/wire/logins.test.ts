import { SignJWT, type JWTPayload } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PASSWORD, startApp, type Account, type TestApp } from '../support/app'
import { rawConnection } from '../support/liveDocument'

let app: TestApp
let user: Account
beforeAll(async () => {
  app = await startApp()
  user = await app.register('tranquille')
})
afterAll(() => app.close())

test('[ACCOUNT-12] two hundred logins at once are answered or turned away within bounded memory, and others do not wait for them', async () => {
  const names = await Promise.all(Array.from({ length: 8 }, (_, i) => app.register(`foule-${i}`)))
  let answered = 0
  const before = process.memoryUsage().rss
  let highest = before
  const logins = Array.from({ length: 200 }, (_, i) => app.call('POST', '/api/auth/login', { body: { username: names[i % names.length]?.username, password: PASSWORD } }).finally(() => {
    answered++
    highest = Math.max(highest, process.memoryUsage().rss)
  }))
  expect((await app.call('GET', '/api/users/me', { token: user.token })).status).toBe(200)
  expect(answered).toBeLessThan(200)
  const statuses = (await Promise.all(logins)).map(({ status }) => status)
  expect(new Set(statuses)).toEqual(new Set(statuses.includes(503) ? [200, 503] : [200]))
  // How many come before the first is done is the machine's; those that found room were all served.
  expect(statuses.filter(status => status === 200).length).toBeGreaterThanOrEqual(54)
  // Four hashes of 19 MB at once, not two hundred.
  expect(highest - before).toBeLessThan(1_000_000_000)
  expect((await app.call('POST', '/api/auth/login', { body: { username: user.username, password: PASSWORD } })).status).toBe(200)
})

test('[ACCOUNT-12] a login that finds no room is told when to come again, and is no wrong try', async () => {
  const { passwords } = app.services
  let isFull = true
  const keepFull = async (): Promise<void> => {
    while (isFull) await passwords.hash(PASSWORD)
  }
  const crowd = Array.from({ length: 54 }, keepFull)
  const login = () => app.call('POST', '/api/auth/login', { body: { username: user.username, password: PASSWORD } })
  let refused = 0
  await expect.poll(async () => {
    const { status, headers } = await login()
    if (status !== 503) return 0
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
    return ++refused
  }, { timeout: 15_000, interval: 0 }).toBeGreaterThan(7)
  isFull = false
  await Promise.all(crowd)
  expect((await login()).status).toBe(200)
})

test('[ACCOUNT-13] a token of another kind, algorithm, issuer, audience or time is none, over REST, sockets and documents', async () => {
  const secret = new TextEncoder().encode(app.services.config.jwtSecret)
  const now = Math.floor(Date.now() / 1000)
  const claims = { sub: user.id, role: 'user', sid: user.sessionId, iss: 'mastoc', aud: 'mastoc', iat: now, exp: now + 600 }
  const signed = (payload: JWTPayload, header: { alg: string; typ?: string } = { alg: 'HS256', typ: 'at+jwt' }) => new SignJWT(payload).setProtectedHeader(header).sign(secret)
  const without = (payload: JWTPayload, name: string): JWTPayload => Object.fromEntries(Object.entries(payload).filter(([key]) => key !== name))
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
