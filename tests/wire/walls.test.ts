import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { FIRST_OWN_HOLD_ID } from '../../shared/model/holdNumbers'
import { startApp, type TestApp } from '../support/app'
import { HOLD_IDS, importTestWall, PICTURE, smallPicture, smallWall } from '../support/wall'

const text = expect.any(String) as string
const number = expect.any(Number) as number

let app: TestApp
let ids: { gymId: string; faceId: string }
beforeAll(async () => {
  app = await startApp()
  ids = await importTestWall(app.services, { ...smallWall, picture_file: { bytes: await smallPicture(), mime: 'image/png' } })
})
afterAll(() => app.close())

const get = async (path: string): Promise<unknown> => {
  const { status, body } = await app.call('GET', path)
  expect(status).toBe(200)
  return body
}
const hold = {
  id: number, stokt_id: 101, polygon_str: text, centroid_x: 100, centroid_y: 500, path_str: text, area: 1600, touch_polygon_str: text,
  centroid_str: text, top_polygon_str: text, center_tape_str: text, right_tape_str: text, left_tape_str: text, label: '9', colour: null,
  removed_at: null,
}

test('[REST-8] gyms and faces are bare lists', async () => {
  expect(await get('/api/gyms')).toEqual([
    { id: ids.gymId, stokt_id: 'stokt-gym', name: 'Petite salle', location: 'Ici', faces_count: 1, source: 'stokt' },
  ])
  const face = {
    id: ids.faceId, stokt_id: 'stokt-face', gym_id: ids.gymId, name: 'Petit pan', picture_path: PICTURE.name,
    picture_width: 800, picture_height: 600, holds_count: 12, climbs_count: 5,
    grid: null, position: 0, is_archived: false,
  }
  expect(await get('/api/faces')).toEqual([face])
  expect(await get(`/api/faces?gym_id=${ids.gymId}`)).toEqual([face])
  expect(await get('/api/faces?gym_id=another')).toEqual([])
  expect(await get(`/api/faces/${ids.faceId}`)).toEqual(face)
})

test('[REST-8] a setup is everything that is needed to draw a face', async () => {
  const setup = await get(`/api/faces/${ids.faceId}/setup`) as { holds: { id: number }[] }
  expect(setup).toMatchObject({
    id: ids.faceId, stokt_id: 'stokt-face', is_active: true, total_climbs: 5, picture: PICTURE, small_picture: null,
    feet_rules_options: ['All holds', 'Feet follow hands'], has_symmetry: false,
  })
  expect(setup.holds[0]).toEqual({ ...hold, id: 101 })
  expect(setup.holds.map(({ id }) => id)).toEqual([...HOLD_IDS])
  expect(await get('/api/faces/by-stokt-id/stokt-face/setup')).toEqual(setup)
})

test('[REST-8] holds have one number; those from Stokt are found by it', async () => {
  expect(await get(`/api/holds?face_id=${ids.faceId}`)).toMatchObject({ count: 12, results: HOLD_IDS.map(id => ({ id })) })
  const { faceId: face_id } = ids
  expect(await get('/api/holds/101')).toEqual({ ...hold, id: 101, face_id })
  expect(await get('/api/holds/by-stokt-id/101')).toEqual({ ...hold, id: 101, face_id })
  expect(await get(`/api/holds/${FIRST_OWN_HOLD_ID}`)).toMatchObject({ stokt_id: null })
  expect((await app.call('GET', `/api/holds/by-stokt-id/${FIRST_OWN_HOLD_ID}`)).status).toBe(404)
})

test('[REST-8] the statistics are numbers', async () => {
  expect(await get('/api/sync/stats')).toEqual({ gyms: 1, faces: 1, holds: 12, climbs: 5, users: 2, climbs_synced: 4, climbs_local: 1 })
})

describe('[REST-9] the photo', () => {
  const fetchPicture = async (query = '', headers: Record<string, string> = {}) => {
    const response = await fetch(`${app.url}/static/${PICTURE.name}${query}`, { headers: { 'cache-control': 'max-age=0', ...headers } })
    return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) }
  }

  test('comes as it was given, byte by byte, to everybody', async () => {
    const { status, headers, bytes } = await fetchPicture()
    expect([status, headers.get('content-type'), headers.get('cross-origin-resource-policy')]).toEqual([200, 'image/png', 'cross-origin'])
    expect(bytes.equals(await smallPicture())).toBe(true)
  })

  test.each([
    [1, 480],
    [480, 480],
    [481, 800],
    [9999, 800],
  ])('asked for %i wide comes %i wide as WebP, never enlarged', async (asked, width) => {
    const { headers, bytes } = await fetchPicture(`?w=${asked}`)
    expect(headers.get('content-type')).toBe('image/webp')
    expect((await sharp(bytes).metadata()).width).toBe(width)
  })

  test.each(['?w=0', '?w=-5', '?w=wide', '?w=1&w=2'])('asked for %s comes as it is', async (query) => {
    expect((await fetchPicture(query)).headers.get('content-type')).toBe('image/png')
  })

  test.each(['', '?w=400'])('is not sent again to who has it%s', async (query) => {
    const etag = (await fetchPicture(query)).headers.get('etag') ?? ''
    const again = await fetchPicture(query, { 'if-none-match': etag })
    expect([again.status, again.bytes.length]).toEqual([304, 0])
  })

  test.each(['/static/none.png', '/static/a%00b', '/static/..%2f..%2fmastoc.sqlite'])('is not found at %s', async (path) => {
    expect(await app.call('GET', path)).toMatchObject({ status: 404, body: { code: 'not_found' } })
  })
})

test('[IMPORT-5] importing the same wall again changes nothing, a changed one moves only what changed', async () => {
  const cursor = async () => (await get(`/api/feeds/face:${ids.faceId}/changes?limit=1`) as { at: string }).at
  const before = await cursor()
  await importTestWall(app.services, { ...smallWall, picture_file: { bytes: await smallPicture(), mime: 'image/png' } })
  expect(await cursor()).toBe(before)
  const climbs = smallWall.climbs.map(climb => (climb.key === 'under' ? { ...climb, name: 'sur_ligne' } : climb))
  const { cursor: since } = await get(`/api/feeds/face:${ids.faceId}/changes`) as { cursor: string }
  await importTestWall(app.services, { ...smallWall, climbs })
  expect(await get(`/api/feeds/face:${ids.faceId}/changes?since=${since}`)).toMatchObject({
    mode: 'delta',
    rows: [{ kind: 'climb', op: 'put', value: { name: 'sur_ligne' } }],
  })
})
