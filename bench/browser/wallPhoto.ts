import sharp from 'sharp'

/** As much detail as the photo of a wall has: noise that JPEG cannot make small. */
export const wallPhoto = (width: number, height: number): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: '#b08d62', noise: { type: 'gaussian', mean: 128, sigma: 24 } } }).jpeg({ quality: 80 }).toBuffer()
