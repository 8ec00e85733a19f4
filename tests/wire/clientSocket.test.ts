import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server, type Socket } from 'socket.io'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { ClientToServer, FeedHead, PresenceSet, ServerToClient } from '../../shared/contract/feeds'
import { NEVER } from '../../shared/model/instant'
import { GLOBAL_FEED, type FeedName } from '../../shared/feedName'
import { createSocket, type LiveSocket } from '../../client/sync/socket'
import { Tokens } from '../../client/api/tokens'

type Peer = Socket<ClientToServer, ServerToClient>

let server: Server<ClientToServer, ServerToClient>
let peers: Peer[]
let shown: unknown[]
let shownAt: number[]
let refusal: string | null
let tokens: Tokens
let socket: LiveSocket
let origin: string
let news: unknown[]
const askNew = vi.fn(() => Promise.resolve({ access_token: 'renewed', expires_in: 600 }))

beforeEach(async () => {
  peers = []
  shown = []
  shownAt = []
  refusal = null
  news = []
  askNew.mockClear()
  const http = createServer()
  server = new Server(http, { transports: ['websocket'] })
  server.use((peer, next) => {
    shown.push(peer.handshake.auth)
    shownAt.push(performance.now())
    if (refusal === null) return next()
    next(Object.assign(new Error(refusal), { data: { code: refusal, message: refusal } }))
  })
  server.on('connection', peer => peers.push(peer))
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  tokens = new Tokens(askNew, () => true)
  origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  socket = createSocket({ tokens, fetchPage: () => Promise.reject(new Error('not here')), origin })
  socket.transport.listen({
    connected: () => news.push('connected'),
    disconnected: () => news.push('disconnected'),
    change: change => news.push(change),
    head: head => news.push(head),
    revoked: feed => news.push(`revoked ${feed}`),
  })
})
afterEach(async () => {
  socket.stop()
  await server.close()
})

async function connect(): Promise<Peer> {
  socket.connect()
  await expect.poll(() => news).toContain('connected')
  const peer = peers.at(-1)
  if (!peer) throw new Error('nobody connected')
  return peer
}
/** A socket that was refused, while time stands still for what it would wait. */
async function refusedForNow(): Promise<LiveSocket> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  const still = createSocket({ tokens, fetchPage: () => Promise.reject(new Error('not here')), origin })
  onTestFinished(still.stop)
  refusal = 'forbidden'
  still.connect()
  await expect.poll(() => shown).toHaveLength(1)
  await expect.poll(() => server.engine.clientsCount).toBe(0)
  return still
}
const head: FeedHead = { feed: GLOBAL_FEED, epoch: 'epochone', rev: 1, cursor: 'epochone.1', n: 1, sum: 1 }

describe("the client's socket", () => {
  it('comes as a guest without a token', async () => {
    await connect()
    expect(shown).toEqual([{}])
    expect(socket.isGuest()).toBe(true)
  })

  it('shows the token of who is logged in', async () => {
    tokens.keep({ access_token: 'mine', expires_in: 600 })
    await connect()
    expect(shown).toEqual([{ token: 'mine' }])
  })

  it('gets a new token when the old one is refused, and comes again', async () => {
    tokens.keep({ access_token: 'old', expires_in: 600 })
    refusal = 'unauthenticated'
    askNew.mockImplementationOnce(() => {
      refusal = null
      return Promise.resolve({ access_token: 'renewed', expires_in: 600 })
    })
    socket.connect()
    await expect.poll(() => shown).toEqual([{ token: 'old' }, { token: 'renewed' }])
  })

  it('asks and hears of feeds', async () => {
    const peer = await connect()
    peer.on('feed:open', ({ feed, since }, ack) => {
      ack({ ok: true, feed: feed as FeedName, mode: 'delta', rows: [], cursor: `${since}`, at: NEVER, more: false })
      peer.emit('feed:head', head)
      peer.emit('feed:revoked', { feed: feed as FeedName, reason: 'test' })
    })
    await expect(socket.transport.open(GLOBAL_FEED, 'epochone.4')).resolves.toMatchObject({ ok: true, cursor: 'epochone.4' })
    await expect.poll(() => news).toEqual(['connected', head, 'revoked global'])
  })

  it('does not keep questions for a later connection', async () => {
    await expect(socket.transport.open(GLOBAL_FEED, undefined)).rejects.toMatchObject({ code: 'offline' })
  })

  it('comes back when it was sent away', async () => {
    const peer = await connect()
    peer.disconnect(true)
    await expect.poll(() => news).toEqual(['connected', 'disconnected', 'connected'])
  })

  it('shows a new token on the same connection', async () => {
    tokens.keep({ access_token: 'mine', expires_in: 600 })
    const peer = await connect()
    const renewed = vi.fn<(token: string) => void>()
    peer.on('session:renew', ({ token }) => renewed(token))
    await tokens.refresh()
    await expect.poll(() => renewed.mock.calls).toEqual([['renewed']])
  })

  it('comes anew as whoever logged in, and does not renew a guest', async () => {
    const peer = await connect()
    const renewed = vi.fn()
    peer.on('session:renew', renewed)
    tokens.keep({ access_token: 'mine', expires_in: 600 })
    socket.reconnect()
    await expect.poll(() => shown).toEqual([{}, { token: 'mine' }])
    expect(renewed).not.toHaveBeenCalled()
  })

  it('[SYNC-14] comes at once when it is told to reconnect, and stays where it is connected', async () => {
    // Time stands still for what it would wait: only the hurry can bring it back.
    vi.useFakeTimers({ toFake: ['setTimeout'] })
    onTestFinished(() => void vi.useRealTimers())
    const still = createSocket({ tokens, fetchPage: () => Promise.reject(new Error('not here')), origin })
    onTestFinished(still.stop)
    const told: boolean[] = []
    still.onConnection(isConnected => told.push(isConnected))
    still.connect()
    await expect.poll(() => told).toEqual([true])
    await expect.poll(() => peers.length).toBe(1)
    still.reconnectNow()
    peers[0]?.conn.close()
    await expect.poll(() => told).toEqual([true, false])
    still.reconnectNow()
    await expect.poll(() => told).toEqual([true, false, true])
  })

  it('waits longer after each refusal', async () => {
    refusal = 'forbidden'
    const retry = { firstMs: 40, longestMs: 320 }
    const refused = createSocket({ tokens, fetchPage: () => Promise.reject(new Error('not here')), origin, retry })
    onTestFinished(refused.stop)
    refused.connect()
    await expect.poll(() => shownAt.length).toBe(5)
    const [, , , fourth = 0, fifth = 0] = shownAt
    // Chance takes half of a wait at most, and a timer may be a moment early.
    expect(fifth - fourth).toBeGreaterThan(150)
  })

  it('comes at once after a refusal when somebody logs in', async () => {
    const still = await refusedForNow()
    refusal = null
    tokens.keep({ access_token: 'mine', expires_in: 600 })
    still.reconnect()
    await expect.poll(() => shown).toEqual([{}, { token: 'mine' }])
  })

  it('comes no more after a refusal once it is stopped', async () => {
    const still = await refusedForNow()
    expect(vi.getTimerCount()).toBe(1)
    still.stop()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('tells and hears who is there', async () => {
    const peer = await connect()
    const heard = vi.fn()
    const [looked, present] = [vi.fn<(input: PresenceSet) => void>(), { face: 'f', set: [], gone: [], guests: 2 }]
    socket.onPresence(heard)
    peer.on('presence:set', input => looked(input))
    socket.look({ face: 'f', hold: 7 })
    await expect.poll(() => looked.mock.calls[0]?.[0]).toEqual({ face: 'f', hold: 7 })
    peer.emit('presence', present)
    await expect.poll(() => heard.mock.calls).toEqual([[present]])
    expect(socket.id()).toBe(peer.id)
  })
})
