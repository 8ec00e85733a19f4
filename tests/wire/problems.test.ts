import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { KEYS, PASSWORD, startApp, type Account, type TestApp } from '../support/app'
import { importTestWall } from '../support/wall'

let app: TestApp
let user: Account
beforeAll(async () => {
  app = await startApp()
  await importTestWall(app.services)
  user = await app.register('testeuse')
})
afterAll(() => app.close())

describe('[REST-2] a refusal is a problem that can be shown', () => {
  test.each([
    [undefined, 'Introuvable.'],
    ['en-GB,fr;q=0.5', 'Not found.'],
    ['fr;q=0.4, en;q=0.9', 'Not found.'],
    ['de, en;q=0', 'Introuvable.'],
    ['de', 'Introuvable.'],
  ])('in the language asked for: %s', async (language, detail) => {
    const { status, headers, body } = await app.call('GET', '/api/faces/none', language === undefined ? {} : { headers: { 'accept-language': language } })
    expect(headers.get('content-type')).toMatch(/^application\/problem\+json/)
    expect([status, body]).toEqual([404, { type: 'about:blank', title: 'Not Found', status: 404, detail, code: 'not_found' }])
  })

  test('where there is no route', async () => {
    expect(await app.call('GET', '/api/nothing')).toMatchObject({ status: 404, body: { code: 'not_found' } })
    expect(await app.call('DELETE', '/api/gyms')).toMatchObject({ status: 404, body: { code: 'not_found' } })
  })

  test.each([
    ['broken JSON', '{"name":'],
    ['a bare string', '"name"'],
    ['a list', '[]'],
    ['a number', '7'],
    ['null', 'null'],
  ])('where the body is %s', async (_what, body) => {
    const answer = await app.call('PATCH', '/api/users/me', { token: user.token, body })
    expect(answer).toMatchObject({ status: 422, body: { code: 'invalid', errors: [{ path: '', message: expect.any(String) as string }] } })
  })

  test('where the body is of another type than asked for', async () => {
    const answer = await app.call('PATCH', '/api/users/me', { token: user.token, body: 'full_name=x', headers: { 'content-type': 'text/plain' } })
    expect(answer).toMatchObject({ status: 422, body: { code: 'invalid' } })
  })

  test('where the body is too large, plain or packed', async () => {
    const large = JSON.stringify({ full_name: 'x'.repeat(200_000) })
    expect(await app.call('PATCH', '/api/users/me', { token: user.token, body: large })).toMatchObject({ status: 413, body: { code: 'too_large' } })
    const packed = await fetch(`${app.url}/api/users/me`, {
      method: 'PATCH', body: new Uint8Array(gzipSync(large)), headers: { 'content-type': 'application/json', 'content-encoding': 'gzip', authorization: `Bearer ${user.token}` },
    })
    expect(packed.status).toBe(413)
  })

  test('where the body says it is packed and is not', async () => {
    const answer = await app.call('PATCH', '/api/users/me', { token: user.token, body: '{"full_name":"x"}', headers: { 'content-encoding': 'gzip' } })
    expect(answer.status).toBe(422)
  })

  test('where the address cannot be read', async () => {
    expect((await app.call('GET', '/api/climbs/%E0%A4%A')).status).toBe(404)
  })

  test.each([
    ['GET', '/api/climbs/a%00b'], ['GET', '/api/climbs?search=%00'], ['GET', '/api/users/%00'],
  ])('[REST-5] where a NUL stands in the address: %s %s', async (method, path) => {
    expect(await app.call(method, path)).toMatchObject({ status: 422, body: { code: 'invalid' } })
  })

  test('[REST-5] where a NUL stands in a text', async () => {
    const answer = await app.call('PATCH', '/api/users/me', { token: user.token, body: { full_name: 'a\u0000b' } })
    expect(answer).toMatchObject({ status: 422, body: { code: 'invalid', errors: [{ path: 'full_name' }] } })
  })
})

test('every answer carries the strict policy and asks not to be guessed at', async () => {
  const { headers } = await app.call('GET', '/api/gyms')
  expect(headers.get('content-security-policy')).toContain("default-src 'none';script-src 'self';")
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('x-powered-by')).toBeNull()
})

test.each(['/api/gyms', '/api/nothing-there', '/docs', '/openapi.json', '/health', '/static/none.jpg'])('[SEC-1] %s says that it cannot be framed, sniffed or opened by others', async (path) => {
  const { headers } = await app.call('GET', path)
  for (const part of ["frame-ancestors 'none'", "base-uri 'none'", "default-src 'none'"]) expect(headers.get('content-security-policy')).toContain(part)
  expect(Object.fromEntries(['x-content-type-options', 'referrer-policy', 'cross-origin-opener-policy'].map(name => [name, headers.get(name)]))).toEqual({
    'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'cross-origin-opener-policy': 'same-origin',
  })
  expect(headers.get('permissions-policy')).toContain('camera=()')
})

test('[SEC-1] where the address is https, browsers are told to stay with it for a year, sub-domains too', async () => {
  const served = await startApp({ env: { PUBLIC_URL: 'https://mur.example' } })
  expect((await served.call('GET', '/api/gyms')).headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains')
  await served.close()
})

test('[HTTP-1] a page connects to its own host alone, and what breaks the policy is told in a line of the log, without what an address carries', async () => {
  const served = await startApp({ env: { PUBLIC_URL: 'https://mur.example/' } })
  expect((await served.call('GET', '/')).headers.get('content-security-policy')).toContain("connect-src 'self' wss://mur.example;")
  const warn = vi.spyOn(served.services.log, 'warn').mockReturnValue(undefined)
  const report = (body: unknown) => served.call('POST', '/api/csp-reports', { body, headers: { 'content-type': 'application/csp-report' } })
  const told = { 'document-uri': 'https://mur.example/reset-password?a=1#secret', 'blocked-uri': 'https://evil.example/x.js?secret', 'effective-directive': 'script-src-elem' }
  expect((await report({ 'csp-report': told })).status).toBe(204)
  expect(warn.mock.calls.map(([line]) => line)).toEqual([{ event: 'malicious_csp_violation', page: 'https://mur.example/reset-password', blocked: 'https://evil.example/x.js', directive: 'script-src-elem' }])
  expect((await report({ 'csp-report': 7 })).status).toBe(204)
  expect((await report('x'.repeat(9000))).status).toBe(413)
  for (let n = 0; n < 40; n++) await report({ 'csp-report': told })
  expect(warn.mock.calls.length).toBeLessThan(30)
  await served.close()
})

test('[SEC-9] who is refused over REST or at a socket stands in the server’s log, and what they sent does not', async () => {
  const served = await startApp()
  const user = await served.register('curieuse')
  const heard = (['warn', 'info', 'debug'] as const).map(level => vi.spyOn(served.services.log, level).mockReturnValue(undefined))
  await served.call('GET', '/api/users', { token: user.token })
  await served.call('GET', '/api/gyms', { apiKey: 'a-key-of-nobody-at-all' })
  await served.call('POST', '/api/auth/login', { body: { username: 'curieuse', password: 'not the right one' } })
  await served.call('PATCH', '/api/users/me', { token: user.token, body: { full_name: 7 } })
  await served.socket({ token: 'made-up-token' }).catch(() => undefined)
  const lines = heard.flatMap(spy => spy.mock.calls.map(([line]: unknown[]) => line as Record<string, unknown>))
  expect(lines.map(({ event, what }) => [event, what])).toEqual([
    ['authz_fail', 'users.list'], ['authn_login_fail', 'gyms.list'], ['authn_login_fail', 'auth.login'], ['authn_token_refused', 'socket handshake'], ['input_validation_fail', 'users.updateMe'],
  ])
  expect(lines[0]).toMatchObject({ who: `user ${user.id}` })
  expect(JSON.stringify(lines)).not.toMatch(/nobody-at-all|not the right|made-up|127\.0\.0/)
  await served.close()
})

test('[REST-6] an answer comes with an ETag and is not sent twice', async () => {
  const { headers } = await app.call('GET', '/api/gyms')
  const again = await app.call('GET', '/api/gyms', { headers: { 'if-none-match': headers.get('etag') ?? '', 'cache-control': 'max-age=0' } })
  expect([again.status, again.body]).toEqual([304, ''])
})

test('[LIMIT-92] what is somebody’s own is not kept by their browser; what everybody may read is, to be asked for anew', async () => {
  const cacheOf = async (path: string, options: Parameters<TestApp['call']>[2] = {}) => (await app.call('GET', path, options)).headers.get('cache-control')
  const mine = { token: user.token }
  for (const path of ['/api/users/me', '/api/users/me/sessions', '/api/users/me/export', '/api/climbs', `/api/feeds/user:${user.id}/changes`, '/metrics', '/api/nothing', '/api/users/none']) expect([path, await cacheOf(path, mine)]).toEqual([path, 'no-store'])
  for (const path of ['/api/gyms', '/api/faces', '/api/feeds/global/changes', '/api/feeds/global/head']) {
    expect([path, await cacheOf(path, mine), await cacheOf(path)]).toEqual([path, 'private, no-cache', 'private, no-cache'])
  }
  expect(await cacheOf('/api/climbs')).toBe('private, no-cache')
  const login = await app.call('POST', '/api/auth/login', { body: { username: 'testeuse', password: PASSWORD } })
  expect([login.status, login.headers.get('cache-control')]).toEqual([200, 'no-store'])
  const closed = await startApp({ env: { PUBLIC_READ: '0' } })
  expect((await closed.call('GET', '/api/gyms', { apiKey: KEYS.read })).headers.get('cache-control')).toBe('no-store')
  await closed.close()
})

test('[REST-7] pages of other origins get no permission, those named get it', async () => {
  const open = await startApp({ env: { CORS_ORIGINS: 'https://app.example' } })
  const preflight = (origin: string) => open.call('OPTIONS', '/api/climbs', { headers: { origin, 'access-control-request-method': 'POST' } })
  const known = await preflight('https://app.example')
  expect([known.status, known.headers.get('access-control-allow-origin')]).toEqual([204, 'https://app.example'])
  expect((await preflight('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull()
  await open.close()
})

test('[LIMIT-86] in production the address that people type is compared with Origin, never Host, and the cookie is bound to it', async () => {
  const open = await startApp({ env: { NODE_ENV: 'production', PUBLIC_URL: 'https://mur.example' } })
  await open.register('production')
  const login = (origin: string) => open.call('POST', '/api/auth/login', { body: { username: 'production', password: PASSWORD, cookie: true }, headers: { origin } })
  const [own, host] = [await login('https://mur.example'), await login(open.url)]
  expect(own.headers.get('access-control-allow-origin')).toBe('https://mur.example')
  expect(own.headers.get('set-cookie')).toMatch(/^__Host-refresh=.*; HttpOnly; Secure; SameSite=Strict$/)
  expect(own.headers.get('strict-transport-security')).toMatch(/max-age=\d{8}/)
  expect(host.headers.get('access-control-allow-origin')).toBeNull()
  expect(host.headers.get('set-cookie')).toBeNull()
  await open.close()
})

test('health and readiness are told in words', async () => {
  expect((await app.call('GET', '/health')).body).toEqual({ status: 'ok', app_name: 'mastoc', version: '0.0.0-test', database: 'sqlite' })
  expect((await app.call('GET', '/ready')).status).toBe(200)
})

test('[LIMIT-82] the metrics are for this machine and for admins: no proxy’s header, empty or not, makes somebody local', async () => {
  const { body } = await app.call('GET', '/metrics')
  for (const name of ['mastoc_sockets', 'process_cpu_seconds_total']) expect(body).toContain(name)
  expect((await app.call('GET', '/metrics', { headers: { 'x-forwarded-for': '203.0.113.9' } })).status).toBe(403)
  expect((await app.call('GET', '/metrics', { headers: { 'x-forwarded-for': '203.0.113.9' }, apiKey: KEYS.admin })).status).toBe(200)
  for (const header of ['x-forwarded-for', 'x-real-ip', 'forwarded', 'via', 'cf-connecting-ip']) {
    expect([header, (await app.call('GET', '/metrics', { headers: { [header]: '' } })).status]).toEqual([header, 403])
  }
})
