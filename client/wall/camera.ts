import type { Point } from '../../shared/rules/polygon'

/** Where the picture lies in the view: view = picture * scale + (x, y), in CSS pixels. */
export interface Camera {
  scale: number
  x: number
  y: number
}

export interface Size {
  width: number
  height: number
}

/** At most three CSS pixels a picture pixel: beyond it the photo has nothing more to show. */
const MAX_SCALE = 3

export function fit(view: Size, picture: Size): Camera {
  const scale = Math.min(view.width / picture.width, view.height / picture.height)
  return centred(scale, view, picture)
}

export function zoomAt(camera: Camera, factor: number, focal: Point, view: Size, picture: Size): Camera {
  const least = fit(view, picture).scale
  const scale = Math.min(Math.max(camera.scale * factor, least), Math.max(MAX_SCALE, least))
  const ratio = scale / camera.scale
  const moved = { scale, x: focal.x - (focal.x - camera.x) * ratio, y: focal.y - (focal.y - camera.y) * ratio }
  return kept(moved, view, picture)
}

export function panBy(camera: Camera, dx: number, dy: number, view: Size, picture: Size): Camera {
  return kept({ ...camera, x: camera.x + dx, y: camera.y + dy }, view, picture)
}

/** A camera that shows `box` in the middle, with as much of the wall around it as the box is large. */
export function aimAt(centre: Point, extent: number, view: Size, picture: Size): Camera {
  const wanted = Math.min(view.width, view.height) / Math.max(extent * 4, 1)
  const least = fit(view, picture).scale
  const scale = Math.min(Math.max(wanted, least * 2), Math.max(MAX_SCALE, least))
  return kept(
    { scale, x: view.width / 2 - centre.x * scale, y: view.height / 2 - centre.y * scale }, view, picture,
  )
}

/** Holds seen as small or as large as this are neither too far nor too near; parts of the view, the least in CSS pixels. */
const SEEN_WELL = { least: 34, most: 0.5, wanted: 1 / 6 }

/** A camera with the hold in the middle, as near as it was where that is near enough to see it well: from hold to hold the wall only slides. */
export function follow(camera: Camera, { centre, extent }: { centre: Point; extent: number }, view: Size, picture: Size): Camera {
  const room = Math.min(view.width, view.height)
  const seen = extent * camera.scale
  const isWell = seen >= SEEN_WELL.least && seen <= room * SEEN_WELL.most
  const wanted = isWell ? camera.scale : (room * SEEN_WELL.wanted) / Math.max(extent, 1)
  const least = fit(view, picture).scale
  const scale = Math.min(Math.max(wanted, least), Math.max(MAX_SCALE, least))
  return kept({ scale, x: view.width / 2 - centre.x * scale, y: view.height / 2 - centre.y * scale }, view, picture)
}

export const isZoomed = (camera: Camera, view: Size, picture: Size): boolean =>
  camera.scale > fit(view, picture).scale * 1.01

export const toPicture = (camera: Camera, { x, y }: Point): Point =>
  ({ x: (x - camera.x) / camera.scale, y: (y - camera.y) / camera.scale })

export const toView = (camera: Camera, { x, y }: Point): Point =>
  ({ x: x * camera.scale + camera.x, y: y * camera.scale + camera.y })

/** How the view drawn with `from` has to move and grow to look like `to`. */
export function between(from: Camera, to: Camera): Camera {
  const scale = to.scale / from.scale
  return { scale, x: to.x - from.x * scale, y: to.y - from.y * scale }
}

/** On the way from one camera to another; `part` from 0 to 1. */
export function along(from: Camera, to: Camera, part: number): Camera {
  const mix = (a: number, b: number): number => a + (b - a) * part
  return { scale: mix(from.scale, to.scale), x: mix(from.x, to.x), y: mix(from.y, to.y) }
}

function centred(scale: number, view: Size, picture: Size): Camera {
  return { scale, x: (view.width - picture.width * scale) / 2, y: (view.height - picture.height * scale) / 2 }
}

/** The picture never leaves the view: it fills it where it is larger and is centred where it is smaller. */
function kept(camera: Camera, view: Size, picture: Size): Camera {
  const middle = centred(camera.scale, view, picture)
  const within = (value: number, spare: number, centre: number): number =>
    spare >= 0 ? centre : Math.min(0, Math.max(spare, value))
  return {
    scale: camera.scale,
    x: within(camera.x, view.width - picture.width * camera.scale, middle.x),
    y: within(camera.y, view.height - picture.height * camera.scale, middle.y),
  }
}
