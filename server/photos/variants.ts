import sharp from 'sharp'

/** Widths in pixels in which a wall photo is served as WebP; for another width the next larger one is served. */
export const WIDTHS = [480, 960, 1440, 2400] as const
const PIXELS_MAX = 50_000_000

/** WebP's 0 to 100. The two small widths stand for the photo until a larger one has come, which a slow network delays. */
const qualityOf = (width: number): number => (width <= 480 ? 40 : width <= 960 ? 65 : 80)

export const variantName = (sha256: string, width: number): string => `${sha256}-${width}.webp`

export const makeVariant = (photo: Uint8Array, width: number): Promise<Buffer> =>
  sharp(photo, { limitInputPixels: PIXELS_MAX })
    .rotate()
    .resize({ width, withoutEnlargement: true })
    .webp({ quality: qualityOf(width) })
    .toBuffer()
