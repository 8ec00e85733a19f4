import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Command } from '../../shared/contract/command'
import { instant } from '../../shared/model/instant'
import { commands, type CommandName } from '../../shared/contract/commands'
import { guest } from '../../shared/access/actor'
import { ADMIN_FEED } from '../../shared/feedName'
import { startApp, type Account, type TestApp } from '../support/app'
import { createOpener } from '../support/liveDocument'
import { importTestWall } from '../support/wall'

const HOUR = 3600 * 1000
let app: TestApp
let admin: Account
let faceId: string
const documents = createOpener(() => app)
beforeAll(async () => {
  app = await startApp()
  admin = await app.admin()
  faceId = (await importTestWall(app.services)).faceId
})
afterAll(async () => {
  documents.closeAll()
  await app.close()
})

const order = (id: string, verb: string, body: object = {}) =>
  app.call('POST', `/api/admin/users/${id}/${verb}`, { token: admin.token, body })
const inHours = (hours: number) => new Date(Date.parse(app.clock.now()) + hours * HOUR).toISOString()
const climb = { name: 'Ligne claire', holds_list: 'S101 O105 T109' }
const audited = async (id: string) =>
  (await app.db.select().from(app.db.t.audit)).filter(entry => entry.target_id === id).map(({ action, detail }) => ({ action, detail }))

test('[PEOPLE-11] who is muted reads, votes and notes, but writes nothing that others read, until the end', async () => {
  const user = await app.register('bavarde')
  const set = () => app.call('POST', '/api/climbs', { token: user.token, body: { face_id: faceId, ...climb } })
  const made = (await set()).body as { id: string }
  const until = inHours(2)
  expect(await order(user.id, 'mute', { until, reason: 'gros mots' })).toMatchObject({
    status: 200,
    body: { muted_until: until.replace('Z', '000Z') },
  })
  expect(await order(user.id, 'mute', { until: inHours(-1) })).toMatchObject({ status: 422, body: { errors: [{ path: 'until' }] } })
  const patch = (body: object) => app.call('PATCH', `/api/climbs/${made.id}`, { token: user.token, body })
  const refused = [
    await set(),
    await patch({ name: 'Autre nom' }),
    await app.call('POST', '/api/holds/101/tasks', { token: user.token, body: { kind: 'brush', note: 'gros mot' } }),
  ]
  for (const answer of refused) expect(answer).toMatchObject({ status: 403, body: { code: 'muted' } })
  expect((await patch({ personal_notes: 'à moi' })).status).toBe(200)
  expect((await app.call('PUT', '/api/holds/101/annotations', { token: user.token, body: { grip_type: 'bac' } })).status).toBe(200)
  expect((await app.call('GET', '/api/users/me', { token: user.token })).body).toMatchObject({ muted_until: until.replace('Z', '000Z') })
  app.clock.advance(3 * HOUR)
  expect((await set()).status).toBe(201)
  expect((await app.call('GET', `/api/admin/users/${user.id}`, { token: admin.token })).body).toMatchObject({ account: { muted_until: null } })
  expect(await audited(user.id)).toEqual([{ action: 'user.mute', detail: { reason: 'gros mots', until: until.replace('Z', '000Z') } }])
})

test('[PEOPLE-11] [LIMIT-59] who is muted neither renames nor pictures themselves, and says nothing of work', async () => {
  const user = await app.register('criarde')
  const task = (await app.call('POST', '/api/holds/102/tasks', { token: user.token, body: { kind: 'turn' } })).body as { id: string }
  const made = (await app.call('POST', '/api/climbs', { token: user.token, body: { face_id: faceId, ...climb } })).body as { id: string }
  await order(user.id, 'mute')
  const ask = (method: string, path: string, body?: object) => app.call(method, path, { token: user.token, ...(body ? { body } : {}) })
  const refused = [
    await ask('PATCH', '/api/users/me', { full_name: 'GROS MOT' }),
    await ask('PATCH', '/api/users/me', { username: 'gros-mot' }),
    await ask('POST', '/api/users/me/avatar'),
    await ask('POST', `/api/tasks/${task.id}/done`),
    await ask('POST', `/api/tasks/${task.id}/reopen`),
    await ask('PATCH', `/api/climbs/${made.id}/stokt-id?stokt_id=gros-mot`),
    await ask('PATCH', `/api/climbs/${made.id}`, { is_private: true, personal_notes: 'à moi' }),
  ]
  for (const answer of refused) expect(answer).toMatchObject({ status: 403, body: { code: 'muted' } })
  expect((await ask('PATCH', '/api/users/me', { language: 'en', full_name: 'criarde' })).status).toBe(200)
  expect((await ask('DELETE', '/api/users/me/avatar')).status).toBe(204)
})

/** Commands that others do not read, or that only take something away. */
const SILENT: CommandName[] = [
  'users.sendConfirmation',
  'users.changePassword',
  'users.endSession',
  'users.endOtherSessions',
  'users.deleteMe',
  'users.askDeletion',
  'users.deleteAvatar',
  'users.claim',
  'users.linkStokt',
  'users.unlinkStokt',
  'passkeys.add',
  'passkeys.begin',
  'passkeys.challenge',
  'passkeys.newCodes',
  'passkeys.remove',
  'passkeys.rename',
  'climbs.delete',
  'climbs.like',
  'climbs.unlike',
  'climbs.addProject',
  'climbs.removeProject',
  // Others read of a send its name, date and grade: nothing that somebody wrote.
  'ascents.create',
  'ascents.putToday',
  'ascents.deleteToday',
  'ascents.update',
  'ascents.delete',
  'comments.delete',
  'lists.delete',
  'lists.addClimb',
  'lists.removeClimb',
  'lists.order',
  'searches.create',
  'searches.update',
  'searches.delete',
  'news.see',
  'push.subscribe',
  'push.unsubscribe',
  'stokt.like',
  'stokt.unlike',
  'stokt.bookmark',
  'stokt.unbookmark',
  'stokt.deleteComment',
  'tasks.delete',
  'reports.create',
  'annotations.put',
  'annotations.renew',
  'annotations.delete',
]
/** Says for itself what of it others read. */
const PARTLY: CommandName[] = ['users.updateMe']

test('[LIMIT-59] every command of a person publishes content or is known not to', () => {
  const ofPeople = (Object.keys(commands) as CommandName[]).filter(
    name => commands[name].method !== 'GET' && ['user', 'writer'].includes(commands[name].gate),
  )
  const speaking = ofPeople.filter(name => (commands[name] as Command).publishesContent !== undefined)
  expect([...speaking, ...SILENT, ...PARTLY].sort()).toEqual([...ofPeople].sort())
})

test('[PEOPLE-11] muted without an end, one is until an admin says otherwise; the open sheet is read-only at once', async () => {
  const user = await app.register('pie')
  const sheet = await documents.open(`sheet/${faceId}`, { token: user.token })
  await expect.poll(sheet.synced).toBe(true)
  expect((await order(user.id, 'mute')).body).toMatchObject({ muted_until: expect.stringMatching(/^9999-/) as string })
  const described = async () => (await app.call('GET', `/api/documents/sheet%2F${faceId}`, { token: user.token })).body
  expect(await described()).toMatchObject({ mode: 'ro' })
  await expect.poll(() => sheet.closes).toMatchObject([{ code: 4401 }])
  expect((await order(user.id, 'unmute')).body).toMatchObject({ muted_until: null })
  expect(await described()).toMatchObject({ mode: 'rw' })
})

test('[PEOPLE-11] a mute that another process wrote reaches open sheets within 5 s', async () => {
  const user = await app.register('geai')
  const sheet = await documents.open(`sheet/${faceId}`, { token: user.token })
  await expect.poll(sheet.synced).toBe(true)
  await app.services.transactions(guest, ({ stores }) => stores.users.update(user.id, { muted_until: instant('9999-12-31T23:59:59.999999Z') }))
  await expect.poll(() => sheet.closes[0]?.code, { timeout: 5000 }).toBe(4401)
})

test('[PEOPLE-8] a role or a deactivation reaches sockets and documents with the answer; each session that ended is in the log', async () => {
  const user = await app.register('corneille')
  const [socket, sheet] = [await app.socket({ token: user.token }), await documents.open(`sheet/${faceId}`, { token: user.token })]
  await expect.poll(sheet.synced).toBe(true)
  await order(user.id, 'promote')
  expect(await socket.emitWithAck('feed:open', { feed: ADMIN_FEED })).toMatchObject({ ok: true })
  const revoked = new Promise(resolve => socket.on('feed:revoked', resolve))
  await order(user.id, 'demote')
  expect(await revoked).toMatchObject({ feed: 'admin' })
  const ended = new Promise(resolve => socket.on('session:ended', resolve))
  await order(user.id, 'deactivate')
  expect(await ended).toEqual({ reason: 'deactivated' })
  await expect.poll(() => sheet.closes.length).toBeGreaterThan(0)
  expect((await audited(user.id)).map(entry => entry.action)).toEqual(['user.promote', 'user.demote', 'user.deactivate', 'session.end'])
})

test('[PEOPLE-11] who is shut out until a moment logs in after it', async () => {
  const user = await app.register('étourneau')
  expect((await order(user.id, 'deactivate', { until: inHours(5) })).body).toMatchObject({
    is_active: false,
    inactive_until: expect.any(String) as string,
  })
  const login = async () =>
    (await app.call('POST', '/api/auth/login', { body: { username: 'étourneau', password: 'prise-verte-du-fond-7' } })).status
  expect(await login()).toBe(403)
  app.clock.advance(6 * HOUR)
  expect(await login()).toBe(200)
  expect(await app.services.stores.users.byId(user.id)).toMatchObject({ is_active: true, inactive_until: null })
})
