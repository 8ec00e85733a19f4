import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApp, type Account, type TestApp } from '../support/app'
import { importTestWall } from '../support/wall'

let app: TestApp
let faceId: string
let admin: Account
beforeAll(async () => {
  app = await startApp()
  faceId = (await importTestWall(app.services)).faceId
  admin = await app.admin()
})
afterAll(() => app.close())

describe('[KEY-1] an API key made by an admin', () => {
  test('works over REST and on sockets until it ends, is shown once, and says when it was last used', async () => {
    const made = (await app.call('POST', '/api/admin/api-keys', { token: admin.token, body: { name: 'téléphone', scopes: ['write'] } }))
      .body as { id: string; key: string }
    const list = async () =>
      (await app.call('GET', '/api/admin/api-keys', { token: admin.token })).body as {
        results: { id: string; last_used_at: string | null }[]
      }
    expect(JSON.stringify(await list())).not.toContain(made.key)
    const create = () =>
      app.call('POST', '/api/climbs', { apiKey: made.key, body: { face_id: faceId, name: 'Par programme', holds_list: 'S101 T109' } })
    expect((await create()).status).toBe(201)
    expect((await app.call('GET', '/api/users', { apiKey: made.key })).status).toBe(403)
    const used = (await list()).results.find(({ id }) => id === made.id)?.last_used_at
    expect(used).toEqual(expect.any(String))
    await create()
    expect((await list()).results.find(({ id }) => id === made.id)?.last_used_at).toBe(used)

    const socket = await app.socket({ apiKey: made.key })
    const ended = new Promise(resolve => socket.on('session:ended', resolve))
    expect((await app.call('DELETE', `/api/admin/api-keys/${made.id}`, { token: admin.token })).status).toBe(204)
    expect(await create()).toMatchObject({ status: 403, body: { code: 'unknown_api_key' } })
    expect(await ended).toMatchObject({ reason: 'deactivated' })
    await expect(app.socket({ apiKey: made.key })).rejects.toMatchObject({ data: { code: 'unknown_api_key' } })
    expect((await app.call('DELETE', `/api/admin/api-keys/${made.id}`, { token: admin.token })).status).toBe(404)
    expect((await app.call('GET', `/api/admin/audit?target=${made.id}`, { token: admin.token })).body).toMatchObject({
      results: [{ action: 'apikey.end' }, { action: 'apikey.create' }],
    })
  })
})
