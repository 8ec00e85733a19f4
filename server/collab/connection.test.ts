import { EventEmitter } from 'node:events'
import type { Duplex } from 'node:stream'
import { expect, test, vi } from 'vitest'
import type { WebSocket } from 'ws'
import * as Y from 'yjs'
import { watchOf } from '../../tests/support/watch'
import { createLog } from '../log/log'
import { createWhoIs } from '../operation/whoIs'
import { createRefusalLog } from '../operation/refusalLog'
import type { CollabServices } from './collabServices'
import { TIMINGS } from '../config/timings'
import { createDocumentPrices } from './documentPrices'
import { Connection } from './connection'
import { Room } from './room'
import { awarenessMessage } from './wire'

function connect(bufferedAmount = 0) {
  const services = {
    documentPrices: createDocumentPrices(),
    watch: watchOf(),
    timings: TIMINGS,
    tellRefusal: createRefusalLog(createLog('silent'), createWhoIs()),
  } as unknown as CollabServices
  const sent: Uint8Array[] = []
  const ws = Object.assign(new EventEmitter(), {
    OPEN: 1,
    readyState: 1,
    bufferedAmount,
    terminate: vi.fn(),
    close: vi.fn(),
    ping: vi.fn(),
  })
  const stored = {
    version: { name: 'sheet/f', epoch: 'e', seq: 0 },
    updates: [Y.encodeStateAsUpdate(new Y.Doc())],
    uncompacted: { count: 0, bytes: 0 },
  }
  const room = new Room({ kind: 'sheet', faceId: 'f' }, stored, services)
  const connection = new Connection({
    ws: ws as unknown as WebSocket,
    socket: { write: (bytes: Uint8Array) => sent.push(bytes) } as unknown as Duplex,
    room,
    admitted: {
      actor: { kind: 'guest' }, sessionId: null, mode: 'ro', expiresAt: null, gaveEpoch: false,
      payer: 'address 127.0.0.1', address: '127.0.0.1',
    },
    services,
  })
  return { connection, sent, ws, room }
}

test('a client hears something at least every 15 s', () => {
  vi.useFakeTimers()
  const { connection, sent, ws } = connect()
  ws.ping.mockImplementation(() => ws.emit('pong'))
  const nothing = awarenessMessage([])
  let longest = 0
  let last = Date.now()
  for (let at = 0; at < 40; at++) {
    vi.advanceTimersByTime(TIMINGS.yjsSilenceMs / 4)
    const before = sent.length
    connection.keepAlive(nothing)
    if (sent.length > before) {
      longest = Math.max(longest, Date.now() - last)
      last = Date.now()
    }
  }
  expect(longest).toBeLessThanOrEqual(TIMINGS.yjsSilenceMs)
  expect(longest).toBeGreaterThan(0)
  expect(ws.terminate).not.toHaveBeenCalled()
  vi.useRealTimers()
})

test('[SAFE-6] one that answers no ping is ended within 45 s', () => {
  vi.useFakeTimers()
  const { connection, ws } = connect()
  for (let passed = 0; passed < 45_000; passed += TIMINGS.yjsSilenceMs / 4) {
    connection.keepAlive(awarenessMessage([]))
    vi.advanceTimersByTime(TIMINGS.yjsSilenceMs / 4)
  }
  expect(ws.ping).toHaveBeenCalled()
  expect(ws.terminate).toHaveBeenCalled()
  vi.useRealTimers()
})

test('one that does not read is cut off instead of filling memory', () => {
  const { connection, sent, ws } = connect(5 * 1024 * 1024)
  connection.send(Uint8Array.from([1]))
  expect(ws.terminate).toHaveBeenCalledOnce()
  expect(sent).toEqual([])
})

test('one that is gone leaves the room', () => {
  const { ws, room } = connect()
  expect(room.clients.size).toBe(1)
  ws.emit('close')
  expect(room.clients.size).toBe(0)
})

test('a long reason is cut to what a close frame takes', () => {
  const { connection, ws } = connect()
  connection.close('refused', `invalid ${'é'.repeat(200)}`)
  const reason = String(ws.close.mock.calls[0]?.[1])
  expect(Buffer.byteLength(reason)).toBeLessThanOrEqual(123)
  expect(reason).toMatch(/^invalid é+$/)
})
