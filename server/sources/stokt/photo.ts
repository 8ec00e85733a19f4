import sharp from 'sharp'
import type { PictureFile } from '../wallImport'
import { UnusableFile } from './unusableExport'

/** The photo's size as it is seen, after the turn that the camera noted. */
export interface Photo extends PictureFile {
  file: string
  width: number
  height: number
}

export const MAX_PHOTO_BYTES = 15 * 1024 * 1024
const MAX_PIXELS = 50_000_000

const SIGNATURES = [
  { mime: 'image/jpeg', start: [0xff, 0xd8, 0xff] },
  { mime: 'image/png', start: [0x89, 0x50, 0x4e, 0x47] },
] as const

/** The first bytes decide, never the file's name, so that no other decoder reads the bytes. */
const mimeOf = (bytes: Uint8Array) => SIGNATURES.find(({ start }) => start.every((byte, i) => bytes[i] === byte))?.mime

/** True if the photo has the proportions of the wall, within one percent. */
export const isPhotoOf = (photo: Pick<Photo, 'width' | 'height'>, { width, height }: { width: number; height: number }): boolean =>
  Math.abs((photo.width * height) / (photo.height * width) - 1) < 0.01

/** @throws UnusableFile unless it is a whole JPEG or PNG */
export async function checkPhoto(bytes: Uint8Array, file: string): Promise<Photo> {
  const mime = mimeOf(bytes)
  if (!mime) throw new UnusableFile('photo_kind', { file })
  try {
    const image = sharp(bytes, { limitInputPixels: MAX_PIXELS })
    const { width, height, orientation = 1 } = await image.metadata()
    // Metadata alone would let a file pass whose end is missing.
    await image.resize(16).raw().toBuffer()
    return orientation >= 5 ? { file, bytes, mime, width: height, height: width } : { file, bytes, mime, width, height }
  } catch {
    throw new UnusableFile('photo_broken', { file, max: MAX_PIXELS / 1e6 })
  }
}
