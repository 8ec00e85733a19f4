import { Server } from 'socket.io'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { PresenceNews } from '../../shared/contract/feeds'
import { limits } from '../../shared/limits'
import type { Listeners, PresenceDiff } from '../cluster/cluster'
import type { AppSocket, AppSockets } from '../socketIo/appSocket'
import { Attendance } from './attendance'
import { createPresences, type Presences } from './presences'

interface Sent {
  to: string | readonly string[]
  news: PresenceNews
}

/** A server without a network: what is sent is kept, and to which sockets or room. */
function ground() {
  const io: AppSockets = new Server()
  const { adapter } = io.sockets
  const sent: Sent[] = []
  vi.spyOn(io, 'to').mockImplementation((to) => {
    const emit = (_: string, news: PresenceNews) => sent.push({ to: to, news })
    return { emit, volatile: { emit } } as unknown as ReturnType<AppSockets['to']>
  })
  const told: PresenceDiff[] = []
  const asked: string[] = []
  const served: string[] = []
  let hears: Partial<Listeners> = {}
  const cluster = {
    sendPresence: (news: readonly PresenceDiff[]) => void told.push(...news),
    listen: (to: Partial<Listeners>) => { hears = to },
    askPresence: (face: string) => void asked.push(face),
    serve: (_kind: string, face: string) => {
      served.push(face)
      return () => void served.splice(served.indexOf(face), 1)
    },
  }
  presence = createPresences(io, cluster as Parameters<typeof createPresences>[1], new Attendance())
  let made = 0
  const person = (): AppSocket => {
    const id = `socket-${made++}`
    return {
      id, data: { actor: { kind: 'user', id: `user-${id}`, role: 'user', name: id } },
      join: (room: string) => adapter.addAll(id, new Set([room])), leave: (room: string) => adapter.del(id, room),
    } as unknown as AppSocket
  }
  const lists = () => sent.filter(({ news }) => news.all)
  return { sent, told, asked, served, hears: () => hears, person, lists, people: (count: number) => Array.from({ length: count }, person) }
}

let presence: Presences
beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  presence.close()
  vi.useRealTimers()
})
const tick = () => vi.advanceTimersByTimeAsync(limits.presenceTickMs)

test('[LIMIT-47] however often one comes, goes or begins to edit, they are told everybody once a tick', async () => {
  const { person, lists } = ground()
  const restless = person()
  for (let moved = 0; moved < 10; moved++) {
    presence.set(restless, { face: 'pan', mode: moved % 2 === 0 ? 'look' : 'annotate' })
    presence.set(restless, { face: 'toit' })
  }
  await tick()
  expect(lists().map(({ to, news }) => [to, news.face])).toEqual([[[restless.id], 'toit']])
  presence.set(restless, { face: 'toit', mode: 'set' })
  presence.leave(restless)
  await tick()
  expect(lists()).toHaveLength(1)
})

test('[LIMIT-47] those who come together are told everybody in one message', async () => {
  const { people, lists } = ground()
  const crowd = people(150)
  for (const socket of crowd) presence.set(socket, { face: 'pan' })
  await tick()
  expect(lists().map(({ to, news }) => [to, news.set.length])).toEqual([[crowd.map(({ id }) => id), 150]])
})

test('[LIMIT-48] of a crowd the first are named, the others counted; where one goes there is room for another', async () => {
  const { people, told } = ground()
  const crowd = people(limits.presenceNamed + 3)
  const last = crowd.at(-1)
  const [first] = crowd
  if (!first || !last) throw new Error('a crowd is several')
  for (const socket of crowd) presence.set(socket, { face: 'pan' })
  await tick()
  expect(told.at(-1)).toMatchObject({ guests: 3 })
  expect(told.at(-1)?.set).toHaveLength(limits.presenceNamed)
  presence.leave(first)
  presence.set(last, { face: 'pan', hold: 101 })
  await vi.advanceTimersByTimeAsync(1_000)
  expect(told.at(-1)).toMatchObject({ set: [{ id: last.id, hold: 101 }], gone: [first.id], guests: 2 })
})

test('[LIMIT-47] the more look on, the less often they are told', async () => {
  const { people, sent } = ground()
  const crowd = people(2_000)
  for (const socket of crowd) presence.set(socket, { face: 'pan' })
  const [mover] = crowd
  if (!mover) throw new Error('a crowd is several')
  await vi.advanceTimersByTimeAsync(2_000)
  sent.length = 0
  for (let hold = 0; hold < 150; hold++) {
    presence.set(mover, { face: 'pan', hold })
    await vi.advanceTimersByTimeAsync(20)
  }
  // Three seconds; each message goes to all two thousand in portions of five hundred.
  expect(sent.length / 4).toBeLessThanOrEqual(15)
  expect(sent.length / 4).toBeGreaterThanOrEqual(8)
})

test('[NODE-6] the others are asked about a face by its first visitor here, heard while somebody is there, and forgotten with the last', async () => {
  const { asked, served, hears, told, person, lists } = ground()
  const [first, second] = [person(), person()]
  const afar = { face: 'pan', set: [{ id: 'afar', user: { id: 'u', name: 'lynx', colour: '#000', avatar_path: null } }], gone: [], guests: 2 }
  const heardBy = async (socket: AppSocket) => {
    presence.set(socket, { face: 'pan' })
    await tick()
    return lists().at(-1)?.news
  }
  hears().presence?.('other', [afar])
  expect((await heardBy(first))?.set.map(({ id }) => id)).toEqual([first.id])
  hears().presence?.('other', [afar])
  expect((await heardBy(second))?.set.map(({ id }) => id).sort()).toEqual(['afar', first.id, second.id].sort())
  expect([asked, served]).toEqual([['pan'], ['pan']])
  told.length = 0
  hears().presenceAsked?.('pan')
  hears().presenceAsked?.('toit')
  expect(told.map(({ face, set }) => [face, set.map(({ id }) => id)])).toEqual([['pan', [first.id, second.id]]])
  for (const socket of [first, second]) presence.leave(socket)
  await tick()
  expect(served).toEqual([])
  expect(await heardBy(first)).toMatchObject({ set: [{ id: first.id }], guests: 0 })
  expect(asked).toEqual(['pan', 'pan'])
})
