import sharp from 'sharp'
import { backdropSvg } from './backdrop'
import { createCanvas, toBytes } from './canvas'
import { hardwareSvg } from './hardware'
import { layOutHolds } from './layout'
import { castLight, type LightMap } from './light'
import { plywood } from './plywood'
import { carve } from './relief'
import { shadeHold, shadeWall } from './shade'
import type { WallPlan } from './wallPlan'

const QUALITY = 86

/** A JPEG of the demo wall. The outlines of the holds are those of `generateDemo`, to the pixel. */
export async function renderDemoPicture(plan: WallPlan): Promise<Buffer> {
  const { width, height } = plan
  const holds = layOutHolds(plan)
  const patches = holds.map((hold) => carve(hold, plan))
  const wood = plywood(plan)
  const [wall, light] = await Promise.all([
    sharp(wood.bytes, { raw: { width: wood.width, height: wood.height, channels: 3 } })
      .resize(width, height, { fit: 'fill', kernel: 'cubic' })
      .composite([{ input: Buffer.from(backdropSvg(plan, holds)) }])
      .removeAlpha().raw().toBuffer(),
    enlarge(castLight(plan, patches), width, height),
  ])
  const canvas = createCanvas(width, height, wall, light)
  shadeWall(canvas)
  for (const patch of patches) shadeHold(canvas, patch, plan.pitch)
  return sharp(toBytes(canvas), { raw: { width, height, channels: 3 } })
    .composite([{ input: Buffer.from(hardwareSvg(plan, holds)) }])
    .jpeg({ quality: QUALITY, mozjpeg: false })
    .toBuffer()
}

function enlarge({ width, height, bytes }: LightMap, toWidth: number, toHeight: number): Promise<Buffer> {
  return sharp(bytes, { raw: { width, height, channels: 2 } }).resize(toWidth, toHeight, { fit: 'fill', kernel: 'cubic' }).raw().toBuffer()
}
