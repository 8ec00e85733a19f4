import sharp, { type Metadata } from 'sharp'
import { createSemaphore } from './concurrency/semaphore'

/**
 * From now on this process decodes JPEG, PNG, WebP and GIF alone: SVG, PDF, TIFF and the rest of what
 * libvips reads are no pictures that people send. Called before the first request is taken; the demo
 * wall, which is drawn as SVG, was painted by then.
 */
export function allowOnlyPhotos(): void {
  sharp.block({ operation: ['VipsForeignLoad'] })
  sharp.unblock({
    operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer', 'VipsForeignLoadNsgifBuffer'],
  })
  // Nothing is decoded twice, and one picture at a time needs the buffers of one thread.
  sharp.cache(false)
  sharp.concurrency(1)
}

/** [LIMIT-95] Pictures are decoded one after the other, in turns of those who sent them; so many wait, who comes beyond hears 503. */
export const oneAtATime = createSemaphore({ atOnce: 1, waiting: 20, share: 10, nameShare: 10 })

/** What a decoder may hold of a picture at once, and what may run through it line by line, bytes. */
const HELD_MAX = 50_000_000
const STREAMED_MAX = 100_000_000

/** [LIMIT-95] Asked of the header, before anything is decoded. Some are there only as a whole, however small they are drawn in the end. */
export function needsTooMuchMemory({ format, width, height, channels, depth, isProgressive }: Metadata): boolean {
  const pixels = width * height
  const decoded = pixels * channels * (depth === 'ushort' ? 2 : 1)
  if (format === 'webp' || format === 'gif') return pixels * 4 > HELD_MAX
  // Of a progressive JPEG two bytes for each coefficient; any other is made smaller as it is read.
  if (format === 'jpeg') return isProgressive === true && decoded * 2 > HELD_MAX
  return decoded > (isProgressive ? HELD_MAX : STREAMED_MAX)
}
