import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Account, TestApp } from '../support/app'
import { servers } from '../support/servers'
import { importTestWall, smallPicture, smallWall } from '../support/wall'

const INDEX = '<!doctype html>\n<html lang="fr">\n<head><!--description--><!--/description--><title>mastoc</title></head><body><!--frame--></body></html>'

let clientFolder: string
beforeAll(async () => {
  clientFolder = await mkdtemp(join(tmpdir(), 'mastoc-client-'))
  await writeFile(join(clientFolder, 'index.html'), INDEX)
})
afterAll(() => rm(clientFolder, { recursive: true }))

describe.each(['sqlite', 'postgres'] as const)('a shared list or search on %s', (dialect) => {
  let app: TestApp
  let owner: Account
  let face_id: string
  beforeAll(async () => {
    app = await servers[dialect]({ clientFolder, env: { PUBLIC_URL: 'https://mur.example.org' } })
    face_id = (await importTestWall(app.services, { ...smallWall, picture_file: { bytes: await smallPicture(), mime: 'image/png' } })).faceId
    owner = await app.register('lynx')
  })
  afterAll(() => app.close())

  const made = async (path: string, body: object) => (await app.call('POST', path, { token: owner.token, body })).body as { id: string }
  const climb = (name: string, more: object = {}) =>
    made('/api/climbs', { face_id, holds_list: 'S101 O105 F106 T109', grade_font: '6B', feet_rule: 'All holds', name, ...more })
  async function list(name: string, climbs: readonly { id: string }[], is_shared = true): Promise<string> {
    const { id } = await made('/api/lists', { name, is_shared })
    for (const one of climbs) await app.call('PUT', `/api/lists/${id}/climbs/${one.id}`, { token: owner.token })
    return id
  }
  const pictureOf = (id: string) => fetch(`${app.url}/og/list/${id}.png`)
  const searchPictureOf = (query: string) => fetch(`${app.url}/og/search.png?${query}`)
  async function metaOf(path: string): Promise<Record<string, string | undefined>> {
    const { body } = await app.call('GET', path, { headers: { accept: 'text/html' } })
    return Object.fromEntries([...(body as string).matchAll(/<meta (?:name|property)="([^"]+)" content="([^"]*)"/g)].map(([, name = '', value]) => [name, value]))
  }
  /** So many pixels of the picture have the colour of the holds. */
  async function holdPixels(answer: Response): Promise<number> {
    const { data, info } = await sharp(Buffer.from(await answer.arrayBuffer())).removeAlpha().raw().toBuffer({ resolveWithObject: true })
    expect([info.width, info.height]).toEqual([1200, 630])
    return Array.from({ length: info.width * info.height }, (_, at) => data.subarray(at * 3, at * 3 + 3))
      .filter(pixel => [0xcc, 0x99, 0x88].every((value, at) => Math.abs(value - (pixel[at] ?? 0)) < 14)).length
  }

  test('[SHARE-6] has a picture of the climbs that everybody sees, and changes with them', async () => {
    const [first, secret, ...others] = [await climb('Un bloc'), await climb('Secret', { is_private: true }), await climb('Deux blocs'), await climb('Trois blocs')]
    const id = await list('Circuit <rouge>', [first, secret])
    expect(await metaOf(`/liste/${id}`)).toMatchObject({
      'og:title': 'Circuit &#60;rouge&#62; · mastoc', 'og:url': `https://mur.example.org/liste/${id}`, 'og:image:width': '1200',
      'og:image': expect.stringMatching(`^https://mur.example.org/og/list/${id}\\.png\\?v=`), 'og:description': expect.stringMatching(/^Liste de lynx .* : 1\.$/),
    })
    const one = await pictureOf(id)
    expect([one.status, one.headers.get('content-type')]).toEqual([200, 'image/png'])
    expect(await holdPixels(one)).toBeGreaterThan(1_000)
    for (const { id: climb } of others) await app.call('PUT', `/api/lists/${id}/climbs/${climb}`, { token: owner.token })
    const three = await pictureOf(id)
    expect(three.headers.get('etag')).not.toBe(one.headers.get('etag'))
    expect(await holdPixels(three)).toBeGreaterThan(1_000)
  })

  test('[SHARE-6] one that is not shared, or has nothing for everybody, is told like one that never was', async () => {
    const [open, secret] = [await climb('Ouvert'), await climb('Secret', { is_private: true })]
    const ids = [await list('À moi', [open], false), await list('Rien', [secret]), await list('Vide', []), randomUUID()]
    const plain = await metaOf('/')
    for (const id of ids) {
      expect(await metaOf(`/liste/${id}`)).toEqual(plain)
      const { status, headers } = await pictureOf(id)
      expect([status, headers.get('cache-control')]).toEqual([404, 'no-store'])
    }
  })

  test('[SHARE-7] a search tells what it asks for and how much everybody finds, under one address however it is written', async () => {
    await climb('Dalle du matin', { holds_list: 'S103 O104 T108', grade_font: '7A' })
    await climb('Dalle du soir', { holds_list: 'S103 O104 T108', grade_font: '7A' })
    await climb('Dalle secrète', { holds_list: 'S103 O104 T108', grade_font: '7A', is_private: true })
    const labels = await app.services.stores.walls.holdRows([103, 108])
    const nameOf = (id: number) => labels.find(hold => hold.id === id)?.label ?? ''
    const query = `holds=108,103%3AS&mine=unsent&grade_min=6C%2B&search=dalle&setters=${owner.id}&not_conditions=sale&face_id=${face_id}&grips=`
    const normal = `face_id=${face_id}&search=dalle&grade_min=6C%2B&setters=${owner.id}&holds=103%3AS%2C108&not_conditions=sale`
    expect(await metaOf(`/?${query}`)).toMatchObject({
      'og:title': `« dalle » · 6C+ et plus · lynx · ${nameOf(103)} (départ) · ${nameOf(108)} · sans sale · mastoc`,
      'og:description': 'Blocs trouvés sur le mur « Petit pan » de Petite salle : 2.',
      'og:url': `https://mur.example.org/?${normal.replaceAll('&', '&#38;')}`,
      'og:image': `https://mur.example.org/og/search.png?${normal.replaceAll('&', '&#38;')}`,
    })
    const picture = await searchPictureOf(query)
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png'])
    expect((await searchPictureOf(normal)).headers.get('etag')).toBe(picture.headers.get('etag'))
    expect(await holdPixels(picture)).toBeGreaterThan(1_000)
    // The count of the wall's climbs is kept for a moment.
    const plain = { 'og:title': 'Petit pan · mastoc', 'og:url': 'https://mur.example.org/' }
    for (const nothing of ['search=rien+du+tout', 'mine=sent', 'grade_min=9Z', 'holds=103:X', 'page=2']) {
      expect(await metaOf(`/?${nothing}`)).toMatchObject(plain)
      expect((await searchPictureOf(nothing)).status).toBe(404)
    }
  })
})
