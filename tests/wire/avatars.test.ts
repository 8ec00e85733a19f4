import { createHash } from 'node:crypto'
import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApp, type TestApp } from '../support/app'
import { uploadAvatar } from '../support/uploadAvatar'
import { importTestWall } from '../support/wall'

let app: TestApp
let faceId: string
beforeAll(async () => {
  app = await startApp()
  faceId = (await importTestWall(app.services)).faceId
})
afterAll(() => app.close())

const upload = (token: string, bytes: Uint8Array, field?: string) => uploadAvatar(app, token, bytes, field)
const picture = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#7a3' } })

/** A PNG of one bit a pixel, all black, in a few kilobytes. */
function blankPng(side: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data])
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    sum.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, sum])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  header[8] = 1
  const rows = deflateSync(Buffer.alloc((Math.ceil(side / 8) + 1) * side))
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

describe('[PEOPLE-3] [MOVE-17] an avatar', () => {
  test('is redrawn as a square, without where it was taken, and served to everybody', async () => {
    const { id, token } = await app.register('portrait')
    const photo = await picture(640, 300).jpeg().withExif({ IFD3: { GPSLatitude: '48/1 51/1 24/1', GPSLatitudeRef: 'N' } }).toBuffer()
    expect(photo.includes('Exif')).toBe(true)
    expect(await upload(token, photo)).toMatchObject({
      status: 200,
      body: { message: 'Photo enregistrée.', avatar_path: `/api/users/${id}/avatar`, avatar_version: expect.stringMatching(/^[\w-]{36}$/) as string },
    })
    const response = await fetch(`${app.url}/api/users/${id}/avatar`)
    const bytes = Buffer.from(await response.arrayBuffer())
    expect(response.headers.get('content-type')).toBe('image/webp')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    const { width, height, exif, format } = await sharp(bytes).metadata()
    expect({ width, height, exif, format }).toEqual({ width: 256, height: 256, exif: undefined, format: 'webp' })
    const again = await fetch(`${app.url}/api/users/${id}/avatar`, {
      headers: { 'if-none-match': response.headers.get('etag') ?? '', 'cache-control': 'max-age=0' },
    })
    expect(again.status).toBe(304)
    const [mine, other] = [await app.socket({ token }), await app.socket()]
    const faces: (string | null)[] = []
    other.on('presence', news => faces.push(...news.set.map(({ user }) => user.avatar_path)))
    other.emit('presence:set', { face: faceId })
    mine.emit('presence:set', { face: faceId })
    await expect.poll(() => faces.at(-1)).toMatch(/^avatars\/.+\.webp$/)
    expect((await app.call('DELETE', '/api/users/me/avatar', { token })).status).toBe(204)
    await expect.poll(() => faces.at(-1)).toBeNull()
    expect((await app.call('GET', `/api/users/${id}/avatar`)).status).toBe(404)
    expect((await app.call('GET', '/api/users/me', { token })).body).toMatchObject({ avatar_path: null })
  })

  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>')
  /** A GIF of 30,000 x 30,000 pixels in 40 bytes. */
  const gifBomb = Buffer.concat([
    Buffer.from('GIF89a'),
    Buffer.from([
      0x30, 0x75, 0x30, 0x75, 0x80, 0, 0, 255, 255, 255, 0, 0, 0, 0x2c, 0, 0, 0, 0, 0x30, 0x75, 0x30, 0x75, 0, 2, 2, 0x4c, 1, 0, 0x3b,
    ]),
  ])
  test.each([
    ['an SVG', async () => svg],
    ['a GIF bomb', async () => gifBomb],
    ['a PNG of 196 megapixels', async () => blankPng(14_000)],
    ['a truncated JPEG', async () => (await picture(900, 900).jpeg().toBuffer()).subarray(0, 1500)],
    ['a TIFF', () => picture(10, 10).tiff().toBuffer()],
    ['a text', async () => Buffer.from('no picture at all')],
    ['nothing', async () => Buffer.alloc(0)],
  ])('is not %s', async (what, make) => {
    const { id, token } = await app.register(`a-${createHash('sha1').update(what).digest('hex').slice(0, 8)}`)
    expect(await upload(token, await make())).toMatchObject({ status: 400, body: { code: 'picture_invalid' } })
    expect((await app.call('GET', `/api/users/${id}/avatar`)).status).toBe(404)
  })

  test('is at most 2 MB, in the field `file`', async () => {
    const { token } = await app.register('gros')
    expect(await upload(token, Buffer.alloc(2 * 1024 * 1024 + 1))).toMatchObject({ status: 400, body: { code: 'picture_invalid' } })
    expect((await upload(token, await picture(10, 10).png().toBuffer(), 'photo')).status).toBe(422)
  })
})
