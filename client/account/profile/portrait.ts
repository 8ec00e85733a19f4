import { sourceOf, type Crop } from './crop'

/** Pixels of what is sent; the server keeps less. */
const SENT = 512

/** Upright, as it was held. Rejects what is no picture. */
export const openPicture = (file: Blob): Promise<ImageBitmap> => createImageBitmap(file, { imageOrientation: 'from-image' })

/** Draws the square that is cut out over a whole canvas. */
export function drawPortrait(canvas: HTMLCanvasElement, picture: ImageBitmap, crop: Crop): void {
  const context = canvas.getContext('2d')
  if (!context) return
  const { x, y, side } = sourceOf(crop)
  // Under what is transparent.
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.imageSmoothingQuality = 'high'
  context.drawImage(picture, x, y, side, side, 0, 0, canvas.width, canvas.height)
}

/** The picture as it is sent: small, and without the file's other data. */
export function cutOut(picture: ImageBitmap, crop: Crop): Promise<Blob> {
  const canvas = Object.assign(document.createElement('canvas'), { width: SENT, height: SENT })
  drawPortrait(canvas, picture, crop)
  return new Promise((resolve, reject) => {
    canvas.toBlob(blob => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/jpeg', 0.92)
  })
}
