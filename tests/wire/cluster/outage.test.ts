import { expect, test } from 'vitest'
import { createOn as create, surviveOutage } from '../../faults/outage'
import type { TestApp } from '../../support/app'
import { startCluster } from '../../support/cluster'
import { followed, namesOf } from '../../support/followed'


test('[NODE-2] what nobody called out is found all the same', async () => {
  const { nodes: [one, other], lines: [line], face, faceId } = await startCluster()
  const ann = await one.register('lynx')
  const got = await followed(await other.socket(), face)
  one.services.cluster.notify = () => {}
  await create(one, ann, faceId, 'En silence')
  await expect.poll(() => namesOf(got), { timeout: 5000 }).toEqual(['En silence'])
  line.cut()
  await expect.poll(() => one.services.cluster.isAlive()).toBe(false)
})

test(
  '[NODE-4] while PostgreSQL is away writes answer 503 and sockets stay; once it is back all arrives, each once',
  () => surviveOutage(0),
  40_000,
)

test('[NODE-4] a server that PostgreSQL cannot be reached from is not ready and acknowledges nothing; the other goes on, and both end with the same', async () => {
  const {
    nodes: [one, other],
    lines: [line],
    face,
    faceId,
  } = await startCluster()
  const ann = await one.register('lynx')
  const got = await followed(await one.socket(), face)
  line.cut()
  expect((await create(one, ann, faceId, 'Trop tôt')).status).toBe(503)
  expect([(await one.call('GET', '/ready')).status, (await other.call('GET', '/ready')).status]).toEqual([503, 200])
  expect((await create(other, ann, faceId, 'Pendant ce temps')).status).toBe(201)
  line.mend()
  await expect.poll(() => namesOf(got)).toEqual(['Pendant ce temps'])
  await expect.poll(async () => (await one.call('GET', '/ready')).status).toBe(200)
  const listed = async (app: TestApp) => (await app.call('GET', `/api/climbs?face_id=${faceId}`)).body
  expect(await listed(one)).toEqual(await listed(other))
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
