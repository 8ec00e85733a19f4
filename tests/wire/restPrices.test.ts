import { gzipSync } from 'node:zlib'
import { SignJWT } from 'jose'
import { io } from 'socket.io-client'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { commands, type CommandName } from '../../shared/contract/commands'
import { GLOBAL_FEED } from '../../shared/feedName'
import { madePrice, REST_ALLOWANCES, REST_PRICES, type RestAllowances } from '../../server/limits/restPrices'
import { KEYS, PASSWORD, startApp, type Answer, type TestApp } from '../support/app'
import { HOLD_IDS, importTestWall } from '../support/wall'

/** As those of the server, but small, and filled so slowly that a slow machine does not notice. */
const SMALL: RestAllowances = {
  guest: { perSecond: 0.1, burst: 200 }, account: { perSecond: 0.1, burst: 100 }, person: { perSecond: 20, burst: 200 },
  key: { perSecond: 1, burst: 500 }, watch: { perSecond: 0.1, burst: 20 },
  search: { perSecond: 0.1, burst: 20 }, wrong: { perSecond: 0.01, burst: 60 },
}

/** Behind a proxy, so that each test comes from an address of its own. */
let app: TestApp
let faceId: string
beforeAll(async () => {
  app = await startApp({ env: { TRUST_PROXY: 'loopback' }, restAllowances: SMALL })
  faceId = (await importTestWall(app.services)).faceId
})
afterAll(() => app.close())

const from = (address: string) => ({ 'x-forwarded-for': address })
const statusesOf = (answers: Answer[]) => [...new Set(answers.map(({ status }) => status))].sort()
/** Many at once, so many times. */
async function flood(times: number, ask: (n: number) => Promise<Answer>): Promise<Answer[]> {
  const all: Answer[] = []
  for (let n = 0; n < times; n += 50) all.push(...await Promise.all(Array.from({ length: 50 }, (_, at) => ask(n + at))))
  return all
}

describe('[LIMIT-96] what is asked over HTTP has its price', () => {
  test('every command has one, and refreshing alone has none', () => {
    expect(Object.keys(REST_PRICES).sort()).toEqual(Object.keys(commands).sort())
    const free = (Object.keys(REST_PRICES) as CommandName[]).filter(name => REST_PRICES[name] === 0)
    expect(free).toEqual(['auth.refresh'])
  })

  test('5,000 people come back at once from one address, and the page is opened by others there too', () => {
    const { guest } = REST_ALLOWANCES
    expect(guest.burst).toBeGreaterThanOrEqual(
      5_000 * REST_PRICES['feeds.changes'] + madePrice('feeds.changes', { feed: GLOBAL_FEED, limit: 2000 }) + 40 * 50,
    )
    expect(guest.perSecond + REST_ALLOWANCES.account.perSecond).toBeLessThan(500)
  })

  test('a guest who floods is told to wait; others at that address log in, who is signed in goes on, and so do others elsewhere', async () => {
    const user = await app.register('voisine')
    const ask = () => app.call('GET', `/api/faces/${faceId}/care.csv`, { headers: from('192.0.2.1') })
    const answers = await flood(50, ask)
    expect(statusesOf(answers)).toEqual([200, 429])
    const refused = answers.find(({ status }) => status === 429)
    expect(refused).toMatchObject({ body: { code: 'too_fast' } })
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThanOrEqual(1)
    expect(
      (await app.call('POST', '/api/auth/login', { body: { username: 'voisine', password: PASSWORD }, headers: from('192.0.2.1') })).status,
    ).toBe(200)
    expect((await app.call('GET', `/api/faces/${faceId}/care.csv`, { token: user.token, headers: from('192.0.2.1') })).status).toBe(200)
    expect((await app.call('GET', `/api/faces/${faceId}/care.csv`, { headers: from('192.0.2.2') })).status).toBe(200)
  })

  test('who is signed in pays for themselves, wherever they ask from, and is told so again without a look at their token', async () => {
    const [loud, quiet] = [await app.register('bruyante'), await app.register('calme')]
    const answers = await flood(100, n =>
      app.call('GET', '/api/users/me/export', { token: loud.token, headers: from(`192.0.2.${n % 50}`) }),
    )
    expect(statusesOf(answers)).toEqual([200, 429])
    const verify = vi.spyOn(app.services.tokens, 'verify')
    expect((await app.call('GET', '/api/users/me', { token: loud.token, headers: from('192.0.2.77') })).status).toBe(429)
    expect(verify).not.toHaveBeenCalled()
    expect((await app.call('GET', '/api/users/me', { token: quiet.token, headers: from('192.0.2.77') })).status).toBe(200)
    verify.mockRestore()
    await expect.poll(async () => (await app.call('GET', '/api/users/me', { token: loud.token })).status).toBe(200)
  })

  test.each(['/api/nothing', '/docs', '/docs/start.js', '/static/none.jpg', '/', '/health', '/ready', '/api/users/none/avatar'])(
    '%s is no command, and costs too',
    async path => {
      const address = `2001:db8:0:${path.length}::1`
      expect(statusesOf(await flood(250, () => app.call('GET', path, { headers: from(address) })))).toContain(429)
      expect((await app.call('GET', path, { headers: { ...from('192.0.2.100'), authorization: 'Bearer made-up' } })).status).not.toBe(429)
    },
  )

  test('credentials that are made up are no way around', async () => {
    const ask = (n: number) => app.call('GET', '/api/nothing', { token: `made-up-${n}`, headers: from('192.0.2.101') })
    expect(statusesOf(await flood(250, ask))).toEqual([404, 429])
  })
})

test('[LIMIT-97] a body is paid for before it is read', async () => {
  const { token } = await app.register('prolixe')
  const large = JSON.stringify({ hold_ids: [], more: 'x'.repeat(99_000) })
  const small = JSON.stringify({ current_password: 'x' })
  const ask = (body: string) => app.call('PATCH', '/api/users/me', { token, body })
  // A packed one may be as large as it may be, whatever its length says.
  const packed = new Uint8Array(gzipSync(large))
  const send = () =>
    fetch(`${app.url}/api/users/me`, {
      method: 'PATCH',
      body: packed,
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip', 'authorization': `Bearer ${token}` },
    })
  const pay = vi.spyOn(app.services.toll, 'pay')
  await ask(small)
  await ask(large)
  await send()
  const units = pay.mock.calls.flatMap(([payer, paid]) => (payer.as === 'person' && paid > 0 ? [Math.round(paid * 10) / 10] : []))
  expect(units).toEqual([REST_PRICES['users.updateMe'], REST_PRICES['users.updateMe'] + 1.9, REST_PRICES['users.updateMe'] + 2])
  pay.mockRestore()
})

test('[LIMIT-100] an address that asks on and on is told so only after others were answered', async () => {
  const ask = (address: string, path: string) => app.call('GET', path, { headers: from(address) })
  // A missing thing costs two units of 200, and a hundred refusals are told at once.
  expect(statusesOf(await flood(250, () => ask('198.18.0.1', '/api/nothing')))).toEqual([404, 429])
  const order: string[] = []
  const started = performance.now()
  await Promise.all([
    // Some of them are told at once again: five a second.
    ...Array.from({ length: 50 }, () => ask('198.18.0.1', '/api/gyms').then(({ status }) => order.push(`flooder ${status}`))),
    ask('198.18.0.2', '/api/gyms').then(({ status }) => order.push(`neighbour ${status}`)),
  ])
  expect(order.indexOf('neighbour 200')).toBeLessThan(25)
  expect(order.at(-1)).toBe('flooder 429')
  expect(performance.now() - started).toBeGreaterThan(400)
})

describe('[LIMIT-93] who guesses at keys and tokens', () => {
  const guess = (n: number, address: string) => app.call('GET', '/api/gyms', { apiKey: `guessed-key-number-${n}`, headers: from(address) })

  test('is told to wait, and good ones are not, from the same address', async () => {
    const admin = await app.admin()
    const { body } = await app.call('POST', '/api/admin/api-keys', { token: admin.token, body: { name: 'robot', scopes: ['read'] } })
    const { key } = body as { key: string }
    expect((await app.call('GET', '/api/gyms', { apiKey: key, headers: from('198.51.100.1') })).status).toBe(200)
    const answers = await flood(100, n => guess(n, '198.51.100.1'))
    expect(statusesOf(answers)).toEqual([403, 429])
    const forged = await app.call('GET', '/api/users/me', { token: 'a.b.c', headers: from('198.51.100.1') })
    expect(forged.status).toBe(429)
    for (const apiKey of [key, KEYS.read])
      expect((await app.call('GET', '/api/gyms', { apiKey, headers: from('198.51.100.1') })).status).toBe(200)
    expect((await app.call('GET', '/api/users/me', { token: admin.token, headers: from('198.51.100.1') })).status).toBe(200)
    expect((await guess(1, '198.51.100.2')).status).toBe(403)
  })

  test('over sockets behind a proxy each address pays for itself', async () => {
    const guessAt = (address: string) => new Promise<string>((resolve) => {
      const socket = io(app.url, {
        transports: ['websocket'],
        forceNew: true,
        reconnection: false,
        auth: { apiKey: 'guessed-key-over-a-socket' },
        extraHeaders: from(address),
      })
      socket.once('connect_error', error => resolve((error as Error & { data: { code: string } }).data.code))
    })
    // Sixty at once, and one more in a hundred seconds.
    const codes: string[] = []
    for (let n = 0; n < 70; n++) codes.push(await guessAt('198.51.100.11'))
    expect(codes.at(0)).toBe('unknown_api_key')
    expect(codes.at(-1)).toBe('too_fast')
    expect(await guessAt('198.51.100.12')).toBe('unknown_api_key')
  })

  test('a whole gym whose tokens ran out is not told to wait', async () => {
    const { id, sessionId } = await app.register('revenue')
    const ended = await new SignJWT({ role: 'user', sid: sessionId })
      .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
      .setSubject(id)
      .setIssuer('mastoc')
      .setAudience('mastoc')
      .setIssuedAt()
      .setExpirationTime(Math.floor(Date.now() / 1000) - 5)
      .sign(new TextEncoder().encode(app.services.config.jwtSecret))
    expect(statusesOf(await flood(100, () => app.call('GET', '/api/gyms', { token: ended, headers: from('198.51.100.3') })))).toEqual([401])
  })
})

test('[LIMIT-94] a token names a session of its own user, or nobody', async () => {
  const [mine, other] = [await app.register('vraie'), await app.register('autre')]
  const forged = await new SignJWT({ role: 'user', sid: other.sessionId })
    .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
    .setSubject(mine.id)
    .setIssuer('mastoc')
    .setAudience('mastoc')
    .setIssuedAt()
    .setExpirationTime('600s')
    .sign(new TextEncoder().encode(app.services.config.jwtSecret))
  expect((await app.call('GET', '/api/users/me', { token: forged })).status).toBe(401)
  await expect(app.socket({ token: forged })).rejects.toMatchObject({ data: { code: 'unauthenticated' } })
})

test('[LIMIT-99] guests are not told who is an admin', async () => {
  const [admin, user] = [await app.admin(), await app.register('curieuse')]
  const roleFor = async (options: { token?: string; apiKey?: string }) =>
    ((await app.call('GET', `/api/users/${admin.id}`, options)).body as { role: string }).role
  expect([
    await roleFor({}),
    await roleFor({ apiKey: KEYS.read }),
    await roleFor({ apiKey: KEYS.admin }),
    await roleFor({ token: user.token }),
  ]).toEqual(['user', 'user', 'admin', 'admin'])
})

describe('[LIMIT-98] large answers that are the same for all', () => {
  let asked = 0
  beforeEach(() => { asked++ })
  const get = (path: string, headers: Record<string, string> = {}) =>
    app.call('GET', path, { headers: { ...from(`203.0.113.${asked}`), 'cache-control': 'max-age=0', ...headers } })

  test.each([
    ['the setup', () => `/api/faces/${faceId}/setup`],
    ['the holds', () => `/api/holds?face_id=${faceId}`],
    ['the feed', () => `/api/feeds/face:${faceId}/changes`],
  ])('%s is made once, compressed as asked, not sent twice, and made anew after a change', async (_what, path) => {
    const holds = vi.spyOn(app.db, 'snapshot')
    onTestFinished(() => holds.mockRestore())
    const [first, second] = [await get(path()), await get(path(), { 'accept-encoding': 'identity' })]
    expect(second.body).toEqual(first.body)
    expect(second.headers.get('etag')).toBe(first.headers.get('etag'))
    for (const encoding of ['br', 'gzip']) {
      const packed = await get(path(), { 'accept-encoding': encoding })
      expect([packed.headers.get('content-encoding'), packed.headers.get('vary'), packed.body]).toEqual([
        encoding,
        expect.stringContaining('Accept-Encoding'),
        first.body,
      ])
    }
    const etag = first.headers.get('etag') ?? ''
    expect(await get(path(), { 'if-none-match': etag })).toMatchObject({ status: 304, body: '' })
    expect(holds.mock.calls.length).toBeLessThanOrEqual(1)
    const { token } = await app.register(`poseuse-${Math.random().toString(36).slice(2, 8)}`)
    const climb = { face_id: faceId, name: 'Nouvelle', holds_list: `S${HOLD_IDS[0]} T${HOLD_IDS[1]}` }
    expect((await app.call('POST', '/api/climbs', { token, body: climb })).status).toBe(201)
    const after = await get(path(), { 'if-none-match': etag })
    // Climbs are no part of the holds: those are made anew and are the same.
    if (path().startsWith('/api/holds')) expect(after.status).toBe(304)
    else {
      expect(after.status).toBe(200)
      expect(after.body).not.toEqual(first.body)
    }
  })

  test('what is private is never shared', async () => {
    const [mine, other] = [await app.register('secrete'), await app.register('indiscrete')]
    const feed = `/api/feeds/user:${mine.id}/changes`
    expect((await app.call('GET', feed, { token: mine.token })).status).toBe(200)
    expect((await app.call('GET', feed, { token: other.token })).status).toBe(404)
    expect((await app.call('GET', feed)).status).toBe(401)
  })

  test('only the first who asks pays for what is made', async () => {
    const statuses = statusesOf(await flood(150, () => get(`/api/feeds/face:${faceId}/changes`)))
    expect(statuses).toEqual([200])
  })

  test.each(['/openapi.json', '/docs/swagger-ui-bundle.js', '/docs/swagger-ui.css'])('%s is compressed once', async (path) => {
    const answers = await Promise.all(
      ['br', 'gzip', 'identity'].map(encoding => fetch(app.url + path, { headers: { 'accept-encoding': encoding } })),
    )
    expect(answers.map(({ headers }) => headers.get('content-encoding'))).toEqual(['br', 'gzip', null])
    const texts = await Promise.all(answers.map(answer => answer.text()))
    expect(new Set(texts).size).toBe(1)
    const again = await fetch(app.url + path, {
      headers: { 'if-none-match': answers[0]?.headers.get('etag') ?? '', 'cache-control': 'max-age=0' },
    })
    expect(again.status).toBe(304)
  })
})
