import type { Ack } from '../../shared/contract/feeds'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ServerToClient } from '../../shared/contract/feeds'
import { GLOBAL_FEED, faceFeed } from '../../shared/feedName'
import { startApp, type TestApp, type TestSocket } from '../support/app'
import { importFaces } from '../support/wall'

type News = Parameters<ServerToClient['presence']>[0]
const FACES = ['pan', 'autre', 'salon', 'toit', 'nord', 'sud', 'est', 'agora'] as const
let app: TestApp
let faces: Record<(typeof FACES)[number], string>
beforeAll(async () => {
  app = await startApp()
  faces = await importFaces(app.services, FACES)
})
afterAll(() => app.close())

const listen = (socket: TestSocket): News[] => {
  const got: News[] = []
  socket.on('presence', news => void got.push(news))
  return got
}
const person = async (username: string) => {
  const user = await app.register(username)
  const socket = await app.socket({ token: user.token })
  return { user, socket, got: listen(socket) }
}

test('[SOCKET-6] who comes gets the whole list once, then differences; names are the server’s', async () => {
  const [one, other] = [await person('premiere'), await person('deuxieme')]
  await one.socket.emitWithAck('presence:set', { face: faces.pan, hold: 101, mode: 'look' })
  await expect.poll(() => one.got.flatMap(news => news.set)).toHaveLength(1)
  await other.socket.emitWithAck('presence:set', { face: faces.pan, mode: 'annotate' })
  await expect.poll(() => other.got[0]).toMatchObject({ face: faces.pan, all: true, gone: [], guests: 0 })
  expect(other.got[0]?.set.find(({ id }) => id === one.socket.id)).toMatchObject({ user: { id: one.user.id, name: 'premiere' }, hold: 101 })
  await expect
    .poll(() => one.got.at(-1))
    .toMatchObject({
      set: [{ id: other.socket.id, user: { id: other.user.id, name: 'deuxieme', colour: expect.any(String) as string }, mode: 'annotate' }],
      gone: [],
    })
  other.socket.close()
  await expect.poll(() => one.got.at(-1)?.gone).toHaveLength(1)
})

test('[SEE-9] two who chose the same colour are shown in two, and a newly chosen one is shown where it is free', async () => {
  const [one, other] = [await person('rouge'), await person('rouge-aussi')]
  const [red, blue, green] = ['#be123c', '#1d4ed8', '#047857']
  const choose = async (whose: typeof one, colour: string) =>
    expect((await app.call('PATCH', '/api/users/me', { token: whose.user.token, body: { colour } })).status).toBe(200)
  const seen = () => {
    const colours = new Map<string, string>()
    for (const { user } of one.got.flatMap(news => news.set)) colours.set(user.id, user.colour)
    return [colours.get(one.user.id), colours.get(other.user.id)]
  }
  await choose(one, red)
  await choose(other, red)
  await one.socket.emitWithAck('presence:set', { face: faces.agora, mode: 'annotate' })
  await other.socket.emitWithAck('presence:set', { face: faces.agora, mode: 'annotate' })
  await expect.poll(seen).toEqual([red, expect.stringMatching(/^#/)])
  expect(seen()[1]).not.toBe(red)
  await choose(other, blue)
  await expect.poll(seen).toEqual([red, blue])
  await choose(one, green)
  await expect.poll(seen).toEqual([green, blue])
})

test('[SOCKET-6] nobody speaks as another', async () => {
  const { socket } = await person('imposteur')
  const asked = { face: faces.autre, user: { id: 'x', name: 'Quelqu’un' } } as { face: string }
  expect(await socket.emitWithAck('presence:set', asked)).toMatchObject({ ok: false, error: { code: 'invalid' } })
})

test('[SOCKET-6] guests are counted, nothing else', async () => {
  const { socket, got } = await person('hotesse')
  await socket.emitWithAck('presence:set', { face: faces.salon })
  const guest = await app.socket()
  await guest.emitWithAck('presence:set', { face: faces.salon, hold: 5 })
  await expect.poll(() => got.at(-1)?.guests).toBe(1)
  const id = guest.id ?? ''
  guest.close()
  await expect.poll(() => got.at(-1)?.guests).toBe(0)
  expect(JSON.stringify(got)).not.toContain(id)
})

test('[SOCKET-6] pointers reach those who edit and nobody else, and are gone for who ceases to', async () => {
  const [one, other] = [await person('montreuse'), await person('curieuse')]
  const guest = await app.socket()
  const seen = listen(guest)
  await guest.emitWithAck('presence:set', { face: faces.toit })
  await other.socket.emitWithAck('presence:set', { face: faces.toit, mode: 'annotate' })
  await one.socket.emitWithAck('presence:set', { face: faces.toit, mode: 'set', hold: 3, point: [10, 20] })
  const last = (got: News[]) => got.flatMap(news => news.set).findLast(({ id }) => id === one.socket.id)
  await expect.poll(() => last(other.got)).toMatchObject({ hold: 3, point: [10, 20] })
  await expect.poll(() => last(seen)).toMatchObject({ hold: 3 })
  await one.socket.emitWithAck('presence:set', { face: faces.toit, mode: 'set', hold: 3, point: [11, 21] })
  await expect.poll(() => last(other.got)).toMatchObject({ point: [11, 21] })
  await other.socket.emitWithAck('presence:set', { face: faces.toit, mode: 'look' })
  await expect
    .poll(() => other.got.at(-1))
    .toMatchObject({ all: true, set: expect.arrayContaining([expect.objectContaining({ id: one.socket.id, hold: 3 })]) as unknown })
  expect(last(other.got)).not.toHaveProperty('point')
  await one.socket.emitWithAck('presence:set', { face: faces.toit, mode: 'set', hold: 4, point: [12, 22] })
  await expect.poll(() => [last(other.got)?.hold, last(seen)?.hold]).toEqual([4, 4])
  expect(JSON.stringify([seen, last(other.got)])).not.toContain('point')
})

test('[SOCKET-6] going to another face leaves the first', async () => {
  const [one, other] = [await person('fixe'), await person('mobile')]
  await one.socket.emitWithAck('presence:set', { face: faces.nord })
  await other.socket.emitWithAck('presence:set', { face: faces.nord })
  await expect.poll(() => one.got.flatMap(news => news.set).map(someone => someone.id)).toContain(other.socket.id)
  await other.socket.emitWithAck('presence:set', { face: faces.sud })
  await expect.poll(() => one.got.flatMap(news => news.gone)).toEqual([other.socket.id])
})

test('[SOCKET-6] closing the feed of a face leaves it', async () => {
  const [one, other] = [await person('restee'), await person('partie')]
  for (const { socket } of [one, other]) {
    await socket.emitWithAck('feed:open', { feed: faceFeed(faces.est) })
    await socket.emitWithAck('presence:set', { face: faces.est })
  }
  await expect.poll(() => one.got.flatMap(news => news.set).map(someone => someone.id)).toContain(other.socket.id)
  await other.socket.emitWithAck('feed:close', { feed: faceFeed(faces.est) })
  await expect.poll(() => one.got.flatMap(news => news.gone)).toEqual([other.socket.id])
})

test('[SOCKET-6] more than twenty a second are not taken, nor sent on', async () => {
  const [one, other] = [await person('calme'), await person('agitee')]
  await one.socket.emitWithAck('presence:set', { face: faces.agora })
  const answers = (await Promise.all(
    Array.from({ length: 100 }, (_, n) => other.socket.emitWithAck('presence:set', { face: faces.agora, hold: n + 1 })),
  )) as Ack<object>[]
  const refused = answers.filter(answer => !answer.ok)
  expect(refused.length).toBeGreaterThanOrEqual(60)
  expect(refused[0]).toMatchObject({ error: { code: 'too_fast' } })
})

test('[SOCKET-2] where guests do not read they are nowhere', async () => {
  const closed = await startApp({ env: { PUBLIC_READ: '0' } })
  const guest = await closed.socket()
  expect(await guest.emitWithAck('presence:set', { face: 'pan' })).toMatchObject({ ok: false, error: { code: 'unauthenticated' } })
  expect(await guest.emitWithAck('feed:open', { feed: GLOBAL_FEED })).toMatchObject({ ok: false, error: { code: 'unauthenticated' } })
  await closed.close()
})
