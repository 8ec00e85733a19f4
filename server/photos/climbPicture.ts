import sharp from 'sharp'
import type { ClimbHold } from '../../shared/model/climbHold'
import type { Point } from '../../shared/rules/polygon'
import { inPieces } from '../concurrency/inPieces'
import { oneAtATime } from '../imageLoaders'
import { fontFile } from '../projectFolder'
import { boxAround, climbLines, type DrawnHold } from './climbLines'
import { dashesOf, drawLine, emptyMask, paint } from './lineMask'
import { pictureWords, type PictureWords } from './pictureWords'
import { runsInside, type Raster } from './pixelsInside'
import { wallView, type WallView } from './wallView'

/** The size that messengers show whole. */
export const PICTURE = { width: 1200, height: 630 } as const
const WALL_WIDTH = 720
const [MARGIN, TEXT_HEIGHT] = [56, 540]
const PIXELS_MAX = 50_000_000
const GROUND = '#15181c'
const [WHITE, FEET] = [[255, 255, 255], [49, 218, 255]] as const
/** Contours are 8 px at the photo's full size, and never too thin to be seen. */
const [CONTOUR, CONTOUR_LEAST] = [8, 2.5]
/** [SHARE-2] The photo behind a climb: less colour, less light. */
const [GREY, BRIGHTNESS] = [0.85, 0.25]

export interface ClimbPicture {
  photo: Uint8Array
  wall: { width: number; height: number }
  climb: readonly ClimbHold[]
  holds: readonly DrawnHold[]
  words: PictureWords
}

async function decode(photo: Uint8Array, wall: ClimbPicture['wall'], { scale, left, top, width, height }: WallView): Promise<Raster> {
  const { data, info } = await sharp(photo, { limitInputPixels: PIXELS_MAX }).rotate()
    .resize({ width: Math.round(wall.width * scale), height: Math.round(wall.height * scale), fit: 'fill' })
    .extract({ left, top, width, height }).flatten().toColourspace('srgb').raw().toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, bytes: data }
}

/** The photo with the colours that stand behind a climb. */
async function toned({ width, height, bytes }: Raster): Promise<Uint8Array> {
  const light = [0.299, 0.587, 0.114]
  const row = (own: number) => light.map((share, channel) => BRIGHTNESS * (GREY * share + (channel === own ? 1 - GREY : 0)))
  const [r = [], g = [], b = []] = [row(0), row(1), row(2)]
  return sharp(bytes, { raw: { width, height, channels: 3 } })
    .recomb([r, g, b] as unknown as Parameters<ReturnType<typeof sharp>['recomb']>[0]).raw().toBuffer()
}

/** [SHARE-2] The wall with the climb on it: its holds in colour, contours and tape. The holds are drawn in pieces. */
async function drawWall({ photo, wall, climb, holds }: ClimbPicture): Promise<Raster> {
  const drawings = climbLines(climb, holds, wall.width)
  const view = wallView(wall, boxAround(drawings), { width: WALL_WIDTH, height: PICTURE.height })
  const coloured = await decode(photo, wall, view)
  const { width, height } = coloured
  const bytes = await toned(coloured)
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

async function drawWords(words: PictureWords, width: number): Promise<Buffer> {
  return sharp({ text: { text: pictureWords(words), font: 'Mastoc Sans', fontfile: fontFile(), rgba: true, dpi: 72, width, wrap: 'word-char' } })
    .resize({ width, height: TEXT_HEIGHT, fit: 'inside', withoutEnlargement: true }).png().toBuffer()
}

/** [SHARE-2] The picture of a climb that messengers show beside a link. sharp works in threads of its own. */
export const climbPicture = (picture: ClimbPicture): Promise<Buffer> =>
  oneAtATime({ payer: 'climbs' }, async () => {
    const wall = await drawWall(picture)
    const words = await drawWords(picture.words, PICTURE.width - wall.width - 2 * MARGIN)
    const { height = 0 } = await sharp(words).metadata()
    return sharp({ create: { ...PICTURE, channels: 3, background: GROUND } })
      .composite([
        {
          input: Buffer.from(wall.bytes), raw: { width: wall.width, height: wall.height, channels: 3 },
          left: PICTURE.width - wall.width, top: Math.floor((PICTURE.height - wall.height) / 2),
        },
        { input: words, left: MARGIN, top: Math.floor((PICTURE.height - height) / 2) },
      ])
      .png({ palette: true, quality: 100, dither: 0.4, effort: 4 }).toBuffer()
  })
