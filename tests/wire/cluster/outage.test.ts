import { expect, test } from 'vitest'
import { noteRoot } from '../../../shared/documents'
import type { Account, TestApp } from '../../support/app'
import { startCluster } from '../../support/cluster'
import { followed, namesOf } from '../../support/followed'
import { createOpener } from '../../support/liveDocument'
import { HOLD_IDS } from '../../support/wall'

const create = (app: TestApp, { token }: Account, face_id: string, name: string) =>
  app.call('POST', '/api/climbs', { token, body: { face_id, name, holds_list: 'S101 O105 T109' } })
const note = noteRoot(HOLD_IDS[0])

test('[NODE-2] what nobody called out is found all the same', async () => {
  const { nodes: [one, other], lines: [line], face, faceId } = await startCluster()
  const ann = await one.register('lynx')
  const got = await followed(await other.socket(), face)
  one.services.neighbours.wake = () => {}
  await create(one, ann, faceId, 'En silence')
  await expect.poll(() => namesOf(got), { timeout: 5000 }).toEqual(['En silence'])
  line.cut()
  await expect.poll(() => one.services.neighbours.isAlive()).toBe(false)
})

test('[NODE-4] while PostgreSQL is away writes answer 503 and sockets stay; once it is back all arrives, each once', async () => {
  const { nodes: [one, other], lines, face, faceId } = await startCluster()
  const ann = await one.register('lynx')
  const [mine, theirs] = [await one.socket(), await other.socket()]
  const [here, there] = [await followed(mine, face), await followed(theirs, face)]
  const { open, closeAll } = createOpener(() => one)
  const sheet = await open(`sheet/${faceId}`, { token: ann.token })
  const copy = await open(`sheet/${faceId}`, { token: ann.token, url: other.url })
  await expect.poll(() => sheet.synced() && copy.synced()).toBe(true)

  for (const line of lines) line.cut()
  expect((await create(one, ann, faceId, 'Trop tôt')).status).toBe(503)
  expect((await one.call('GET', '/ready')).status).toBe(503)
  sheet.doc.getText(note).insert(0, 'écrit pendant la panne')
  expect([mine.connected, theirs.connected]).toEqual([true, true])

  for (const line of lines) line.mend()
  await expect.poll(async () => (await create(one, ann, faceId, 'De retour')).status, { timeout: 5000 }).toBe(201)
  for (const got of [here, there]) await expect.poll(() => namesOf(got), { timeout: 5000 }).toEqual(['De retour'])
  await expect.poll(() => copy.doc.getText(note).toString(), { timeout: 10_000 }).toBe('écrit pendant la panne')
  await expect.poll(() => sheet.isSaved()).toBe(true)
  await expect.poll(async () => (await one.call('GET', '/ready')).status, { timeout: 5000 }).toBe(200)
  expect([mine.connected, theirs.connected, ...sheet.closes, ...copy.closes]).toEqual([true, true])
  closeAll()
}, 40_000)

test('[NODE-1] clients of a server that stops go to the other with their cursor and miss nothing', async () => {
  const { nodes: [one, other], face, faceId } = await startCluster()
  const ann = await one.register('lynx')
  const socket = await one.socket()
  const got = await followed(socket, face)
  await create(one, ann, faceId, 'Avant')
  await expect.poll(() => namesOf(got)).toEqual(['Avant'])
  await one.stop()
  await create(other, ann, faceId, 'Entre les deux')
  const answer = await (await other.socket()).emitWithAck('feed:open', { feed: face, since: got.at(-1)?.cursor ?? '' })
  expect(answer).toMatchObject({ ok: true, mode: 'delta', rows: [{ value: { name: 'Entre les deux' } }] })
})
