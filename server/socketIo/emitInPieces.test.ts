import { Server } from 'socket.io'
import { expect, test, vi } from 'vitest'
import type { AppSockets } from './appSocket'
import { emitInPieces } from './emitInPieces'

function crowd(count: number) {
  const io: AppSockets = new Server()
  const { adapter } = io.sockets
  const ids = Array.from({ length: count }, (_, n) => `socket-${n}`)
  for (const id of ids) void adapter.addAll(id, new Set(['room']))
  return { io, ids, adapter, to: vi.spyOn(io, 'to') }
}

test('[LIMIT-43] a crowd is written to in portions, and who leaves between two of them is left out', async () => {
  const { io, ids, adapter, to } = crowd(1_200)
  const sent = vi.fn()
  const all = emitInPieces(io, 'room', sent)
  void adapter.del('socket-700', 'room')
  void adapter.addAll('latecomer', new Set(['room']))
  await all
  expect(to.mock.calls.flatMap(([some]) => some)).toEqual(ids.filter(id => id !== 'socket-700'))
  expect(to.mock.calls.map(([some]) => some.length)).toEqual([500, 499, 200])
  expect(sent).toHaveBeenCalledTimes(3)
})

test('[LIMIT-43] a few are written to at once, and nobody is not everybody', async () => {
  const { io, to } = crowd(3)
  await emitInPieces(io, 'room', () => {})
  await emitInPieces(io, ['socket-1'], () => {})
  await emitInPieces(io, 'empty', () => {})
  await emitInPieces(io, [], () => {})
  expect(to.mock.calls).toEqual([['room'], [['socket-1']]])
})
