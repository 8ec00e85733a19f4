import { EventEmitter } from 'node:events'
import { createServer } from 'node:http'
import { Server } from 'socket.io'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { limits } from '../../shared/limits'
import { watchHandshakes } from './handshakes'
import type { AppSockets } from '../socketIo/appSocket'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const connection = (id: number) =>
  Object.assign(new EventEmitter(), { id: `${id}`, protocol: 4, readyState: 'open', request: { socket: { bytesRead: 0 } }, close: vi.fn() })

test('[LIMIT-46] for one more silent connection than there may be at once, the one goes that was silent for longest', () => {
  const io: AppSockets = new Server(createServer())
  const greetings = watchHandshakes(io)
  const all = Array.from({ length: limits.silentSockets + 2 }, (_, id) => connection(id))
  for (const one of all) io.engine.emit('connection', one)
  expect(all.filter(({ close }) => close.mock.calls.length > 0).map(({ id }) => id)).toEqual(['0', '1'])
  vi.advanceTimersByTime(limits.socketGreetingMs)
  expect(all.every(({ close }) => close.mock.calls.length === 1)).toBe(true)
  greetings.close()
})
