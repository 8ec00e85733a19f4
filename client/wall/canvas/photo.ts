import type { WallMode, WallScene } from './scene'
import { SMALLEST_PHOTO } from './smallestPhoto'

/** The widths that are asked for, in pixels; a phone needs no more than it shows. */
const WIDTHS = [SMALLEST_PHOTO, 960, 1440, 2400]

/** The smallest width that looks sharp, and what may stand in for it when it cannot be had. */
export function widthsFor(pixels: number, full: number): number[] {
  const ladder = [...WIDTHS.filter(width => width < full), full]
  const wanted = ladder.find(width => width >= pixels) ?? full
  return [wanted, ...ladder.filter(width => width < wanted).reverse(), ...ladder.filter(width => width > wanted)]
}

/** Decoded beside the page's own work: an image element would be decoded within the frame that first draws it. */
export async function loadPhoto(urls: readonly string[]): Promise<ImageBitmap | null> {
  for (const url of urls) {
    const photo = await fetch(url).then(async answer => (answer.ok ? createImageBitmap(await answer.blob()) : null)).catch(() => null)
    if (photo) return photo
  }
  return null
}

export function paintPhoto(canvas: HTMLCanvasElement, photo: ImageBitmap): CanvasRenderingContext2D | null {
  canvas.width = photo.width
  canvas.height = photo.height
  // Opaque: what lies below need not be drawn.
  const context = canvas.getContext('2d', { alpha: false })
  context?.drawImage(photo, 0, 0)
  return context
}

/** Greyed and darkened once, not at every frame as a CSS filter would be, and with what every browser knows. */
export function paintToned(canvas: HTMLCanvasElement, photo: ImageBitmap, { grey, brightness }: Tone): void {
  const context = paintPhoto(canvas, photo)
  if (!context) return
  const cover = (operation: GlobalCompositeOperation, colour: string): void => {
    context.globalCompositeOperation = operation
    context.fillStyle = colour
    context.fillRect(0, 0, canvas.width, canvas.height)
  }
  cover('saturation', `rgb(128 128 128 / ${grey})`)
  const light = Math.round(255 * brightness)
  cover('multiply', `rgb(${light} ${light} ${light})`)
}

/** The photo's style behind the drawing: `cover` is how far the greyed and darkened one hides it. */
export interface Tone {
  cover: number
  grey: number
  brightness: number
}

export function toneOf(scene: WallScene, mode: WallMode): Tone {
  const { grey, brightness } = scene.style
  // While setting, all holds have to be found.
  if (mode === 'paint') return { cover: 0.5, grey, brightness }
  if (scene.climb) return { cover: 1, grey, brightness }
  // Colours that mean something stand on a photo that has none of its own; what the filters leave keeps its own.
  if (scene.fills) return { cover: 1, grey: 1, brightness: 0.55 }
  return { cover: 0, grey, brightness }
}
