import { afterAll, beforeAll, expect, test } from 'vitest'
import { readExport } from '../../server/sources/stokt/readExport'
import { exportZip } from '../../server/sources/stokt/exportZip'
import { KEYS, startApp, type TestApp } from '../support/app'
import { importTestWall, smallPicture, smallWall } from '../support/wall'

let app: TestApp
let faceId: string
beforeAll(async () => {
  app = await startApp()
  faceId = (await importTestWall(app.services, { ...smallWall, picture_file: { bytes: await smallPicture(), mime: 'image/png' } })).faceId
  const nina = await app.register('nina')
  for (const is_private of [true, false])
    await app.call('POST', '/api/climbs', { token: nina.token, body: { face_id: faceId, name: `Bloc ${is_private}`, holds_list: 'S101 O105 T109', is_private } })
})
afterAll(() => app.close())

async function climbsFor(given: { token?: string; apiKey?: string }): Promise<string[]> {
  const headers: Record<string, string> = given.token ? { authorization: `Bearer ${given.token}` } : { 'x-api-key': given.apiKey ?? '' }
  const answer = await fetch(`${app.url}/api/faces/${faceId}/export`, { headers })
  expect(answer.headers.get('content-type')).toBe('application/zip')
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="mastoc-wall.zip"')
  const { climbs, photo } = await readExport(await exportZip(Buffer.from(await answer.arrayBuffer())))
  expect(photo).toMatchObject({ file: 'photo.png', width: 800 })
  return climbs.map(({ row }) => (row as { name: string }).name).filter(name => name.startsWith('Bloc'))
}

test('[EXPORT-2] an admin gets the wall as a zip without the private climbs that admins do not see; a key that sees them gets them', async () => {
  const { token } = await app.admin()
  expect(await climbsFor({ token })).toEqual(['Bloc false'])
  expect((await climbsFor({ apiKey: KEYS.import })).sort()).toEqual(['Bloc false', 'Bloc true'])
})

test('[EXPORT-2] a wall that is not there is not found', async () => {
  expect((await app.call('GET', '/api/faces/none/export', { apiKey: KEYS.admin })).status).toBe(404)
})
