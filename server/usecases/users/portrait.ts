import sharp from 'sharp'
import { Refusal } from '../../../shared/result'

/** Width and height of what is kept, pixels. */
const SIDE = 256
const PIXELS_MAX = 24_000_000
const SECONDS_MAX = 10

const FORMATS = ['jpeg', 'png', 'webp', 'gif']

/**
 * [PEOPLE-3] Any JPEG, PNG, WebP or GIF as an upright square of WebP, drawn anew: nothing of what
 * came along with it (a place, a camera, a second picture) is kept.
 * @throws Refusal `invalid`
 */
export async function portrait(bytes: Buffer): Promise<Buffer> {
  try {
    const picture = sharp(bytes, { limitInputPixels: PIXELS_MAX, failOn: 'error' })
    const { format } = await picture.metadata()
    if (!FORMATS.includes(format)) throw new Error(format)
    return await picture.autoOrient().resize(SIDE, SIDE, { fit: 'cover' }).timeout({ seconds: SECONDS_MAX }).webp({ quality: 82 }).toBuffer()
  } catch {
    throw new Refusal('invalid', {}, { issues: [{ path: 'file', message: 'JPEG, PNG, WebP, GIF' }] })
  }
}
