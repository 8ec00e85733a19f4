import sharp from 'sharp'
import { oneAtATime } from './imageLoaders'
import { drawWall, type ClimbOnWall } from './drawWall'
import { drawMarkup } from './drawMarkup'
import { pictureWords, type PictureWords } from './pictureWords'

/** The size that messengers show whole. */
export const PICTURE = { width: 1200, height: 630 } as const
const WALL_WIDTH = 720
const [MARGIN, TEXT_HEIGHT] = [56, 540]
export const GROUND = '#15181c'

export interface ClimbPicture extends ClimbOnWall {
  words: PictureWords
}

/** [SHARE-2] The picture of a climb that messengers show beside a link. sharp works in threads of its own. */
export const climbPicture = (picture: ClimbPicture): Promise<Buffer> =>
  oneAtATime({ payer: 'climbs' }, async () => {
    const wall = await drawWall(picture, { width: WALL_WIDTH, height: PICTURE.height })
    const words = await drawMarkup(pictureWords(picture.words), { width: PICTURE.width - wall.width - 2 * MARGIN, height: TEXT_HEIGHT })
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
