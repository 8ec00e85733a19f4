import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { ask } from '../ask'
import { tally } from '../answers'
import type { Attack } from '../underAttack'
import { PEOPLE } from '../wall'

const EACH = 4
let made: Promise<Buffer> | undefined
/** 24 megapixels of 16 bits a channel, in a few kilobytes. */
const large = (): Promise<Buffer> =>
  (made ??= sharp({ create: { width: 6000, height: 4000, channels: 4, background: '#c98c' } })
    .toColourspace('rgb16')
    .png({ compressionLevel: 9 })
    .toBuffer())

function formOf(picture: Buffer): { body: Buffer; headers: Record<string, string> } {
  const boundary = randomUUID()
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="portrait.png"\r\nContent-Type: image/png\r\n\r\n`
  return {
    body: Buffer.concat([Buffer.from(head), picture, Buffer.from(`\r\n--${boundary}--\r\n`)]),
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  }
}

/** M10: four people send four huge portraits each, all at once, again and again. */
export const largePortraits: Attack = async (target, seconds) => {
  const { answers, note } = tally()
  const picture = await large()
  const tokens = await Promise.all(PEOPLE.slice(1, 5).map(async username => (await target.logIn(username)).token))
  const ends = Date.now() + seconds * 1000
  do {
    const all = tokens.flatMap(token => Array.from({ length: EACH }, async () => {
      note((await ask(`${target.url}/api/users/me/avatar`, { method: 'POST', token, ...formOf(picture) })).status)
    }))
    await Promise.all(all)
  } while (Date.now() < ends)
  return answers
}
