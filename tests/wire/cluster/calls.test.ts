import { expect, test, vi } from 'vitest'
import type { Climb } from '../../../shared/model/climb'
import { noteRoot } from '../../../shared/documents'
import { ADMIN_FEED } from '../../../shared/feedName'
import { PASSWORD, type Account, type TestApp } from '../../support/app'
import { cutLines, startCluster } from '../../support/cluster'
import { followed, namesOf, present, watched } from '../../support/followed'
import { createOpener } from '../../support/liveDocument'
import { HOLD_IDS } from '../../support/wall'

// No server polls here, so every row that arrives was announced by a call.
const timings = { feedSweepMs: 3_600_000, documentSweepMs: 3_600_000, rightsSweepMs: 3_600_000 }

const create = async (app: TestApp, { token }: Account, face_id: string, name: string): Promise<Climb> =>
  (await app.call('POST', '/api/climbs', { token, body: { face_id, name, holds_list: 'S101 O105 T109' } })).body as Climb

test('[NODE-1] a climb set on one server is called out and pushed on the other', async () => {
  const { nodes: [one, other], face, faceId } = await startCluster({ timings })
  const ann = await one.register('lynx')
  const got = await followed(await other.socket(), face)
  await create(one, ann, faceId, 'Appel')
  await expect.poll(() => namesOf(got)).toEqual(['Appel'])
})

test('[NODE-1] a note typed on one server is called out to who has it open on the other', async () => {
  const { nodes: [one, other], faceId } = await startCluster({ timings })
  const [ann, ben] = [await one.register('lynx'), await other.register('blaireau')]
  const [here, there] = [createOpener(() => one), createOpener(() => other)]
  const [mine, theirs] = [
    await here.open(`sheet/${faceId}`, { token: ann.token }),
    await there.open(`sheet/${faceId}`, { token: ben.token }),
  ]
  const note = noteRoot(HOLD_IDS[0])
  await expect.poll(() => mine.synced() && theirs.synced()).toBe(true)
  mine.doc.getText(note).insert(0, 'ici')
  await expect.poll(() => theirs.doc.getText(note).toString()).toBe('ici')
  here.closeAll()
  there.closeAll()
})

test('[SESSION-4] who is shut out on one server is shown out on the other', async () => {
  const { nodes: [one, other] } = await startCluster({ timings })
  const [ann, chief] = [await one.register('lynx'), await one.admin()]
  const socket = await other.socket({ token: ann.token })
  const ended: string[] = []
  socket.on('session:ended', ({ reason }) => void ended.push(reason))
  expect(
    (await one.call('POST', `/api/admin/users/${ann.id}/deactivate`, { token: chief.token, body: { reason: 'bruit' } })).status,
  ).toBeLessThan(300)
  await expect.poll(() => [ended, socket.connected]).toEqual([['deactivated'], false])
})

test('[SESSION-4] [PEOPLE-8] what changes of somebody on one server reaches their sockets and documents on the other', async () => {
  const { nodes: [one, other], faceId } = await startCluster({ timings })
  const [ann, chief] = [await one.register('lynx'), await one.admin()]
  const order = (verb: string) => one.call('POST', `/api/admin/users/${ann.id}/${verb}`, { token: chief.token, body: { reason: 'essai' } })
  expect((await order('promote')).status).toBe(200)
  const socket = await other.socket({ token: ann.token })
  const [ended, revoked]: [string[], string[]] = [[], []]
  socket.on('session:ended', ({ reason }) => void ended.push(reason))
  socket.on('feed:revoked', ({ feed }) => void revoked.push(feed))
  expect(await socket.emitWithAck('feed:open', { feed: ADMIN_FEED })).toMatchObject({ ok: true })
  await order('demote')
  await expect.poll(() => revoked, { timeout: 5000 }).toEqual(['admin'])
  const { open, closeAll } = createOpener(() => other)
  const sheet = await open(`sheet/${faceId}`, { token: ann.token })
  await expect.poll(sheet.synced).toBe(true)
  await order('mute')
  await expect.poll(() => sheet.closes[0]?.code, { timeout: 5000 }).toBe(4401)
  await order('unmute')
  const again = await open(`sheet/${faceId}`, { token: ann.token })
  await expect.poll(again.synced).toBe(true)
  const { body } = await one.call('POST', '/api/auth/login', { body: { username: 'lynx', password: PASSWORD } })
  await one.call('POST', '/api/users/me/password', {
    token: (body as { access_token: string }).access_token,
    body: { current_password: PASSWORD, new_password: 'une-autre-longue-phrase' },
  })
  await expect
    .poll(() => [ended, socket.connected, again.closes.length > 0], { timeout: 5000 })
    .toEqual([['password-changed'], false, true])
  closeAll()
}, 60_000)

test('[NODE-2] when the line broke, it is made anew, and what was written meanwhile is read', async () => {
  const cluster = await startCluster({ timings })
  const { nodes: [one, other], face, faceId } = cluster
  const ann = await one.register('lynx')
  const got = await followed(await other.socket(), face)
  const heard = watched(await other.socket())
  expect(await cutLines(cluster)).toBe(2)
  await create(one, ann, faceId, 'Pendant la coupure')
  await expect.poll(() => namesOf(got), { timeout: 5000 }).toEqual(['Pendant la coupure'])
  await expect.poll(() => [one, other].every(app => app.services.cluster.isAlive()), { timeout: 5000 }).toBe(true)
  await create(one, ann, faceId, 'Après')
  await expect.poll(() => namesOf(got)).toEqual(['Pendant la coupure', 'Après'])
  expect(heard).toEqual([])
})

test('[NODE-2] a server that hears nobody is not ready', async () => {
  const { nodes: [one] } = await startCluster({ timings })
  expect((await one.call('GET', '/ready')).status).toBe(200)
  for (const asked of ['isAlive', 'canServe'] as const) vi.spyOn(one.services.cluster, asked).mockReturnValue(false)
  expect(await one.call('GET', '/ready')).toMatchObject({ status: 503, body: { ready: false, database: true, line: false } })
})

test('[NODE-3] who is at a face is seen on both servers, with what they do, and gone when they leave', async () => {
  const { nodes: [one, other], faceId } = await startCluster({ timings })
  const [ann, ben] = [await one.register('lynx'), await other.register('blaireau')]
  const [mine, theirs, guest] = [await one.socket({ token: ann.token }), await other.socket({ token: ben.token }), await one.socket()]
  const [here, there] = [watched(mine), watched(theirs)]
  await mine.emitWithAck('presence:set', { face: faceId, hold: 101 })
  await guest.emitWithAck('presence:set', { face: faceId })
  await theirs.emitWithAck('presence:set', { face: faceId, mode: 'annotate' })
  for (const news of [here, there]) await expect.poll(() => present(news)).toEqual({ names: ['blaireau', 'lynx'], guests: 1 })
  await mine.emitWithAck('presence:set', { face: faceId, hold: 102 })
  await expect.poll(() => there.at(-1)?.set).toMatchObject([{ id: mine.id, hold: 102, user: { id: ann.id, name: 'lynx' } }])
  mine.close()
  guest.close()
  await expect.poll(() => present(there)).toEqual({ names: ['blaireau'], guests: 0 })
})

test('[NODE-3] fifty people at a face are told in calls that fit, and a server that comes later learns of them', async () => {
  const { nodes: [one, other], faceId } = await startCluster({ timings })
  const people = await Promise.all(Array.from({ length: 50 }, (_, n) => one.register(`grimpeuse-numero-${n}-au-nom-long`)))
  for (const { token } of people) (await one.socket({ token })).emit('presence:set', { face: faceId, hold: 101 })
  const ben = await other.register('blaireau')
  const socket = await other.socket({ token: ben.token })
  const news = watched(socket)
  await socket.emitWithAck('presence:set', { face: faceId })
  await expect.poll(() => present(news).names).toHaveLength(51)
})

test('[NODE-3] a server that is stopped takes its people along at once', async () => {
  const { nodes: [one, other], faceId } = await startCluster({ timings })
  const [ann, ben] = [await one.register('lynx'), await other.register('blaireau')]
  const [mine, theirs] = [await one.socket({ token: ann.token }), await other.socket({ token: ben.token })]
  const there = watched(theirs)
  for (const socket of [mine, theirs]) await socket.emitWithAck('presence:set', { face: faceId })
  await expect.poll(() => present(there).names).toEqual(['blaireau', 'lynx'])
  await one.stop()
  await expect.poll(() => present(there).names).toEqual(['blaireau'])
})
