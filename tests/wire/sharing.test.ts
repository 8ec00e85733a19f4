import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { RAW_PRICES } from '../../server/limits/restPrices'
import { startApp, type Account, type TestApp } from '../support/app'
import { servers } from '../support/servers'
import { importTestWall, PICTURE, smallPicture, smallWall } from '../support/wall'

const INDEX = '<!doctype html>\n<html lang="fr">\n<head><!--description--><!--/description--><title>mastoc</title></head><body><!--frame--></body></html>'
const HOSTILE = '</span><span size="9999999">&lt;script> "x" \'y\' & 😀 الاسم'

let clientFolder: string
beforeAll(async () => {
  clientFolder = await mkdtemp(join(tmpdir(), 'mastoc-client-'))
  await writeFile(join(clientFolder, 'index.html'), INDEX)
})
afterAll(() => rm(clientFolder, { recursive: true }))

const manyOf = <A>(many: A) => ({ guest: many, account: many, person: many, key: many, watch: many, search: many, wrong: many })
const metaOf = (html: string) =>
  Object.fromEntries([...html.matchAll(/<meta (?:name|property)="([^"]+)" content="([^"]*)"/g)].map(([, name = '', content]) => [name, content]))

async function wallIn(app: TestApp): Promise<string> {
  const picture_file = { bytes: await smallPicture(), mime: 'image/png' } as const
  return (await importTestWall(app.services, { ...smallWall, picture_file })).faceId
}
const set = async (app: TestApp, { token }: Account, body: object) =>
  (await app.call('POST', '/api/climbs', { token, body })).body as { id: string; updated_at: string }
const bytesOf = async (answer: Response | undefined) => Buffer.from(answer ? await answer.arrayBuffer() : new ArrayBuffer(0))
const pictureOf = (app: TestApp, id: string, headers: Record<string, string> = {}) => fetch(`${app.url}/og/climb/${id}.png`, { headers: { 'cache-control': 'max-age=0', ...headers } })

describe.each(['sqlite', 'postgres'] as const)('a shared climb on %s', (dialect) => {
  let app: TestApp
  let setter: Account
  let climb: { face_id: string; holds_list: string; grade_font: string; feet_rule: string }
  beforeAll(async () => {
    app = await servers[dialect]({ clientFolder, env: { PUBLIC_URL: 'https://mur.example.org' } })
    climb = { face_id: await wallIn(app), holds_list: 'S101 O105 F106 T109', grade_font: '6B', feet_rule: 'All holds' }
    setter = await app.register('lynx')
  })
  afterAll(() => app.close())

  test('[SHARE-1] [SHARE-2] has a picture, drawn once for all who ask, and known by all that is drawn', async () => {
    const { id, updated_at } = await set(app, setter, { ...climb, name: 'Le dahu' })
    const { body } = await app.call('GET', `/bloc/${id}`, { headers: { accept: 'text/html' } })
    expect(metaOf(body as string)).toMatchObject({
      'og:title': 'Le dahu · 6B · mastoc',
      'og:image': `https://mur.example.org/og/climb/${id}.png?v=${encodeURIComponent(updated_at)}`,
      'og:image:width': '1200', 'og:image:height': '630', 'twitter:card': 'summary_large_image',
    })
    const read = vi.spyOn(app.services.stores.walls, 'picture')
    const answers = await Promise.all([1, 2, 3].map(() => pictureOf(app, id)))
    expect(read).toHaveBeenCalledTimes(1)
    read.mockRestore()
    const [first] = answers
    expect(Object.fromEntries(first?.headers ?? [])).toMatchObject({ 'content-type': 'image/png', 'cache-control': 'public, max-age=300' })
    const { data, info } = await sharp(await bytesOf(first)).removeAlpha().raw().toBuffer({ resolveWithObject: true })
    expect([info.width, info.height]).toEqual([1200, 630])
    const pixels = Array.from({ length: info.width * info.height }, (_, at) => data.subarray(at * 3, at * 3 + 3))
    const like = (...colour: number[]) =>
      pixels.filter(pixel => colour.every((value, at) => Math.abs(value - (pixel[at] ?? 0)) < 14)).length
    // The holds in the photo's own colour, white contours, and the foot in its own.
    expect(like(0xcc, 0x99, 0x88)).toBeGreaterThan(1_500)
    expect(like(255, 255, 255)).toBeGreaterThan(1_500)
    expect(like(0x31, 0xda, 0xff)).toBeGreaterThan(100)
    const etag = first?.headers.get('etag') ?? ''
    expect((await pictureOf(app, id, { 'if-none-match': etag })).status).toBe(304)
    await app.call('PATCH', `/api/climbs/${id}`, { token: setter.token, body: { name: 'Le chamois' } })
    const changed = await pictureOf(app, id, { 'if-none-match': etag })
    expect(changed.status).toBe(200)
    expect(changed.headers.get('etag')).not.toBe(etag)
  })

  test('[SHARE-1] a name that is markup, or has letters that no font has, is words and nothing else', async () => {
    const { id } = await set(app, setter, { ...climb, name: HOSTILE })
    const { body } = await app.call('GET', `/bloc/${id}`, { headers: { accept: 'text/html' } })
    expect(body).not.toMatch(/<script|<span size/)
    const { status, headers } = await pictureOf(app, id)
    expect([status, headers.get('content-type')]).toEqual([200, 'image/png'])
    const emoji = await set(app, setter, { ...climb, name: '🦙🦙🦙' })
    expect((await pictureOf(app, emoji.id)).status).toBe(200)
  })

  test('[SHARE-1] of a private climb, one in the bin, a hidden one and one that never was there is no picture, and no difference', async () => {
    const admin = await app.admin()
    const secret = await set(app, setter, { ...climb, name: 'Secret', is_private: true })
    const [gone, hidden] = [await set(app, setter, { ...climb, name: 'Parti' }), await set(app, setter, { ...climb, name: 'Caché' })]
    await app.call('DELETE', `/api/climbs/${gone.id}`, { token: setter.token })
    await app.call('POST', `/api/admin/climbs/${hidden.id}/hide`, { token: admin.token, body: { reason: 'Double.' } })
    const answers = await Promise.all([secret.id, gone.id, hidden.id, randomUUID(), 'x', '..%2f..%2fx'].map(async (id) => {
      const answer = await pictureOf(app, id)
      const { code, title, detail } = await answer.json() as Record<string, unknown>
      return [answer.status, answer.headers.get('cache-control'), code, title, detail]
    }))
    expect(answers.map(([status]) => status)).toEqual(Array<number>(6).fill(404))
    expect(new Set(answers.map(answer => JSON.stringify(answer))).size).toBe(1)
  })
})

test('[SHARE-1] where guests may not read there is no picture', async () => {
  const closed = await startApp({ clientFolder, env: { PUBLIC_READ: '0' } })
  const climb = { face_id: await wallIn(closed), holds_list: 'S101 T109', name: 'Fermé', feet_rule: 'All holds' }
  const { id } = await set(closed, await closed.register('lynx'), climb)
  expect((await pictureOf(closed, id)).status).toBe(404)
  await closed.close()
})

test('[SHARE-3] whoever has pictures drawn pays for each; those that are kept are cheap', async () => {
  const few = { perSecond: 0.001, burst: RAW_PRICES.climbDrawn * 2 + 60 }
  const many = { perSecond: 1e6, burst: 1e9 }
  const app = await startApp({ restAllowances: { ...manyOf(many), guest: few } })
  const face_id = await wallIn(app)
  const setter = await app.register('lynx')
  const ids = []
  for (const name of ['Un bloc', 'Deux blocs', 'Trois blocs'])
    ids.push((await set(app, setter, { face_id, holds_list: 'S101 T109', name, feet_rule: 'All holds' })).id)
  const statuses = []
  for (const id of [...ids.slice(0, 2), ...ids, ids[0] ?? '']) statuses.push((await pictureOf(app, id)).status)
  expect(statuses).toEqual([200, 200, 200, 200, 429, 200])
  await app.close()
})

test('[PAGE-6] [SHARE-7] whoever invents searches pays for each, and then gets the plain page and the plain picture', async () => {
  const many = { perSecond: 1e6, burst: 1e9 }
  const search = { perSecond: 0.001, burst: RAW_PRICES.search * 4 }
  const app = await startApp({ clientFolder, restAllowances: { ...manyOf(many), search } })
  await wallIn(app)
  const read = vi.spyOn(app.services.stores.climbs, 'list')
  const titleOf = async (words: string) =>
    metaOf((await app.call('GET', `/?search=${words}`, { headers: { accept: 'text/html' } })).body as string)['og:title']
  expect([await titleOf('clair'), await titleOf('ligne')]).toEqual(['« clair » · mastoc', '« ligne » · mastoc'])
  const picture = (words: string) => fetch(`${app.url}/og/search.png?search=${words}`, { redirect: 'manual' })
  expect([(await picture('ligne')).status, (await picture('clair')).status]).toEqual([200, 200])
  const asked = read.mock.calls.length
  expect(await titleOf('sous')).toBe('Petit pan · mastoc')
  const { status, headers } = await picture('clair')
  expect([status, headers.get('location'), headers.get('cache-control')]).toEqual([302, '/icons/icon-512.png', 'no-store'])
  expect(read.mock.calls.length).toBe(asked)
  await app.close()
})

test('[SHARE-2] a wall of any shape is drawn in full size', async () => {
  const app = await startApp()
  const bytes = await sharp({ create: { width: 4000, height: 300, channels: 3, background: '#c98' } }).jpeg().toBuffer()
  const { faceId } = await importTestWall(app.services, {
    ...smallWall, face: { ...smallWall.face, picture: { ...PICTURE, width: 4000, height: 300 } }, picture_file: { bytes, mime: 'image/jpeg' },
  })
  const { id } = await set(app, await app.register('lynx'), { face_id: faceId, holds_list: 'S101 T110', name: 'Large', feet_rule: 'All holds' })
  const answer = await pictureOf(app, id)
  expect(answer.status).toBe(200)
  expect(await sharp(await bytesOf(answer)).metadata()).toMatchObject({ width: 1200, height: 630 })
  await app.close()
})
