import sharp from 'sharp'
import { Refusal } from '../../../shared/result'
import { needsTooMuchMemory, oneAtATime } from '../../imageLoaders'

/** Width and height of what is kept, pixels. */
const SIDE = 256
const PIXELS_MAX = 24_000_000
const SECONDS_MAX = 10

const FORMATS = ['jpeg', 'png', 'webp', 'gif']

async function draw(bytes: Buffer): Promise<Buffer> {
  try {
    const picture = sharp(bytes, { limitInputPixels: PIXELS_MAX, failOn: 'error' })
    const facts = await picture.metadata()
    if (!FORMATS.includes(facts.format) || needsTooMuchMemory(facts)) throw new Error(facts.format)
    return await picture
      .autoOrient()
      .resize(SIDE, SIDE, { fit: 'cover' })
      .timeout({ seconds: SECONDS_MAX })
      .webp({ quality: 82 })
      .toBuffer()
  } catch {
    throw new Refusal('invalid', {}, { issues: [{ path: 'file', message: 'picture' }] })
  }
}

/**
 * [PEOPLE-3] Any JPEG, PNG, WebP or GIF as an upright square of WebP, drawn anew: nothing of what
 * came along with it (a place, a camera, a second picture) is kept.
 * @throws Refusal `invalid`, `unavailable` where too many wait
 */
export const portrait = (bytes: Buffer, userId: string): Promise<Buffer> => oneAtATime({ payer: userId }, () => draw(bytes))
