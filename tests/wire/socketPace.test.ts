import { WebSocket } from 'ws'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import type { FeedOpened } from '../../shared/contract/feeds'
import { GLOBAL_FEED, faceFeed, userFeed } from '../../shared/feedName'
import { ALLOWANCES, PATIENCE, UNDER_WAY } from '../../server/limits/socketPrices'
import { startApp, type TestApp, type TestSocket } from '../support/app'
import { importTestWall } from '../support/wall'

let app: TestApp
let face: string
beforeAll(async () => {
  app = await startApp()
  face = faceFeed((await importTestWall(app.services)).faceId)
})
afterAll(() => app.close())

type Untyped = {
  emit: (event: string, ...payload: unknown[]) => void
  emitWithAck: (event: string, payload: unknown) => Promise<{ ok: boolean; error?: { code: string; message: string } }>
}
const untyped = (socket: TestSocket) => socket as unknown as Untyped
const openAll = (socket: TestSocket, times: number): Promise<FeedOpened[]> =>
  Promise.all(Array.from({ length: times }, () => socket.emitWithAck('feed:open', { feed: GLOBAL_FEED })))
const codes = (answers: readonly FeedOpened[]) => answers.map(answer => (answer.ok ? 'ok' : answer.error.code))

/** A few more events than a guest can pay for, in one go; a person can. */
const spend = (socket: TestSocket) => {
  for (let sent = 0; sent < ALLOWANCES.guest.burst + 20; sent++) untyped(socket).emit('no:such:event')
}

test('[SOCKET-8] [LIMIT-44] what comes too fast is answered so; who goes on is closed, and nobody else', async () => {
  const [flood, calm] = [await app.socket(), await app.socket()]
  spend(flood)
  expect(await flood.emitWithAck('feed:open', { feed: GLOBAL_FEED })).toMatchObject({
    ok: false,
    error: { code: 'too_fast', message: expect.stringMatching(/\S/) as string },
  })
  expect(flood.connected).toBe(true)
  for (let sent = 0; sent < 3 * PATIENCE.burst; sent++) untyped(flood).emit('no:such:event', { sent })
  await expect.poll(() => flood.connected).toBe(false)
  expect(await calm.emitWithAck('feed:open', { feed: GLOBAL_FEED })).toMatchObject({ ok: true })
})

test('[LIMIT-44] a page that opens its feeds, opens them again and reads a large snapshot is not slowed down', async () => {
  const user = await app.register('lynx')
  for (const who of [{}, { token: user.token }]) {
    const socket = await app.socket(who)
    for (let returned = 0; returned < 2; returned++) {
      for (const feed of [GLOBAL_FEED, face, ...('token' in who ? [userFeed(user.id)] : [])])
        expect(await socket.emitWithAck('feed:open', { feed })).toMatchObject({ ok: true })
    }
    for (let page = 0; page < 8; page++)
      expect(await socket.emitWithAck('feed:more', { feed: face, since: '2025-01-01T00:00:00Z' })).toMatchObject({ ok: true })
    for (let moved = 0; moved < 20; moved++)
      expect(await socket.emitWithAck('presence:set', { face: face.slice(5), hold: 101 })).toEqual({ ok: true })
  }
})

test('[LIMIT-44] people may spend more than guests', async () => {
  const socket = await app.socket({ token: (await app.register('loutre')).token })
  spend(socket)
  expect(codes(await openAll(socket, 1))).toEqual(['ok'])
})

test('[LIMIT-44] large messages are paid by their bytes, and those that are not paid are left out until the connection is closed', async () => {
  const socket = await app.socket()
  const large = () => untyped(socket).emitWithAck('feed:open', { feed: 'x'.repeat(90_000) })
  expect([await large(), await large()]).toMatchObject([{ error: { code: 'invalid' } }, { error: { code: 'too_fast' } }])
  for (let sent = 0; sent < 2 * PATIENCE.burst; sent++) untyped(socket).emit('no:such:event', 'x'.repeat(90_000))
  await expect.poll(() => socket.connected).toBe(false)
})

test('[LIMIT-44] pings below the messages, and answers to what was never asked, are not free', async () => {
  for (const send of [(raw: WebSocket) => raw.ping(), (raw: WebSocket) => raw.send('431[{}]')]) {
    const raw = new WebSocket(`${app.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`)
    onTestFinished(() => raw.terminate())
    raw.on('error', () => {})
    const isIn = new Promise(resolve => raw.on('message', (data: Buffer) => data.toString().startsWith('40') && resolve(null)))
    raw.on('open', () => raw.send('40'))
    await isIn
    for (let sent = 0; sent < (ALLOWANCES.guest.burst + PATIENCE.burst) * 20; sent++) if (raw.readyState === WebSocket.OPEN) send(raw)
    await expect.poll(() => raw.readyState).toBe(WebSocket.CLOSED)
  }
})

test('[LIMIT-45] while the database hangs, more events than may be under way are answered, and left out', async () => {
  const socket = await app.socket({ token: (await app.register('martre')).token })
  let goOn = () => {}
  const hangs = new Promise<void>((resolve) => { goOn = resolve })
  const { snapshot } = app.db
  const spy = vi.spyOn(app.db, 'snapshot').mockImplementation(work => hangs.then(() => snapshot(work)))
  const waiting = openAll(socket, UNDER_WAY)
  expect(codes(await openAll(socket, 5))).toEqual(Array.from({ length: 5 }, () => 'too_fast'))
  spy.mockRestore()
  goOn()
  expect(codes(await waiting)).toEqual(Array.from({ length: UNDER_WAY }, () => 'ok'))
  expect(codes(await openAll(socket, 1))).toEqual(['ok'])
})
