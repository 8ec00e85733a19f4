import { along, between, fit, type Camera, type Size } from './camera'
import { createGlide } from './glide'
import { loadPhoto, paintPhoto, paintToned, toneOf, widthsFor } from './photo'
import { createOverlayRenderer, type Attention } from './render/overlayRenderer'
import { createSceneRenderer } from './render/sceneRenderer'
import type { DrawingStyle, WallMode, WallPicture, WallScene } from './scene'
import type { Shapes } from './shapes'

/** While the wall moves, a scene that took longer than this is only moved, not drawn anew. */
const CHEAP_MS = 4
const REST_MS = 120
const TRAVEL_MS = 180

export interface StageElements {
  photo: HTMLCanvasElement
  toned: HTMLCanvasElement
  scene: HTMLCanvasElement
  overlay: HTMLCanvasElement
}

export interface Stage {
  readonly camera: Camera
  readonly view: Size
  resize(view: Size): void
  show(scene: WallScene, mode: WallMode): void
  attend(attention: Attention): void
  /** Under the fingers: moved now, drawn anew when it rests. */
  move(camera: Camera): void
  travel(camera: Camera): void
  rest(): void
  dispose(): void
}

export interface StageOptions {
  elements: StageElements
  picture: WallPicture
  shapes: Shapes
  pictureUrl(width: number): string
  ready(): void
  moved(): void
}

/** Four canvases over each other, who moves them and when they are drawn. Nothing here is reactive. */
export function createStage({ elements, picture, shapes, pictureUrl, ready, moved }: StageOptions): Stage {
  const renderer = createSceneRenderer(elements.scene, shapes, picture)
  const overlay = createOverlayRenderer(elements.overlay, shapes)
  const still = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches
  const glide = createGlide(still)

  let view: Size = { width: 0, height: 0 }
  let camera: Camera = { scale: 1, x: 0, y: 0 }
  let drawn = camera
  let shown: { scene: WallScene; mode: WallMode } | null = null
  let attention: Attention = { hovered: null, focused: null }
  let photo: HTMLImageElement | null = null
  let loading = 0
  let tonedAs = ''
  let sceneIsOld = true
  let moving = false
  let cost = 0
  let frame = 0
  let lastFrame = 0
  let restTimer = 0
  let journey: { from: Camera; to: Camera; start: number } | null = null

  const ask = (): void => {
    frame ||= requestAnimationFrame(paint)
  }

  const paint = (time: number): void => {
    frame = 0
    if (!shown || view.width === 0) return
    const gone = Math.min(time - lastFrame, 100)
    lastFrame = time
    if (journey) travelOn(time)
    placePhoto()
    if (sceneIsOld || (drawn !== camera && (!moving || cost < CHEAP_MS))) drawScene()
    else if (drawn !== camera) transform(elements.scene, between(drawn, camera))
    const gliding = glide.step(gone)
    overlay.draw(shown.scene, attention, glide, camera)
    if (gliding || journey) ask()
  }

  const drawScene = (): void => {
    const start = performance.now()
    renderer.draw(camera)
    transform(elements.scene, { scale: 1, x: 0, y: 0 })
    cost = performance.now() - start
    drawn = camera
    sceneIsOld = false
  }

  const placePhoto = (): void => {
    const at = { ...camera, scale: camera.scale / fit(view, picture).scale }
    transform(elements.photo, at)
    transform(elements.toned, at)
  }

  const travelOn = (time: number): void => {
    if (!journey) return
    const part = Math.min(1, Math.max(0, (time - journey.start) / TRAVEL_MS))
    camera = part === 1 ? journey.to : along(journey.from, journey.to, 1 - (1 - part) ** 3)
    moved()
    if (part < 1) return
    journey = null
    rest()
  }

  const rest = (): void => {
    clearTimeout(restTimer)
    moving = false
    void sharpen()
    ask()
  }

  const sharpen = async (): Promise<void> => {
    const pixels = camera.scale * picture.width * Math.min(window.devicePixelRatio || 1, 2)
    const [wanted = picture.width, ...others] = widthsFor(pixels, picture.width)
    if (view.width === 0 || wanted <= loading) return
    loading = wanted
    const next = await loadPhoto([wanted, ...(photo ? [] : others)].map(pictureUrl))
    if (next && next.naturalWidth > (photo?.naturalWidth ?? 0)) usePhoto(next)
    ready()
  }

  const usePhoto = (next: HTMLImageElement): void => {
    photo = next
    paintPhoto(elements.photo, next)
    tonedAs = ''
    renderer.usePhoto(next)
    if (shown) setTone(shown.scene, shown.mode)
    sceneIsOld = true
    ask()
  }

  const setTone = (scene: WallScene, mode: WallMode): void => {
    const tone = toneOf(scene, mode)
    const wanted = `${tone.grey}/${tone.brightness}`
    if (photo && tone.cover > 0 && wanted !== tonedAs) {
      paintToned(elements.toned, photo, tone)
      tonedAs = wanted
    }
    elements.toned.style.opacity = String(tone.cover)
    showPhoto(scene.style)
  }

  const showPhoto = (style: DrawingStyle): void => {
    const visibility = style.photo ? '' : 'hidden'
    elements.photo.style.visibility = visibility
    elements.toned.style.visibility = visibility
  }

  return {
    get camera() {
      return journey?.to ?? camera
    },
    get view() {
      return view
    },
    resize(next) {
      const fitted = view.width === 0 || camera.scale <= fit(view, picture).scale * 1.001
      view = next
      renderer.resize(view)
      overlay.resize(view)
      if (fitted || camera.scale < fit(view, picture).scale) camera = fit(view, picture)
      journey = null
      for (const element of [elements.photo, elements.toned]) setSize(element, view, picture)
      sceneIsOld = true
      moved()
      rest()
    },
    show(scene, mode) {
      const before = shown
      shown = { scene, mode }
      glide.aim(scene.peers)
      if (!before || before.mode !== mode || !sameDrawing(before.scene, scene)) {
        renderer.show(scene, mode)
        setTone(scene, mode)
        sceneIsOld = true
      }
      ask()
    },
    attend(next) {
      attention = next
      ask()
    },
    move(next) {
      journey = null
      moving = true
      camera = next
      moved()
      clearTimeout(restTimer)
      restTimer = window.setTimeout(rest, REST_MS)
      ask()
    },
    travel(to) {
      moving = true
      journey = { from: camera, to, start: performance.now() - (still() ? TRAVEL_MS : 0) }
      ask()
    },
    rest,
    dispose() {
      cancelAnimationFrame(frame)
      clearTimeout(restTimer)
      loading = Infinity
      renderer.dispose()
      overlay.dispose()
      for (const element of Object.values(elements)) element.width = element.height = 1
    },
  }
}

/** What the scene's own canvas shows; the rest is drawn above it at every frame. */
const sameDrawing = (one: WallScene, other: WallScene): boolean =>
  one.climb === other.climb && one.fills === other.fills && one.dimmed === other.dimmed && one.style === other.style
  && (one.selected === other.selected || one.climb === null)

function setSize(element: HTMLCanvasElement, view: Size, picture: Size): void {
  const { scale } = fit(view, picture)
  element.style.width = `${picture.width * scale}px`
  element.style.height = `${picture.height * scale}px`
}

function transform(element: HTMLCanvasElement, { scale, x, y }: Camera): void {
  element.style.transform = `matrix(${scale}, 0, 0, ${scale}, ${x}, ${y})`
}
