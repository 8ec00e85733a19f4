import { afterAll, beforeAll, expect, test } from 'vitest'
import { KEYS, PASSWORD, startApp, type Account, type TestApp } from '../support/app'
import { feedValues } from '../support/feedRows'
import { lettersTo } from '../support/letters'
import { importTestWall } from '../support/wall'

const DAY = 24 * 3600_000
let app: TestApp
let faceId: string
beforeAll(async () => {
  app = await startApp()
  ;({ faceId } = await importTestWall(app.services))
})
afterAll(() => app.close())

const set = async ({ token }: Account, name: string): Promise<string> =>
  ((await app.call('POST', '/api/climbs', { token, body: { face_id: faceId, name, holds_list: 'S101 T109' } })).body as { id: string }).id
const ask = ({ token }: Account, current_password: string) =>
  app.call('POST', '/api/users/me/delete', { token, body: { current_password } })
const login = (username: string) => app.call('POST', '/api/auth/login', { body: { username, password: PASSWORD } })
const nameOn = async (climb: string) =>
  ((await feedValues(app, `face:${faceId}`, 'climb'))[climb] as { setter_name: string | null }).setter_name
const seen = async (id: string) => [
  (await app.call('GET', `/api/users/${id}`)).status,
  (await app.call('GET', `/api/users/${id}`, { apiKey: KEYS.admin })).status,
]

test('[PEOPLE-12] deleting asks for the password; a wrong one changes nothing', async () => {
  const me = await app.register('hesitante')
  expect(await ask(me, 'faux')).toMatchObject({ status: 400, body: { code: 'wrong_password' } })
  expect((await app.call('GET', '/api/users/me', { token: me.token })).status).toBe(200)
  expect(await app.services.stores.users.byId(me.id)).toMatchObject({ deletes_at: null })
})

test('[PEOPLE-12] at once the sessions end, a letter says until when, and others no longer see who it was', async () => {
  const me = await app.register('partante')
  const climb = await set(me, 'Dernier bloc')
  await app.call('PUT', '/api/holds/101/annotations', { token: me.token, body: { grip_type: 'bac' } })
  const socket = await app.socket({ token: me.token })
  const ended = new Promise(resolve => socket.on('session:ended', resolve))
  const answer = await ask(me, PASSWORD)
  expect(answer.status).toBe(200)
  const left = Date.parse((answer.body as { deletes_at: string }).deletes_at) - Date.parse(app.clock.now())
  expect(left).toBeGreaterThan(7 * DAY - 60_000)
  expect(await ended).toEqual({ reason: 'logged-out' })
  expect((await app.call('GET', '/api/users/me', { token: me.token })).status).toBe(401)
  expect([await nameOn(climb), await seen(me.id)]).toEqual([null, [404, 200]])
  expect((await app.call('GET', '/api/climbs?search=partante')).body).toMatchObject({ count: 0 })
  expect((await app.call('GET', '/api/holds/101/annotations')).body).toMatchObject({ consensus: { total_annotators: 1 } })
  const letters = await lettersTo(app, 'partante@example.org')
  expect(letters.map(({ subject }) => subject)).toEqual(['Votre compte sera supprimé'])
})

test('[PEOPLE-12] an app that asks with `DELETE /api/users/me` alone begins the same week', async () => {
  const me = await app.register('ancienne')
  expect((await app.call('DELETE', '/api/users/me', { token: me.token })).status).toBe(204)
  expect((await app.services.stores.users.byId(me.id))?.deletes_at).toEqual(expect.any(String))
  expect(await login('ancienne')).toMatchObject({ status: 200, body: { deletion_undone: true } })
})

test('[PEOPLE-13] logging in within the week keeps the account, and everything is seen again', async () => {
  const me = await app.register('revenante')
  const climb = await set(me, 'Toujours là')
  await ask(me, PASSWORD)
  app.clock.advance(6 * DAY)
  await app.runJobs()
  expect(await login('revenante')).toMatchObject({ status: 200, body: { deletion_undone: true } })
  expect([await nameOn(climb), (await seen(me.id))[0]]).toEqual(['revenante', 200])
  expect((await login('revenante')).body).not.toHaveProperty('deletion_undone')
  app.clock.advance(2 * DAY)
  await app.runJobs()
  expect(await app.services.stores.users.byId(me.id)).not.toBeNull()
})

test('[PEOPLE-5] after the week a job deletes it for good, and nobody logs in', async () => {
  const me = await app.register('disparue')
  const climb = await set(me, 'Sans nom')
  await ask(me, PASSWORD)
  app.clock.advance(7 * DAY + 1000)
  await app.runJobs()
  expect(await app.services.stores.users.byId(me.id)).toBeNull()
  expect((await feedValues(app, `face:${faceId}`, 'climb'))[climb]).toMatchObject({
    setter_id: null,
    created_by_id: null,
    setter_name: null,
  })
  expect((await login('disparue')).status).toBe(401)
})

test('[PEOPLE-6] an admin who is about to be deleted is no longer counted among the admins', async () => {
  const lonely = await startApp()
  const [first, second] = [await lonely.admin(), await lonely.admin()]
  expect((await lonely.call('DELETE', '/api/users/me', { token: first.token })).status).toBe(204)
  expect(await lonely.call('DELETE', '/api/users/me', { token: second.token })).toMatchObject({ status: 403, body: { code: 'last_admin' } })
  await lonely.close()
})
