import sharp from 'sharp'
import type { ClimbHold } from '../../shared/model/climbHold'
import type { Point } from '../../shared/rules/polygon'
import { inPieces } from '../concurrency/inPieces'
import { boxAround, climbLines, type DrawnHold } from './climbLines'
import { dashesOf, drawLine, emptyMask, paint } from './lineMask'
import { runsInside, type Raster } from './pixelsInside'
import { wallView, type WallView } from './wallView'

const PIXELS_MAX = 50_000_000
const [WHITE, FEET] = [[255, 255, 255], [49, 218, 255]] as const
/** Contours are 8 px at the photo's full size, and never too thin to be seen. */
const [CONTOUR, CONTOUR_LEAST] = [8, 2.5]
/** [SHARE-2] The photo behind a climb: less colour, less light. */
const [GREY, BRIGHTNESS] = [0.85, 0.25]

/** A climb, and the wall on which it is drawn. */
export interface ClimbOnWall {
  photo: Uint8Array
  wall: { width: number; height: number }
  climb: readonly ClimbHold[]
  holds: readonly DrawnHold[]
}

async function decode(photo: Uint8Array, wall: ClimbOnWall['wall'], { scale, left, top, width, height }: WallView): Promise<Raster> {
  const { data, info } = await sharp(photo, { limitInputPixels: PIXELS_MAX }).rotate()
    .resize({ width: Math.round(wall.width * scale), height: Math.round(wall.height * scale), fit: 'fill' })
    .extract({ left, top, width, height }).flatten().toColourspace('srgb').raw().toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, bytes: data }
}

/** The photo with the colours that stand behind a climb. */
async function dimmed({ width, height, bytes }: Raster): Promise<Uint8Array> {
  const light = [0.299, 0.587, 0.114]
  const row = (own: number) => light.map((share, channel) => BRIGHTNESS * (GREY * share + (channel === own ? 1 - GREY : 0)))
  const [r = [], g = [], b = []] = [row(0), row(1), row(2)]
  return sharp(bytes, { raw: { width, height, channels: 3 } })
    .recomb([r, g, b] as unknown as Parameters<ReturnType<typeof sharp>['recomb']>[0]).raw().toBuffer()
}

/** [SHARE-2] The wall with the climb on it: its holds in colour, contours and tape. The holds are drawn in pieces. */
export async function drawWall({ photo, wall, climb, holds }: ClimbOnWall, place: { width: number; height: number }): Promise<Raster> {
  const drawings = climbLines(climb, holds, wall.width)
  const view = wallView(wall, boxAround(drawings), place)
  const coloured = await decode(photo, wall, view)
  const { width, height } = coloured
  const bytes = await dimmed(coloured)
  const [white, feet] = [emptyMask(width, height), emptyMask(width, height)]
  const placed = (points: readonly Point[]) => points.map(({ x, y }) => ({ x: x * view.scale - view.left, y: y * view.scale - view.top }))
  const lineWidth = Math.max(CONTOUR_LEAST, CONTOUR * view.scale)
  await inPieces(drawings, ({ outline, lines }) => {
    for (const [first, last] of runsInside(coloured, placed(outline)))
      bytes.set(coloured.bytes.subarray(first * 3, (last + 1) * 3), first * 3)
    for (const { points, isFeet } of lines) {
      // Feet are dashed, so that no role is told by its hue alone.
      const pieces = isFeet ? dashesOf(placed(points), 4 * lineWidth, 2.5 * lineWidth) : [placed(points)]
      for (const piece of pieces) drawLine(isFeet ? feet : white, piece, lineWidth)
    }
  })
  paint(bytes, feet, FEET)
  paint(bytes, white, WHITE)
  return { width, height, bytes }
}
