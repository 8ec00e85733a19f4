import sharp from 'sharp'
import { Refusal } from '../../../shared/result'
import { needsTooMuchMemory, oneAtATime } from '../../photos/imageLoaders'

/** The width and height of a stored portrait, in pixels. */
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
    throw new Refusal('picture_invalid')
  }
}

/**
 * [PEOPLE-3] Makes an upright WebP square of any JPEG, PNG, WebP or GIF. It is drawn anew, so that nothing else in the
 * file (a place, a camera, a second picture) is kept.
 * @throws Refusal `picture_invalid`, or `unavailable` if too many wait
 */
export const portrait = (bytes: Buffer, userId: string): Promise<Buffer> => oneAtATime({ payer: userId }, () => draw(bytes))
