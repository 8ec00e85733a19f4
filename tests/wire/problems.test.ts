import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { awarenessMessage } from '../../server/collab/wire'
import { KEYS, PASSWORD, startApp, type Account, type TestApp } from '../support/app'
import { rawConnection } from '../support/liveDocument'
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
    const { status, headers, body } = await app.call(
      'GET',
      '/api/faces/none',
      language === undefined ? {} : { headers: { 'accept-language': language } },
    )
    expect(headers.get('content-type')).toMatch(/^application\/problem\+json/)
    expect([status, body]).toEqual([
      404,
      { type: 'about:blank', title: 'Not Found', status: 404, detail, code: 'not_found', request_id: headers.get('x-request-id') },
    ])
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
    const answer = await app.call('PATCH', '/api/users/me', {
      token: user.token,
      body: 'full_name=x',
      headers: { 'content-type': 'text/plain' },
    })
    expect(answer).toMatchObject({ status: 422, body: { code: 'invalid' } })
  })

  test('where the body is too large, plain or packed', async () => {
    const large = JSON.stringify({ full_name: 'x'.repeat(200_000) })
    expect(await app.call('PATCH', '/api/users/me', { token: user.token, body: large })).toMatchObject({
      status: 413,
      body: { code: 'too_large' },
    })
    const packed = await fetch(`${app.url}/api/users/me`, {
      method: 'PATCH',
      body: new Uint8Array(gzipSync(large)),
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip', 'authorization': `Bearer ${user.token}` },
    })
    expect(packed.status).toBe(413)
  })

  test('where the body says it is packed and is not', async () => {
    const answer = await app.call('PATCH', '/api/users/me', {
      token: user.token,
      body: '{"full_name":"x"}',
      headers: { 'content-encoding': 'gzip' },
    })
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

describe('[REST-13] what is wrong is said in sentences, with its field and a word for programs', () => {
  const ask = (path: string, language: string) => app.call('GET', path, { headers: { 'accept-language': language } })
  test.each([
    [
      '/api/climbs?page_size=501',
      'page_size',
      'too_big_number',
      'Éléments par page\u00a0: le maximum est 500.',
      'Items per page: the maximum is 500.',
    ],
    ['/api/climbs?page=zero', 'page', 'type_number', 'Page\u00a0: ce champ attend un nombre.', 'Page: this field takes a number.'],
    [
      '/api/climbs?grade_min=9Z',
      'grade_min',
      'unknown_grade',
      'Cotation minimale\u00a0: cette cotation n’existe pas.',
      'Lowest grade: this grade does not exist.',
    ],
    [
      '/api/climbs?grade_max=9Z',
      'grade_max',
      'unknown_grade',
      'Cotation maximale\u00a0: cette cotation n’existe pas.',
      'Highest grade: this grade does not exist.',
    ],
    [
      '/api/climbs?since_created_at=hier',
      'since_created_at',
      'invalid_date',
      'Créés depuis\u00a0: cette date n’est pas valable.',
      'Created since: this is not a valid date.',
    ],
    [
      '/api/climbs?source=moon',
      'source',
      'choice',
      'Origine\u00a0: cette valeur n’est pas dans la liste des choix possibles.',
      'Source: this value is not one of the possible choices.',
    ],
  ])('%s', async (address, path, code, french, english) => {
    const answers = [(await ask(address, 'fr')).body, (await ask(address, 'en')).body]
    expect(answers).toMatchObject([french, english].map(detail => ({ code: 'invalid', detail, errors: [{ path, code }] })))
  })

  test.each([
    ['GET', '/api/climbs?limit=5&page=1', ['limit']],
    ['GET', '/api/gyms?a=1&b=2', ['a', 'b']],
    ['POST', '/api/auth/login?username=x', ['username']],
    ['DELETE', '/api/climbs/none?because=x', ['because']],
  ])('[REST-12] an unknown parameter is named: %s %s', async (method, address, names) => {
    const answer = await app.call(method, address, { token: user.token, ...(method === 'POST' ? { body: {} } : {}) })
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'invalid', errors: names.map(path => ({ path, code: 'unknown_parameter' })) },
    })
    expect((answer.body as { detail: string }).detail).toBe(
      names.map(name => `«\u00a0${name}\u00a0» n’est pas un paramètre connu.`).join(' '),
    )
  })

  test('[REST-12] the parameters of existing apps are all known', async () => {
    const known =
      'face_id=x&grade_min=4&grade_max=5&setter_id=x&search=x&source=stokt&since_created_at=2026-01-01T00:00:00Z&since_synced_at=2026-01-01T00:00:00Z&since_updated_at=2026-01-01T00:00:00Z&local_only=true&page=1&page_size=5'
    for (const address of [`/api/climbs?${known}`, '/api/faces?gym_id=x', '/api/holds?face_id=x'])
      expect((await app.call('GET', address)).status, address).toBe(200)
  })

  test.each([
    [
      { email: 'x', username: 'ab', password: 'court' },
      'Adresse e-mail\u00a0: cette adresse e-mail n’est pas valable. Nom d’utilisateur\u00a0: il faut au moins 3 caractères. Mot de passe\u00a0: il faut au moins 8 caractères.',
    ],
    [
      { email: 'a@b.org', username: 'a@b', password: 'x'.repeat(200) },
      'Nom d’utilisateur\u00a0: un nom d’utilisateur a des lettres visibles et pas de «\u00a0@\u00a0». Mot de passe\u00a0: il faut 128 caractères au plus.',
    ],
    [{ email: 'a@b.org', username: 'abc', password: 'x'.repeat(20), admin: true }, '«\u00a0admin\u00a0» n’est pas un champ connu.'],
    [
      {},
      'Adresse e-mail\u00a0: ce champ est obligatoire. Nom d’utilisateur\u00a0: ce champ est obligatoire. Mot de passe\u00a0: ce champ est obligatoire.',
    ],
    ['{"email":', 'Le contenu envoyé n’est pas du JSON valable.'],
  ])('a registration with %j is refused', async (body, detail) => {
    expect((await app.call('POST', '/api/auth/register', { body })).body).toMatchObject({ code: 'invalid', detail })
  })

  test.each([
    ['O101', 'no_start', 'Prises\u00a0: il manque une prise de départ.'],
    ['S101 S102 S103 T104', 'too_many_starts', 'Prises\u00a0: il faut deux prises de départ au plus.'],
    ['101', 'holds_format', 'Prises\u00a0: la liste des prises est mal écrite.'],
  ])('a climb with the holds %s is refused', async (holds_list, code, detail) => {
    const face_id = ((await app.call('GET', '/api/faces')).body as { id: string }[])[0]?.id
    const answer = await app.call('POST', '/api/climbs', { token: user.token, body: { face_id, name: 'Essai', holds_list } })
    expect(answer.body).toMatchObject({ code: 'invalid', detail, errors: [{ path: 'holds_list', code }] })
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
  for (const part of ["frame-ancestors 'none'", "base-uri 'none'", "default-src 'none'"])
    expect(headers.get('content-security-policy')).toContain(part)
  expect(
    Object.fromEntries(['x-content-type-options', 'referrer-policy', 'cross-origin-opener-policy'].map(name => [name, headers.get(name)])),
  ).toEqual({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'cross-origin-opener-policy': 'same-origin' })
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
  const told = {
    'document-uri': 'https://mur.example/reset-password?a=1#secret',
    'blocked-uri': 'https://evil.example/x.js?secret',
    'effective-directive': 'script-src-elem',
  }
  expect((await report({ 'csp-report': told })).status).toBe(204)
  expect(warn.mock.calls.map(([line]) => line)).toEqual([
    {
      event: 'malicious_csp_violation',
      page: 'https://mur.example/reset-password',
      blocked: 'https://evil.example/x.js',
      directive: 'script-src-elem',
    },
  ])
  expect((await report({ 'csp-report': 7 })).status).toBe(204)
  expect((await report('x'.repeat(9000))).status).toBe(413)
  for (let n = 0; n < 40; n++) await report({ 'csp-report': told })
  expect(warn.mock.calls.length).toBeLessThan(30)
  await served.close()
})

test('[SEC-9] so does who may not open a document, or is closed out of one for what they sent', async () => {
  const served = await startApp()
  const { faceId } = await importTestWall(served.services)
  const [user, other] = [await served.register('curieuse'), await served.register('voisine')]
  const heard = (['warn', 'info'] as const).map(level => vi.spyOn(served.services.log, level).mockReturnValue(undefined))
  const closeOf = async (name: string, token: string, bytes?: Uint8Array) => {
    const { ws, opened, closed } = rawConnection(served, name, { token })
    await opened
    if (bytes) ws.send(bytes)
    return (await closed).code
  }
  expect(await closeOf(`votes/${faceId}/${other.id}`, user.token)).toBe(4403)
  expect(await closeOf(`sheet/${faceId}`, 'made-up-token')).toBe(4401)
  expect(
    await closeOf(
      `sheet/${faceId}`,
      user.token,
      awarenessMessage([{ clientId: 1, clock: 1, state: JSON.stringify({ text: 'x'.repeat(100_000) }) }]),
    ),
  ).toBe(4413)
  const lines = heard.flatMap(spy => spy.mock.calls.map(([line]: unknown[]) => line as Record<string, unknown>))
  expect(lines.map(({ event, what, who }) => [event, what, String(who).split(' ')[0]])).toEqual([
    ['authz_fail', 'document votes', 'user'],
    ['authn_token_refused', 'document sheet', 'guest'],
    ['excess_rate_limit_exceeded', 'document sheet', 'user'],
  ])
  expect(JSON.stringify(lines)).not.toMatch(/made-up|xxx|127\.0\.0/)
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
  // Each refusal is written to the log in its own transaction.
  const refused = lines.filter(({ event }) => event !== 'command' && event !== 'transaction')
  expect(refused.map(({ event, what }) => [event, what])).toEqual([
    ['authz_fail', 'users.list'],
    ['authn_login_fail', 'gyms.list'],
    ['authn_login_fail', 'auth.login'],
    ['authn_token_refused', 'socket handshake'],
    ['input_validation_fail', 'users.updateMe'],
  ])
  expect(refused[0]).toMatchObject({ who: `user ${user.id}` })
  expect(JSON.stringify(lines)).not.toMatch(/nobody-at-all|not the right|made-up|127\.0\.0/)
  await served.close()
})

test('[REST-6] an answer comes with an ETag and is not sent twice', async () => {
  const { headers } = await app.call('GET', '/api/gyms')
  const again = await app.call('GET', '/api/gyms', {
    headers: { 'if-none-match': headers.get('etag') ?? '', 'cache-control': 'max-age=0' },
  })
  expect([again.status, again.body]).toEqual([304, ''])
})

test('[LIMIT-92] what is somebody’s own is not kept by their browser; what everybody may read is, to be asked for anew', async () => {
  const cacheOf = async (path: string, options: Parameters<TestApp['call']>[2] = {}) =>
    (await app.call('GET', path, options)).headers.get('cache-control')
  const mine = { token: user.token }
  for (const path of [
    '/api/users/me',
    '/api/users/me/sessions',
    '/api/users/me/export',
    '/api/climbs',
    `/api/feeds/user:${user.id}/changes`,
    '/metrics',
    '/api/nothing',
    '/api/users/none',
  ])
    expect([path, await cacheOf(path, mine)]).toEqual([path, 'no-store'])
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
  const preflight = (origin: string) =>
    open.call('OPTIONS', '/api/climbs', { headers: { origin, 'access-control-request-method': 'POST' } })
  const known = await preflight('https://app.example')
  expect([known.status, known.headers.get('access-control-allow-origin')]).toEqual([204, 'https://app.example'])
  expect((await preflight('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull()
  await open.close()
})

test('[LIMIT-86] in production the address that people type is compared with Origin, never Host, and the cookie is bound to it', async () => {
  const open = await startApp({ env: { NODE_ENV: 'production', PUBLIC_URL: 'https://mur.example' } })
  await open.register('production')
  const login = (origin: string) =>
    open.call('POST', '/api/auth/login', { body: { username: 'production', password: PASSWORD, cookie: true }, headers: { origin } })
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
