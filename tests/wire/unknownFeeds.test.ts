import { describe, expect, onTestFinished, test, vi } from 'vitest'
import type { FeedOpened } from '../../shared/contract/feeds'
import { limits } from '../../shared/limits'
import { GLOBAL_FEED, faceFeed } from '../../shared/feedName'
import { startApp, type TestApp, type TestSocket } from '../support/app'
import { DIALECTS, type Dialect } from '../support/databases'
import { createMigratedDatabase } from '../support/postgres'
import { importFaces, importTestWall } from '../support/wall'

async function start(dialect: Dialect, env: Record<string, string> = {}): Promise<TestApp> {
  const place = dialect === 'postgres' ? await createMigratedDatabase() : null
  if (place) onTestFinished(place.drop)
  const app = await startApp({ env, ...(place ? { databaseUrl: place.url } : {}) })
  onTestFinished(app.close)
  return app
}
const ask = async (socket: TestSocket, event: string, payload: object): Promise<string> => {
  const untyped = socket as unknown as { emitWithAck: (event: string, payload: object) => Promise<FeedOpened> }
  const answer = await untyped.emitWithAck(event, payload)
  return answer.ok ? 'ok' : answer.error.code
}
const EVERYTHING: readonly (readonly [string, (face: string) => object])[] = [
  ['feed:open', face => ({ feed: faceFeed(face) })],
  ['feed:more', face => ({ feed: faceFeed(face), since: '2025-01-01T00:00:00Z' })],
  ['presence:set', face => ({ face, mode: 'look' })],
]

describe.each(DIALECTS)('a face that is not there, on %s', (dialect) => {
  test('[LIMIT-40] is answered as what does not exist, on the socket and over REST, whoever asks, and nothing of it is kept', async () => {
    const app = await start(dialect)
    const [user, snapshot] = [await app.register('lynx'), vi.spyOn(app.db, 'snapshot')]
    for (const who of [{}, { token: user.token }]) {
      const socket = await app.socket(who)
      for (const [event, payload] of EVERYTHING)
        expect([event, await ask(socket, event, payload('nobody-knows'))]).toEqual([event, 'not_found'])
      for (const path of ['changes', 'head']) expect((await app.call('GET', `/api/feeds/face:nobody-knows/${path}`, who)).status).toBe(404)
    }
    expect(snapshot).not.toHaveBeenCalled()
  })

  test('[LIMIT-40] is there as soon as it was imported', async () => {
    const app = await start(dialect)
    const socket = await app.socket()
    expect(await ask(socket, 'feed:open', { feed: faceFeed('soon') })).toBe('not_found')
    const { faceId } = await importTestWall(app.services)
    for (const [event, payload] of EVERYTHING) expect([event, await ask(socket, event, payload(faceId))]).toEqual([event, 'ok'])
    expect((await app.call('GET', `/api/feeds/face:${faceId}/head`)).status).toBe(200)
  })

  test('[LIMIT-40] is not told apart from others where guests do not read', async () => {
    const app = await start(dialect, { PUBLIC_READ: '0' })
    const socket = await app.socket()
    for (const [event, payload] of EVERYTHING)
      expect([event, await ask(socket, event, payload('nobody-knows'))]).toEqual([event, 'unauthenticated'])
  })
})

test('[LIMIT-41] one more feed than a connection may follow is refused by name; once one is closed there is room again', async () => {
  const app = await start('sqlite')
  const faces = Object.values(await importFaces(app.services, Array.from({ length: limits.feedsPerSocket }, (_, n) => `pan ${n}`)))
  const socket = await app.socket()
  for (const face of faces) expect(await ask(socket, 'feed:open', { feed: faceFeed(face) })).toBe('ok')
  expect(await socket.emitWithAck('feed:open', { feed: GLOBAL_FEED })).toMatchObject({
    ok: false,
    error: { code: 'too_many_feeds', message: expect.stringContaining('20') as string },
  })
  expect(await ask(socket, 'feed:open', { feed: faceFeed(faces[0] ?? '') })).toBe('ok')
  await socket.emitWithAck('feed:close', { feed: faceFeed(faces[0] ?? '') })
  expect(await ask(socket, 'feed:open', { feed: 'global' })).toBe('ok')
})
