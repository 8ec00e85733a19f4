import sharp, { type OverlayOptions } from 'sharp'
import { oneAtATime } from './imageLoaders'
import { GROUND, PICTURE } from './climbPicture'
import { drawMarkup } from './drawMarkup'
import { drawWall, type ClimbOnWall } from './drawWall'
import { captionWords, pictureWords, type PictureWords } from './pictureWords'

/** So many climbs of a list are drawn. */
export const LIST_DRAWN = 6
const COLUMNS = 3
const [MARGIN, GAP, TEXT_WIDTH, CAPTION] = [40, 16, 330, 34]

/** A climb of the list with the words below it. */
export type ListedClimb = ClimbOnWall & { words: Pick<PictureWords, 'name' | 'grade'> }
export interface ListPicture {
  climbs: readonly ListedClimb[]
  words: PictureWords
}

interface Cell { left: number; top: number; width: number; height: number }

/** The places of so many climbs: one row up to three, otherwise two. */
function cellsOf(count: number): Cell[] {
  const [columns, rows] = [Math.min(count, COLUMNS), Math.ceil(count / COLUMNS)]
  const [whole, high] = [PICTURE.width - TEXT_WIDTH - 3 * MARGIN, PICTURE.height - 2 * MARGIN]
  const width = Math.floor((whole - (columns - 1) * GAP) / columns)
  const height = Math.floor((high - (rows - 1) * GAP) / rows)
  return Array.from({ length: count }, (_, at) => ({
    left: TEXT_WIDTH + 2 * MARGIN + (at % columns) * (width + GAP), top: MARGIN + Math.floor(at / columns) * (height + GAP), width, height,
  }))
}

async function drawCell(climb: ListedClimb, { left, top, width, height }: Cell): Promise<OverlayOptions[]> {
  const wall = await drawWall(climb, { width, height: height - CAPTION })
  const caption = await drawMarkup(captionWords(climb.words), { width, height: CAPTION - 4 })
  const { height: high = 0 } = await sharp(caption).metadata()
  return [
    {
      input: Buffer.from(wall.bytes), raw: { width: wall.width, height: wall.height, channels: 3 },
      left: left + Math.floor((width - wall.width) / 2), top: top + height - CAPTION - wall.height,
    },
    { input: caption, left, top: top + height - high },
  ]
}

/** [SHARE-6] The picture of a shared list: its name beside its first climbs, each on its part of the wall. */
export const listPicture = ({ climbs, words }: ListPicture): Promise<Buffer> =>
  oneAtATime({ payer: 'climbs' }, async () => {
    const text = await drawMarkup(pictureWords(words), { width: TEXT_WIDTH, height: PICTURE.height - 2 * MARGIN })
    const { height = 0 } = await sharp(text).metadata()
    const drawn: OverlayOptions[] = [{ input: text, left: MARGIN, top: Math.floor((PICTURE.height - height) / 2) }]
    for (const [at, cell] of cellsOf(climbs.length).entries()) {
      const climb = climbs[at]
      if (climb) drawn.push(...await drawCell(climb, cell))
    }
    return sharp({ create: { ...PICTURE, channels: 3, background: GROUND } }).composite(drawn)
      .png({ palette: true, quality: 100, dither: 0.4, effort: 4 }).toBuffer()
  })
