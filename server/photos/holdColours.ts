import sharp from 'sharp'
import type { HoldColour } from '../../shared/model/hold'
import { dilatePolygon, parsePolygon } from '../../shared/rules/polygon'
import { oneAtATime } from './imageLoaders'
import { inPieces } from '../concurrency/inPieces'
import { medianColour } from './medianColour'
import { pixelsInside, type Raster } from './pixelsInside'

/** The photo is decoded at this width: a hold has hundreds of pixels then, and the photo a few megabytes. */
const WIDTH = 1200
/** Outlines are drawn generously, so only the inner part of each is looked at, which is the hold and not the wall. */
const INNER = 0.65
const PIXELS_MAX = 50_000_000

async function decode(photo: Uint8Array): Promise<Raster> {
  return oneAtATime({ payer: 'walls' }, async () => {
    const { data, info } = await sharp(photo, { limitInputPixels: PIXELS_MAX }).rotate().resize({ width: WIDTH, withoutEnlargement: true })
      .flatten().toColourspace('srgb').raw().toBuffer({ resolveWithObject: true })
    return { width: info.width, height: info.height, bytes: data }
  })
}

/**
 * [LABEL-6] The colour of each hold in the photo. sharp decodes in a thread of its own, and the holds are looked at in
 * pieces.
 */
export async function holdColours(
  photo: { bytes: Uint8Array; width: number },
  holds: readonly { id: number; polygon_str: string }[],
): Promise<Map<number, HoldColour | null>> {
  const raster = await decode(photo.bytes)
  const scale = raster.width / photo.width
  const colours = new Map<number, HoldColour | null>()
  await inPieces(holds, ({ id, polygon_str }) => {
    const outline = parsePolygon(polygon_str).map(({ x, y }) => ({ x: x * scale, y: y * scale }))
    colours.set(id, medianColour(pixelsInside(raster, dilatePolygon(outline, INNER))))
  })
  return colours
}
