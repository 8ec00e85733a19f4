import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp, type TestApp } from '../support/app'
import { importTestWall } from '../support/wall'

let app: TestApp
let faceId: string
beforeAll(async () => {
  app = await startApp()
  faceId = (await importTestWall(app.services)).faceId
})
afterAll(() => app.close())

test('gyms are a bare list', async () => {
  const { status, body } = await app.call('GET', '/api/gyms')
  expect(status).toBe(200)
  expect(body).toEqual([{ id: expect.any(String) as string, stokt_id: 'stokt-gym', name: 'Petite salle', location: 'Ici', faces_count: 1, source: 'stokt' }])
  const socket = await app.socket()
  const opened = await socket.emitWithAck('feed:open', { feed: `face:${faceId}` })
  expect(opened).toMatchObject({ ok: true, mode: 'snapshot' })
})
