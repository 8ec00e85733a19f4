import { fit, type Camera, type Size } from '../camera/camera'
import { loadPhoto, paintPhoto, paintToned, toneOf, widthsFor } from './photo'
import { place } from '../camera/cssTransform'
import type { WallMode, WallPicture, WallScene } from './scene'
import { SMALLEST_PHOTO } from './smallestPhoto'

/** Longer than the stylesheet takes from one to the other. */
const FADED_MS = 200

export interface PhotoLayer {
  resize(view: Size): void
  place(camera: Camera, view: Size): void
  tone(scene: WallScene, mode: WallMode): void
  /**
   * Asks for a photo that is sharp at this scale, and for the smallest before the first; what is shown stays until it
   * is there, or if it cannot be had.
   */
  sharpen(scale: number): Promise<void>
  dispose(): void
}

export interface PhotoOptions {
  natural: HTMLCanvasElement
  dimmed: HTMLCanvasElement
  picture: WallPicture
  pictureUrl(width: number): string
  loaded(photo: ImageBitmap): void
  /** The first answer is there, be it that there is no photo. */
  ready(): void
}

/** The photo in its colours and, over it, the same stepped back. Both lie below what Fabric draws. */
export function createPhotoLayer({ natural, dimmed, picture, pictureUrl, loaded, ready }: PhotoOptions): PhotoLayer {
  let photo: ImageBitmap | null = null
  let asked = 0
  let dimmedAs = ''
  let fading = 0
  let shown: { scene: WallScene; mode: WallMode } | null = null

  const tone = (scene: WallScene, mode: WallMode): void => {
    shown = { scene, mode }
    const wanted = toneOf(scene, mode)
    const name = `${wanted.grey}/${wanted.brightness}`
    if (photo && wanted.cover > 0 && name !== dimmedAs) {
      paintToned(dimmed, photo, wanted)
      dimmedAs = name
    }
    dimmed.style.opacity = String(wanted.cover)
    natural.style.visibility = dimmed.style.visibility = scene.style.photo ? '' : 'hidden'
    clearTimeout(fading)
    fading = window.setTimeout(() => hideUnseen(wanted.cover), FADED_MS)
  }

  /** A canvas that is not seen still costs at every frame. */
  const hideUnseen = (cover: number): void => {
    if (cover === 1 && photo) natural.style.visibility = 'hidden'
    if (cover === 0) dimmed.style.visibility = 'hidden'
  }

  const use = (next: ImageBitmap): void => {
    const before = photo
    photo = next
    dimmedAs = ''
    paintPhoto(natural, next)
    if (shown) tone(shown.scene, shown.mode)
    loaded(next)
    before?.close()
  }

  /** A smaller one that comes late is of no use. */
  const take = (next: ImageBitmap | null): void => {
    if (asked !== Infinity && next && next.width > (photo?.width ?? 0)) use(next)
    else next?.close()
  }

  return {
    tone,
    resize(view) {
      const { scale } = fit(view, picture)
      for (const { style } of [natural, dimmed]) {
        style.width = `${picture.width * scale}px`
        style.height = `${picture.height * scale}px`
      }
    },
    place(camera, view) {
      const at = { ...camera, scale: camera.scale / fit(view, picture).scale }
      place(natural, at)
      place(dimmed, at)
    },
    async sharpen(scale) {
      const pixels = scale * picture.width * Math.min(window.devicePixelRatio || 1, 2)
      const [wanted = picture.width, ...others] = widthsFor(pixels, picture.width)
      if (wanted <= asked) return
      asked = wanted
      // The smallest is there soon, or came with the page.
      if (!photo && wanted > SMALLEST_PHOTO) take(await loadPhoto([pictureUrl(SMALLEST_PHOTO)]))
      if (asked === Infinity) return
      if (photo) ready()
      take(await loadPhoto([wanted, ...(photo ? [] : others)].map(pictureUrl)))
      // Infinity: disposed of while the photo was on its way.
      if (asked !== Infinity) ready()
    },
    dispose() {
      asked = Infinity
      clearTimeout(fading)
      photo?.close()
    },
  }
}
