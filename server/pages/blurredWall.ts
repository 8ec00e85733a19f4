import sharp from 'sharp'
import type { Stores } from '../db/stores/stores'
import { oneAtATime } from '../photos/imageLoaders'
import { BoundedMap } from '../concurrency/boundedMap'

const [WIDTH, PIXELS_MAX, KEPT_MAX] = [20, 50_000_000, 100]

/** A wall's photo of a few hundred bytes, as a data URL; null if there is none. Each is made once. */
export function createBlurredWall(stores: Stores): (path: string) => Promise<string | null> {
  const made = new BoundedMap<string, Promise<string>>(KEPT_MAX)
  const make = async (path: string): Promise<string> => {
    const picture = await stores.walls.picture(path)
    if (!picture) throw new Error('there is no such photo')
    const small = await oneAtATime({ payer: 'walls' }, () =>
      sharp(picture.bytes, { limitInputPixels: PIXELS_MAX }).rotate().resize({ width: WIDTH }).webp({ quality: 40 }).toBuffer(),
    )
    return `data:image/webp;base64,${small.toString('base64')}`
  }
  return async (path) => {
    const facts = await stores.walls.pictureFacts(path).catch(() => null)
    if (!facts) return null
    const making = made.get(facts.sha256) ?? make(path)
    made.set(facts.sha256, making)
    return making.catch(() => {
      made.delete(facts.sha256)
      return null
    })
  }
}
