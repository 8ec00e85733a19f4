import type { Box, Point } from '../../../shared/rules/polygon'

/** The picture's place in the view: view = picture * scale + (x, y), in CSS pixels. */
export interface Camera {
  scale: number
  x: number
  y: number
}

export interface Size {
  width: number
  height: number
}

/** The largest zoom is three CSS pixels for a picture pixel: beyond it the photo has nothing more to show. */
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

/** A hold as the camera sees it, in picture pixels: its middle and its longer side. */
export interface Spot {
  centre: Point
  extent: number
}

/** Going near a hold: as large as it would be, in CSS pixels, and within so many times the whole wall. */
const NEAR = { seen: 64, least: 2, most: 4.5 }
/** The hold stays within this part of the view around its middle when the wall is moved for others. */
const INNER = 0.5

/** The largest zoom on a hold: the others around it stay in sight. */
function nearScale(extent: number, view: Size, picture: Size): number {
  const whole = fit(view, picture).scale
  const wanted = Math.min(Math.max(NEAR.seen / Math.max(extent, 1), whole * NEAR.least), whole * NEAR.most)
  return Math.min(wanted, Math.max(MAX_SCALE, whole))
}

/**
 * A camera near a hold. `company` is where the other holds of the climb lie: the wall moves towards them as far as the
 * hold stays well in view.
 */
export function aimAt({ centre, extent }: Spot, view: Size, picture: Size, company: Point = centre): Camera {
  const scale = nearScale(extent, view, picture)
  const aside = (towards: number, room: number): number => Math.min(Math.max(towards * scale, -room * INNER / 2), room * INNER / 2)
  return kept({
    scale,
    x: view.width / 2 - aside(company.x - centre.x, view.width) - centre.x * scale,
    y: view.height / 2 - aside(company.y - centre.y, view.height) - centre.y * scale,
  }, view, picture)
}

/** True if a zoom on the hold would come no nearer: then the whole wall is shown again. */
export const isNear = (camera: Camera, extent: number, view: Size, picture: Size): boolean =>
  camera.scale > nearScale(extent, view, picture) * 0.9

/** Smaller than this, in CSS pixels, a hold is not seen well nor touched; larger than `wanted` it need not be. */
const SEEN = { least: 24, wanted: 36, margin: 28, worth: 1.15 }

/** A camera that shows all of `box`, its holds as large as they have to be where that is possible. */
export function frame(box: Box, extent: number, view: Size, picture: Size): Camera {
  const whole = fit(view, picture)
  const room = (side: number): number => Math.max(side - 2 * SEEN.margin, 1)
  const most = Math.min(
    room(view.width) / Math.max(box.right - box.left, 1), room(view.height) / Math.max(box.bottom - box.top, 1),
    SEEN.wanted / Math.max(extent, 1), Math.max(MAX_SCALE, whole.scale),
  )
  // A little nearer is not worth a wall that moves.
  if (extent * whole.scale >= SEEN.least || most < whole.scale * SEEN.worth) return whole
  const x = view.width / 2 - ((box.left + box.right) / 2) * most
  return kept({ scale: most, x, y: view.height / 2 - ((box.top + box.bottom) / 2) * most }, view, picture)
}

/** The camera as it is where the hold is seen whole and large enough, else one that is near it. */
export function keepSeen(camera: Camera, spot: Spot, view: Size, picture: Size): Camera {
  const reach = (spot.extent * camera.scale) / 2 + SEEN.margin
  const { x, y } = toView(camera, spot.centre)
  const isInView = x >= reach && y >= reach && x <= view.width - reach && y <= view.height - reach
  const isLarge = spot.extent * camera.scale >= SEEN.least
  if (isInView && isLarge) return camera
  const scale = isLarge ? camera.scale : nearScale(spot.extent, view, picture)
  return kept({ scale, x: view.width / 2 - spot.centre.x * scale, y: view.height / 2 - spot.centre.y * scale }, view, picture)
}

/** Holds seen as small or as large as this are neither too far nor too near; parts of the view, the least in CSS pixels. */
const SEEN_WELL = { least: 34, most: 0.5, wanted: 1 / 6 }

/**
 * A camera with the hold in the middle, as near as it was where that is near enough to see it well: from hold to hold
 * the wall only slides.
 */
export function follow(camera: Camera, { centre, extent }: Spot, view: Size, picture: Size): Camera {
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

/** The move and growth that make the view drawn with `from` look like `to`. */
export function between(from: Camera, to: Camera): Camera {
  const scale = to.scale / from.scale
  return { scale, x: to.x - from.x * scale, y: to.y - from.y * scale }
}

/** A camera on the way from one to another; `part` from 0 to 1. */
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
