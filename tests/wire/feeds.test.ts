import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FeedChange, FeedHead, FeedOpened, FeedPage, FeedRow } from '../../shared/contract/feeds'
import type { Climb } from '../../shared/model/climb'
import { GLOBAL_FEED, faceFeed, userFeed } from '../../shared/feedName'
import { startApp, type Account, type CallOptions, type TestApp, type TestSocket } from '../support/app'
import { importTestWall, smallWall } from '../support/wall'

const HOLDS = 'S101 O105 T109'

let app: TestApp
let face: string
let faceId: string
let setter: Account
beforeAll(async () => {
  app = await startApp()
  ;({ faceId } = await importTestWall(app.services))
  face = faceFeed(faceId)
  setter = await app.register('ouvreur')
})
afterAll(() => app.close())

const create = async (name: string, values: object = {}): Promise<Climb> =>
  (await app.call('POST', '/api/climbs', { token: setter.token, body: { face_id: faceId, name, holds_list: HOLDS, ...values } }))
    .body as Climb
const patch = (id: string, body: object) => app.call('PATCH', `/api/climbs/${id}`, { token: setter.token, body })
const twin = (feed: string, query = '', options: CallOptions = {}) => app.call('GET', `/api/feeds/${feed}/changes${query}`, options)
const page = async (feed: string, query = '', options: CallOptions = {}): Promise<FeedPage> =>
  (await twin(feed, query, options)).body as FeedPage

type Opened = FeedPage & { ok: true; feed: string }
const open = async (socket: TestSocket, feed: string, since?: string): Promise<Opened> => {
  const answer: FeedOpened = await socket.emitWithAck('feed:open', { feed, ...(since === undefined ? {} : { since }) })
  if (!answer.ok || 'fetch' in answer) throw new Error(JSON.stringify(answer))
  return answer
}
const pushes = (socket: TestSocket): FeedChange[] => {
  const got: FeedChange[] = []
  socket.on('feed:change', change => void got.push(change))
  return got
}
const revOf = (cursor: string): number => Number(cursor.split('.')[1])
const named = (rows: readonly FeedRow[]) => rows.map(row => (row.value as { name?: string } | undefined)?.name ?? row.op)

describe('opening a feed', () => {
  test('[SOCKET-3] gives everything, then each change once, contiguous', async () => {
    const socket = await app.socket()
    const got = pushes(socket)
    const { mode, rows, cursor, more } = await open(socket, face)
    expect([mode, more, new Set(rows.map(row => row.kind))]).toEqual(['snapshot', false, new Set(['face', 'hold', 'climb'])])
    const climb = await create('Premier')
    await patch(climb.id, { name: 'Premier bis' })
    await create('Second')
    await expect.poll(() => got.at(-1)?.to).toBe(revOf(cursor) + 3)
    expect(got[0]?.from).toBe(revOf(cursor))
    got.reduce((to, change) => {
      expect(change.from).toBe(to)
      return change.to
    }, revOf(cursor))
    expect(named(got.flatMap(change => change.rows)).at(-1)).toBe('Second')
    expect(got.at(-1)?.cursor).toBe((await page(face)).cursor)
  })

  test('[SOCKET-3] with a cursor gives what changed since, and nothing to who is at the head', async () => {
    const { cursor } = await page(face)
    const climb = await create('Depuis')
    const socket = await app.socket()
    expect(await open(socket, face, cursor)).toMatchObject({
      mode: 'delta',
      rows: [{ kind: 'climb', id: climb.id, op: 'put' }],
      more: false,
    })
    expect((await open(socket, face, (await page(face)).cursor)).rows).toEqual([])
  })

  test.each(['nonsense', '0123456789abcdef.3', 'EPOCH.999999', '1999-01-01T00:00:00Z', 'EPOCH.-1'])(
    '[FEED-7] with %s gives everything',
    async since => {
      const epoch = (await page(face)).cursor.split('.')[0] ?? ''
      const socket = await app.socket()
      expect((await open(socket, face, since.replace('EPOCH', epoch))).mode).toBe('snapshot')
    },
  )

  test('[SOCKET-2] that one may not follow answers as one that does not exist', async () => {
    const me = await app.register('curieuse')
    const socket = await app.socket({ token: me.token })
    const code = async (asked: TestSocket, feed: string) => {
      const answer = await asked.emitWithAck('feed:open', { feed })
      return answer.ok ? 'ok' : answer.error.code
    }
    expect([await code(socket, userFeed(setter.id)), await code(socket, userFeed('nobody')), await code(socket, 'admin')]).toEqual([
      'not_found',
      'not_found',
      'not_found',
    ])
    expect(await code(await app.socket(), userFeed(setter.id))).toBe('unauthenticated')
    expect(await code(socket, userFeed(me.id))).toBe('ok')
    expect(await code(await app.socket({ token: (await app.admin()).token }), 'admin')).toBe('ok')
  })

  test('[SOCKET-3] twice at once, and closing while it opens, leaves no change unheard or doubled', async () => {
    const socket = await app.socket()
    const got = pushes(socket)
    const closing = socket.emitWithAck('feed:open', { feed: face })
    const closed = socket.emitWithAck('feed:close', { feed: face })
    await Promise.all([closing, closed])
    await create('Pas entendu')
    await Promise.all([open(socket, face), open(socket, face)])
    const climb = await create('Entendu une fois')
    await expect.poll(() => got.flatMap(change => change.rows).map(row => row.id)).toEqual([climb.id])
  })

  test('[SOCKET-3] and closing it ends the pushes', async () => {
    const [socket, other] = [await app.socket(), await app.socket()]
    const [got, heard] = [pushes(socket), pushes(other)]
    await open(socket, face)
    await open(other, face)
    expect(await socket.emitWithAck('feed:close', { feed: face })).toEqual({ ok: true })
    const { id } = await create('Sans moi')
    await expect.poll(() => heard.flatMap(change => change.rows).map(row => row.id)).toContain(id)
    expect(got).toEqual([])
  })
})

describe('[SOCKET-2] nonsense', () => {
  const sent: [string, unknown][] = [
    ['feed:open', undefined],
    ['feed:open', 'face'],
    ['feed:open', { feed: 'face:../../etc' }],
    ['feed:open', { feed: 'global', as: 'admin' }],
    ['feed:open', { feed: 7 }],
    ['feed:more', { feed: 'global' }],
    ['feed:close', []],
    ['session:renew', null],
    ['presence:set', { face: { $gt: '' } }],
    ['presence:set', { face: 'x', point: [1, 'NaN'] }],
    ['presence:set', Buffer.from('binary')],
  ]
  test.each(sent)('%s %j is answered as invalid', async (event, payload) => {
    const socket = await app.socket()
    const untyped = socket as unknown as { emitWithAck: (event: string, payload: unknown) => Promise<unknown> }
    expect(await untyped.emitWithAck(event, payload)).toMatchObject({ ok: false, error: { code: 'invalid' } })
  })

  test('without an acknowledgement, or of an unknown name, harms nobody', async () => {
    const socket = await app.socket()
    const untyped = socket as unknown as { emit: (event: string, ...payload: unknown[]) => void }
    for (const event of ['feed:open', 'feed:more', 'feed:close', 'session:renew', 'presence:set', 'climbs:delete']) {
      untyped.emit(event)
      untyped.emit(event, { feed: 'global', face: 'x' })
      untyped.emit(event, 'a', 'b', 'c')
    }
    expect(await socket.emitWithAck('feed:open', { feed: GLOBAL_FEED })).toMatchObject({ ok: true })
  })

  test('too large a message ends that socket, not the server', async () => {
    const socket = await app.socket()
    socket.emit('feed:open', { feed: 'x'.repeat(200_000) }, () => {})
    await expect.poll(() => socket.connected).toBe(false)
    expect((await app.call('GET', '/ready')).status).toBe(200)
  })
})

describe('[FEED-3] a private climb', () => {
  test('never reaches another’s socket; made public and back it moves', async () => {
    const stranger = await app.register('voisine')
    const [mine, theirs] = [await app.socket({ token: setter.token }), await app.socket({ token: stranger.token })]
    const [got, heard] = [pushes(mine), pushes(theirs)]
    await open(mine, userFeed(setter.id))
    for (const feed of [face, 'global', userFeed(stranger.id)]) await open(theirs, feed)
    const secret = await create('Secret de famille', { is_private: true })
    await expect.poll(() => got.flatMap(change => change.rows)).toMatchObject([{ kind: 'climb', id: secret.id, op: 'put' }])
    await patch(secret.id, { is_private: false })
    await expect.poll(() => heard.flatMap(change => change.rows)).toMatchObject([{ id: secret.id, op: 'put' }])
    await patch(secret.id, { is_private: true, name: 'Encore plus secret' })
    await expect.poll(() => heard.flatMap(change => change.rows).at(-1)).toMatchObject({ id: secret.id, op: 'delete' })
    await expect.poll(() => got.flatMap(change => change.rows).map(row => row.op)).toEqual(['put', 'delete', 'put'])
    expect(JSON.stringify(heard)).not.toContain('Encore plus secret')
    expect(JSON.stringify(await page(face))).not.toContain('Encore plus secret')
  })
})

describe('what is large', () => {
  let big: TestApp
  let bigFace: string
  const many = (n: number, name: string) =>
    Array.from({ length: n }, (_, i) => ({
      ...smallWall.climbs[0],
      key: `k${i}`,
      stokt_id: `s${i}`,
      name: `${name} ${i}`,
    })) as typeof smallWall.climbs
  beforeAll(async () => {
    big = await startApp()
    bigFace = `face:${(await importTestWall(big.services, { ...smallWall, climbs: many(300, 'bloc') })).faceId}`
  })
  afterAll(() => big.close())

  test('[SOCKET-4] is fetched where the answer says', async () => {
    const answer = await (await big.socket()).emitWithAck('feed:open', { feed: bigFace })
    expect(answer).toMatchObject({ ok: true, mode: 'snapshot', fetch: expect.stringContaining('/api/feeds/') as string })
    const { body } = await big.call('GET', (answer as { fetch: string }).fetch)
    expect((body as FeedPage).rows).toHaveLength(1 + 12 + 300)
  })

  test('[SOCKET-4] is announced by the head, then goes on contiguous', async () => {
    const socket = await big.socket()
    const heads: FeedHead[] = []
    const got = pushes(socket)
    const { cursor } = (await big.call('GET', `/api/feeds/${bigFace}/changes`)).body as FeedPage
    await socket.emitWithAck('feed:open', { feed: bigFace, since: cursor })
    socket.on('feed:head', head => void heads.push(head))
    await importTestWall(big.services, { ...smallWall, climbs: many(300, 'renommé') })
    await expect.poll(() => heads.at(-1)?.rev).toBe(revOf(cursor) + 300)
    const { rows } = (await big.call('GET', `/api/feeds/${bigFace}/changes`)).body as FeedPage
    expect(heads.at(-1)).toMatchObject({ n: rows.length, sum: rows.reduce((sum, row) => sum + row.rev, 0) })
    await importTestWall(big.services, { ...smallWall, climbs: many(1, 'encore') })
    await expect.poll(() => got).toMatchObject([{ from: revOf(cursor) + 300, to: revOf(cursor) + 301 }])
  })
})

describe('the REST twin', () => {
  test('[FEED-4] pages through while things change, each once, nothing that is gone', async () => {
    const doomed = await create('Condamné')
    const seen = new Map<string, string>()
    let { rows, cursor, more } = await page(face, '?limit=7')
    const take = () =>
      rows.forEach(row =>
        row.op === 'put' ? seen.set(`${row.kind} ${row.id}`, JSON.stringify(row.value)) : seen.delete(`${row.kind} ${row.id}`),
      )
    take()
    await app.call('DELETE', `/api/climbs/${doomed.id}`, { token: setter.token })
    const moved = await create('Pendant la lecture')
    while (more) {
      ({ rows, cursor, more } = await page(face, `?limit=7&since=${encodeURIComponent(cursor)}`))
      take()
    }
    const whole = await page(face)
    expect([...seen].sort()).toEqual(whole.rows.map(row => [`${row.kind} ${row.id}`, JSON.stringify(row.value)]).sort())
    expect(seen.has(`climb ${moved.id}`)).toBe(true)
    expect(cursor).toBe(whole.cursor)
  })

  test('[FEED-7] answers 410 where a cursor cannot be used, everything where a moment cannot', async () => {
    expect(await twin(face, '?since=nonsense')).toMatchObject({ status: 410, body: { code: 'resync' } })
    expect((await twin(face, '?since=0123456789abcdef.1')).status).toBe(410)
    expect(await page(face, '?since=1999-01-01')).toMatchObject({ mode: 'snapshot' })
  })

  test('[REST-6] is not sent again to who has it', async () => {
    const { headers } = await twin(face)
    const again = await twin(face, '', { headers: { 'if-none-match': headers.get('etag') ?? '', 'cache-control': 'max-age=0' } })
    expect(again.status).toBe(304)
    await create('Un de plus')
    expect((await twin(face, '', { headers: { 'if-none-match': headers.get('etag') ?? '', 'cache-control': 'max-age=0' } })).status).toBe(
      200,
    )
  })

  test('[FEED-1] keeps quiet about what did not change', async () => {
    const climb = await create('Pareil')
    const { cursor } = await page(face)
    await patch(climb.id, { personal_notes: 'à moi seul' })
    expect((await page(face)).cursor).toBe(cursor)
  })

  test.each(['/api/documents/sheet/FACE', '/api/documents/sheet%2FFACE'])('a document is found at %s', async (path) => {
    expect((await app.call('GET', path.replace('FACE', faceId))).body).toEqual({
      name: `sheet/${faceId}`,
      epoch: expect.any(String) as string,
      mode: 'ro',
    })
    expect((await app.call('GET', path.replace('FACE', faceId), { token: setter.token })).body).toMatchObject({ mode: 'rw' })
  })
})

test('[SYNC-16] where a feed stands is told to whom it concerns', async () => {
  const head = (feed: string, options: CallOptions = {}) => app.call('GET', `/api/feeds/${feed}/head`, options)
  const { rows, cursor } = await page(face)
  expect((await head(face)).body).toEqual({
    feed: face,
    epoch: cursor.split('.')[0],
    rev: revOf(cursor),
    cursor,
    n: rows.length,
    sum: rows.reduce((sum, { rev }) => sum + rev, 0),
  })
  expect((await head(userFeed(setter.id))).status).toBe(401)
  expect((await head('admin', { token: setter.token })).status).toBe(404)
})
