import type { Point } from '../../../shared/rules/polygon'
import { along, between, fit, panBy, type Camera, type Size } from '../camera/camera'
import { createCursorInterpolation } from '../camera/cursorInterpolation'
import { sceneEquals } from './sceneEquals'
import { createPhotoLayer } from './photoLayer'
import { place } from '../camera/cssTransform'
import { drawLoupe } from '../layers/loupe'
import { createOverlayRenderer, type Highlight } from '../layers/overlayRenderer'
import { createSceneRenderer } from '../layers/sceneRenderer'
import type { WallMode, WallPicture, WallScene } from './scene'
import type { Shapes } from './shapes'

/** A frame that comes later than this after the scene was drawn, while the wall moves, says that drawing is too slow here. */
const LATE_MS = 21
/** So long it is then only moved. */
const EASE_MS = 100
const REST_MS = 120
const TRAVEL_MS = 180
const UNMOVED: Camera = { scale: 1, x: 0, y: 0 }

export interface StageElements {
  photo: HTMLCanvasElement
  dimmed: HTMLCanvasElement
  scene: HTMLCanvasElement
  overlay: HTMLCanvasElement
}

export interface Stage {
  /** The wall's place, or the place to which it moves. */
  readonly camera: Camera
  readonly view: Size
  resize(view: Size): void
  show(scene: WallScene, mode: WallMode): void
  setHighlight(highlight: Highlight): void
  /** Draws the wall around a point, larger, from what is there. */
  magnify(canvas: HTMLCanvasElement, at: Point, hold: number | null): void
  /** Under the fingers: moved now, drawn anew when it rests. */
  move(camera: Camera): void
  /** There in a moment, or at once for those who want no motion. */
  animateTo(camera: Camera): void
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
  const isStill = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches
  const renderer = createSceneRenderer(elements.scene, shapes, picture)
  const overlay = createOverlayRenderer(elements.overlay, shapes)
  const cursors = createCursorInterpolation(isStill)
  const photo = createPhotoLayer({
    natural: elements.photo, dimmed: elements.dimmed, picture, pictureUrl, ready,
    loaded(image) {
      renderer.usePhoto(image)
      sceneIsOld = true
      ask()
    },
  })

  let view: Size = { width: 0, height: 0 }
  let camera = UNMOVED
  let drawn = camera
  let shown: { scene: WallScene; mode: WallMode } | null = null
  let highlight: Highlight = { hovered: null, focused: null, press: null }
  let animation: { from: Camera; to: Camera; start: number } | null = null
  let sceneIsOld = true
  let moving = false
  let drawnAt = 0
  let interpolateUntil = 0
  let frame = 0
  let lastFrame = 0
  let restTimer = 0

  const ask = (): void => {
    frame ||= requestAnimationFrame(paint)
  }

  const paint = (time: number): void => {
    frame = 0
    if (!shown || view.width === 0) return
    if (drawnAt === lastFrame && time - lastFrame > LATE_MS) interpolateUntil = time + EASE_MS
    const gone = Math.min(time - lastFrame, 100)
    lastFrame = time
    if (animation) animate(time)
    photo.place(camera, view)
    if (sceneIsOld || (drawn !== camera && (!moving || time >= interpolateUntil))) drawScene(time)
    else place(elements.scene, between(drawn, camera))
    const gliding = cursors.step(gone)
    overlay.draw(shown.scene, highlight, cursors, camera)
    if (gliding || animation) ask()
  }

  const drawScene = (time: number): void => {
    renderer.draw(camera)
    place(elements.scene, UNMOVED)
    drawnAt = time
    drawn = camera
    sceneIsOld = false
  }

  const animate = (time: number): void => {
    if (!animation) return
    const part = Math.min(1, Math.max(0, (time - animation.start) / TRAVEL_MS))
    camera = part === 1 ? animation.to : along(animation.from, animation.to, 1 - (1 - part) ** 3)
    if (part < 1) return
    animation = null
    rest()
  }

  const rest = (): void => {
    clearTimeout(restTimer)
    moving = false
    if (view.width > 0) void photo.sharpen(camera.scale)
    ask()
  }

  return {
    get camera() {
      return animation?.to ?? camera
    },
    get view() {
      return view
    },
    resize(next) {
      if (next.width === 0 || next.height === 0) return
      // A move that was under way ends at once.
      if (animation) camera = animation.to
      const wasWhole = view.width === 0 || camera.scale <= fit(view, picture).scale * 1.001
      view = next
      animation = null
      camera = wasWhole || camera.scale < fit(view, picture).scale ? fit(view, picture) : panBy(camera, 0, 0, view, picture)
      for (const layer of [renderer, overlay, photo]) layer.resize(view)
      sceneIsOld = true
      moved()
      rest()
    },
    show(scene, mode) {
      const before = shown
      shown = { scene, mode }
      cursors.aim(scene.peers)
      if (!before || before.mode !== mode || !sceneEquals(before.scene, scene)) {
        renderer.show(scene, mode)
        photo.tone(scene, mode)
        sceneIsOld = true
      }
      ask()
    },
    setHighlight(next) {
      highlight = next
      ask()
    },
    magnify(canvas, at, hold) {
      if (!shown) return
      const layers = { photo: shown.scene.style.photo ? elements.photo : null, scene: elements.scene }
      drawLoupe(
        canvas,
        { ...layers, camera, picture, ratio: elements.scene.width / Math.max(view.width, 1) },
        { at, hold: hold === null ? null : (shapes.get(hold) ?? null) },
      )
    },
    move(next) {
      animation = null
      moving = true
      camera = next
      moved()
      clearTimeout(restTimer)
      restTimer = window.setTimeout(rest, REST_MS)
      ask()
    },
    animateTo(to) {
      moving = true
      animation = { from: camera, to, start: performance.now() - (isStill() ? TRAVEL_MS : 0) }
      moved()
      ask()
    },
    rest,
    dispose() {
      cancelAnimationFrame(frame)
      clearTimeout(restTimer)
      for (const layer of [renderer, overlay, photo]) layer.dispose()
      // Safari keeps the memory of a canvas until it is small.
      for (const element of Object.values(elements)) element.width = element.height = 1
    },
  }
}
