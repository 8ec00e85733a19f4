import sharp, { type Metadata } from 'sharp'
import { createSemaphore } from '../concurrency/semaphore'

/**
 * From now on this process decodes JPEG, PNG, WebP and GIF alone, because people send no SVG, PDF, TIFF or other
 * formats of libvips. It is called before the first request is taken. The demo wall, which is drawn as SVG, is painted
 * when mastoc is built.
 */
export function allowOnlyPhotos(): void {
  sharp.block({ operation: ['VipsForeignLoad'] })
  sharp.unblock({
    operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer', 'VipsForeignLoadNsgifBuffer'],
  })
  // No picture is decoded twice, so a cache is useless; and one picture at a time needs the buffers of one thread.
  sharp.cache(false)
  sharp.concurrency(1)
}

/**
 * [LIMIT-95] Decodes pictures one after the other, in turns of their senders. Beyond so many waiting ones it refuses
 * with 503.
 */
export const oneAtATime = createSemaphore({ atOnce: 1, waiting: 20, share: 10, nameShare: 10 })

/** The bytes of a picture that a decoder may hold at once, and the bytes that it may read line by line. */
const HELD_MAX = 50_000_000
const STREAMED_MAX = 100_000_000

/**
 * [LIMIT-95] Decides by the header, before anything is decoded. Some formats are held as a whole, however small they
 * are drawn.
 */
export function needsTooMuchMemory({ format, width, height, channels, depth, isProgressive }: Metadata): boolean {
  const pixels = width * height
  const decoded = pixels * channels * (depth === 'ushort' ? 2 : 1)
  if (format === 'webp' || format === 'gif') return pixels * 4 > HELD_MAX
  // A progressive JPEG takes two bytes for each coefficient; any other is made smaller as it is read.
  if (format === 'jpeg') return isProgressive === true && decoded * 2 > HELD_MAX
  return decoded > (isProgressive ? HELD_MAX : STREAMED_MAX)
}
