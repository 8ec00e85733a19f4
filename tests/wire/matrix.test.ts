import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { documentName } from '../../shared/documentName'
import type { ClientToServer } from '../../shared/contract/feeds'
import { step1Message } from '../../server/collab/wire'
import { KEYS, startApp, type Account, type TestApp, type TestSocket } from '../support/app'
import { rawConnection } from '../support/liveDocument'
import { importTestWall } from '../support/wall'

/**
 * The rights to follow each feed, send each event, and use each document, for everybody who may
 * ask. `own`: of the one who asks; `other`: of somebody else; an admin is somebody else for a user's own.
 */
const FEEDS = {
  //         guest               user         owner        admin        read         write        import       key admin
  global: ['ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok'],
  face: ['ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok'],
  user: ['unauthenticated', 'not_found', 'ok', 'not_found', 'not_found', 'not_found', 'not_found', 'not_found'],
  admin: ['unauthenticated', 'not_found', 'not_found', 'ok', 'not_found', 'not_found', 'not_found', 'ok'],
} as const
const WHO = ['guest', 'user', 'owner', 'admin', 'read', 'write', 'import', 'everything'] as const
type Who = (typeof WHO)[number]

/** The answer of a document: may write, may read, or the code it closes with. A key opens none: it acts for nobody. */
const DOCUMENTS = {
  votes: { guest: 4401, user: 4403, owner: 'rw', admin: 4403 },
  sheet: { guest: 'ro', user: 'rw', owner: 'rw', admin: 'rw' },
} as const

/** Events that any connection may send about what it may follow, and their answer to `owner`'s feed or face. */
const EVENTS: Record<keyof ClientToServer, { payload: () => unknown; may: readonly Who[]; refusal: (who: Who) => string }> = {
  'feed:open': {
    payload: () => ({ feed: `user:${owner.id}` }),
    may: ['owner'],
    refusal: who => (who === 'guest' ? 'unauthenticated' : 'not_found'),
  },
  'feed:more': {
    payload: () => ({ feed: `user:${owner.id}`, since: '2025-01-01T00:00:00Z' }),
    may: ['owner'],
    refusal: who => (who === 'guest' ? 'unauthenticated' : 'not_found'),
  },
  'feed:close': { payload: () => ({ feed: `user:${owner.id}` }), may: WHO, refusal: () => '' },
  'session:renew': { payload: () => ({ token: owner.token }), may: ['owner'], refusal: () => 'forbidden' },
  'presence:set': { payload: () => ({ face: faceId, mode: 'look' }), may: WHO, refusal: () => '' },
}

let app: TestApp
let closed: TestApp
let faceId: string
let owner: Account
const auth: Partial<Record<Who, { token?: string; apiKey?: string }>> = {}

beforeAll(async () => {
  app = await startApp()
  closed = await startApp({ env: { PUBLIC_READ: '0' } })
  faceId = (await importTestWall(app.services)).faceId
  owner = await app.register('proprietaire')
  Object.assign(auth, {
    guest: {},
    user: { token: (await app.register('quelquun')).token },
    owner: { token: owner.token },
    admin: { token: (await app.admin()).token },
    read: { apiKey: KEYS.read },
    write: { apiKey: KEYS.write },
    import: { apiKey: KEYS.import },
    everything: { apiKey: KEYS.admin },
  })
})
afterAll(async () => {
  await app.close()
  await closed.close()
})

const nameOf = (feed: keyof typeof FEEDS) => ({ global: 'global', face: `face:${faceId}`, user: `user:${owner.id}`, admin: 'admin' })[feed]
const send = (socket: TestSocket, event: string, payload: unknown) =>
  (
    socket as unknown as { emitWithAck: (event: string, payload: unknown) => Promise<{ ok: boolean; error?: { code: string } }> }
  ).emitWithAck(event, payload)
const verdict = (answer: { ok: boolean; error?: { code: string } }) => (answer.ok ? 'ok' : answer.error?.code)

describe('[RIGHT-1] a feed is followed, on a socket and over REST, by whom it concerns', () => {
  const cases = WHO.flatMap((who, at) => (Object.keys(FEEDS) as (keyof typeof FEEDS)[]).map(feed => [who, feed, FEEDS[feed][at]] as const))
  test.each(cases)('%s, %s: %s', async (who, feed, expected) => {
    expect(verdict(await send(await app.socket(auth[who]), 'feed:open', { feed: nameOf(feed) }))).toBe(expected)
    const { status } = await app.call('GET', `/api/feeds/${encodeURIComponent(nameOf(feed))}/changes`, auth[who])
    expect(status).toBe({ ok: 200, unauthenticated: 401, not_found: 404 }[expected ?? 'ok'])
  })

  test.each(['global', 'face', 'user', 'admin'] as const)('where guests do not read, a guest follows no %s feed', async (feed) => {
    expect(verdict(await send(await closed.socket(), 'feed:open', { feed: nameOf(feed) }))).toBe('unauthenticated')
    expect((await closed.call('GET', `/api/feeds/${encodeURIComponent(nameOf(feed))}/changes`)).status).toBe(401)
  })
})

describe('[RIGHT-2] every event has its line, and is refused to whom it does not concern', () => {
  const events = Object.keys(EVENTS) as (keyof typeof EVENTS)[]
  test.each(events.flatMap(event => WHO.map(who => [event, who] as const)))('%s by %s', async (event, who) => {
    const { payload, may, refusal } = EVENTS[event]
    const answer = await send(await app.socket(auth[who]), event, payload())
    expect(verdict(answer)).toBe(may.includes(who) ? 'ok' : refusal(who))
  })

  test.each(events)('%s with nonsense is answered as such', async (event) => {
    const socket = await app.socket(auth.owner)
    for (const payload of [null, 7, 'x', [], {}, { feed: 'everything' }, { ...EVENTS[event].payload() as object, more: true }]) {
      expect([payload, verdict(await send(socket, event, payload))]).toEqual([payload, 'invalid'])
    }
  })

  test('where guests do not read, a guest is nowhere', async () => {
    expect(verdict(await send(await closed.socket(), 'presence:set', { face: 'any' }))).toBe('unauthenticated')
  })
})

describe('[RIGHT-3] a document is opened by whom it concerns, over REST and live', () => {
  const people = ['guest', 'user', 'owner', 'admin'] as const
  const cases = people.flatMap(who => (['votes', 'sheet'] as const).map(kind => [who, kind, DOCUMENTS[kind][who]] as const))
  test.each(cases)('%s, %s: %s', async (who, kind, expected) => {
    const name = documentName(kind === 'votes' ? { kind, faceId, userId: owner.id } : { kind, faceId })
    const { status, body } = await app.call('GET', `/api/documents/${encodeURIComponent(name)}`, auth[who])
    const live = rawConnection(app, name, auth[who]?.token ? { token: auth[who].token } : {})
    await live.opened
    if (typeof expected === 'string') {
      expect(body).toMatchObject({ mode: expected })
      live.ws.send(step1Message(Y.encodeStateVector(new Y.Doc())))
      await expect.poll(() => live.messages.length).toBeGreaterThan(0)
      live.ws.close()
    } else {
      expect(status).toBe(expected === 4401 ? 401 : 404)
      expect((await live.closed).code).toBe(expected)
      expect(live.messages).toEqual([])
    }
  })

  test.each(Object.values(KEYS))('the key %s opens no votes', async (apiKey) => {
    const name = documentName({ kind: 'votes', faceId, userId: owner.id })
    expect([401, 404]).toContain((await app.call('GET', `/api/documents/${encodeURIComponent(name)}`, { apiKey })).status)
  })
})
