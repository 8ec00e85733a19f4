import { SignJWT } from 'jose'
import { io } from 'socket.io-client'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { KEYS, startApp, type TestApp } from '../support/app'
import { ADMIN_FEED, GLOBAL_FEED, userFeed } from '../../shared/feedName'
import { NEVER } from '../../shared/model/instant'

let app: TestApp
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.close())

/** An access token of ours but for what is given: signed by another secret, or ending at another time. */
const tokenOf = async (userId: string, { secret = app.services.config.jwtSecret, seconds = 600, typ = 'at+jwt' } = {}): Promise<string> =>
  new SignJWT({ role: 'user', sid: (await app.services.stores.sessions.livingOf(userId, app.clock.now(), NEVER))[0]?.id ?? 'none' })
    .setProtectedHeader({ alg: 'HS256', typ })
    .setSubject(userId)
    .setIssuer('mastoc')
    .setAudience('mastoc')
    .setIssuedAt()
    .setExpirationTime(Math.floor(Date.now() / 1000) + seconds)
    .sign(new TextEncoder().encode(secret))
const refused = (code: string) => ({ data: { code, message: expect.stringMatching(/\S/) as string } })
const opens = async (auth: object, feed: string): Promise<unknown> => (await app.socket(auth)).emitWithAck('feed:open', { feed })

test('[SOCKET-1] a guest, a user and a key come in, each with their own rights', async () => {
  const user = await app.register('visiteuse')
  expect(await opens({}, 'global')).toMatchObject({ ok: true })
  expect(await opens({ token: user.token }, userFeed(user.id))).toMatchObject({ ok: true })
  expect(await opens({ apiKey: KEYS.read }, 'global')).toMatchObject({ ok: true })
  expect(await opens({ apiKey: KEYS.read }, 'admin')).toMatchObject({ ok: false, error: { code: 'not_found' } })
  expect(await opens({ apiKey: KEYS.admin }, 'admin')).toMatchObject({ ok: true })
  expect(await opens({ apiKey: KEYS.admin }, userFeed(user.id))).toMatchObject({ ok: false, error: { code: 'not_found' } })
  expect(await opens({ apiKey: KEYS.read, token: user.token }, userFeed(user.id))).toMatchObject({ ok: true })
})

test('[SOCKET-1] nonsense, another’s signature, an ended or another kind of token are refused as unauthenticated', async () => {
  const { id } = await app.register('oubliee')
  const tokens = [
    'nonsense',
    await tokenOf(id, { secret: 'x'.repeat(48) }),
    await tokenOf(id, { seconds: -1 }),
    await tokenOf(id, { typ: 'JWT' }),
    await tokenOf('nobody'),
  ]
  for (const token of tokens) await expect(app.socket({ token })).rejects.toMatchObject(refused('unauthenticated'))
})

test('[SOCKET-1] an unknown key, a deactivated account and a broken greeting are refused by name', async () => {
  const user = await app.register('partie')
  await app.services.stores.users.update(user.id, { is_active: false })
  await expect(app.socket({ token: user.token })).rejects.toMatchObject(refused('deactivated'))
  await expect(app.socket({ apiKey: 'nobody-knows-this-key' })).rejects.toMatchObject(refused('unknown_api_key'))
  await expect(app.socket({ token: 5 } as object)).rejects.toMatchObject(refused('invalid'))
})

test('[SOCKET-1] a page of another origin is refused, our own is let in', async () => {
  const connect = (origin: string) => new Promise<string>((resolve) => {
    const socket = io(app.url, { transports: ['websocket'], forceNew: true, reconnection: false, extraHeaders: { origin } })
    socket.once('connect', () => resolve('connected'))
    socket.once('connect_error', () => resolve('refused'))
    socket.once('connect', () => socket.close())
  })
  expect([await connect('https://evil.example'), await connect('null'), await connect(app.url)]).toEqual([
    'refused',
    'refused',
    'connected',
  ])
})

test('[SOCKET-9] a refusal is told in the language of the page', async () => {
  const refusal = (language: string) => new Promise<string>((resolve) => {
    const socket = io(app.url, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      auth: { apiKey: 'nobody-knows-this-key' },
      extraHeaders: { 'accept-language': language },
    })
    socket.once('connect_error', error => resolve((error as Error & { data: { message: string } }).data.message))
  })
  const [french, english] = [await refusal('fr-FR,fr;q=0.9,en;q=0.8'), await refusal('en-GB,en;q=0.9')]
  expect(french).not.toBe(english)
  expect(english).toMatch(/key/)
})

test('[SOCKET-1] long polling is no way in', async () => {
  expect((await app.call('GET', '/socket.io/?EIO=4&transport=polling')).status).toBe(400)
})

test('[SOCKET-5] a socket ends with its token, and says so', async () => {
  const { id } = await app.register('ephemere')
  const socket = await app.socket({ token: await tokenOf(id, { seconds: 2 }) })
  const ended = vi.fn()
  socket.on('session:ended', ended)
  await expect.poll(() => socket.connected).toBe(false)
  expect(ended).toHaveBeenCalledExactlyOnceWith({ reason: 'expired' })
})

test('[SOCKET-5] renewed by its own user it goes on, by another or with nonsense it does not', async () => {
  const [me, other] = [await app.register('durable'), await app.register('autrui')]
  const socket = await app.socket({ token: await tokenOf(me.id, { seconds: 2 }) })
  expect(await socket.emitWithAck('session:renew', { token: other.token })).toMatchObject({ ok: false, error: { code: 'forbidden' } })
  expect(await socket.emitWithAck('session:renew', { token: 'nonsense' })).toMatchObject({ ok: false, error: { code: 'unauthenticated' } })
  expect(await socket.emitWithAck('session:renew', { token: me.token })).toEqual({ ok: true })
  const short = await app.socket({ token: await tokenOf(me.id, { seconds: 2 }) })
  await expect.poll(() => short.connected).toBe(false)
  expect(socket.connected).toBe(true)
  const asGuest = await app.socket()
  expect(await asGuest.emitWithAck('session:renew', { token: me.token })).toMatchObject({ ok: false, error: { code: 'forbidden' } })
})

test('[SOCKET-7] a deactivated user’s open sockets end within 5 s', async () => {
  const user = await app.register('exclue')
  const socket = await app.socket({ token: user.token })
  const ended = vi.fn()
  socket.on('session:ended', ended)
  await app.services.stores.users.update(user.id, { is_active: false })
  await expect.poll(() => socket.connected, { timeout: 5000 }).toBe(false)
  expect(ended).toHaveBeenCalledExactlyOnceWith({ reason: 'deactivated' })
}, 10_000)

test('[SOCKET-7] who is no admin any more loses the admin’s feed within 5 s, and stays', async () => {
  const admin = await app.admin()
  const socket = await app.socket({ token: admin.token })
  expect(await socket.emitWithAck('feed:open', { feed: ADMIN_FEED })).toMatchObject({ ok: true })
  await socket.emitWithAck('feed:open', { feed: GLOBAL_FEED })
  const revoked = vi.fn()
  socket.on('feed:revoked', revoked)
  await app.services.stores.users.update(admin.id, { role: 'user' })
  await expect.poll(() => revoked.mock.calls, { timeout: 5000 }).toEqual([[{ feed: 'admin', reason: 'forbidden' }]])
  expect(await socket.emitWithAck('feed:open', { feed: ADMIN_FEED })).toMatchObject({ ok: false, error: { code: 'not_found' } })
}, 10_000)
