import sharp from 'sharp'
import { backdropSvg } from './backdrop'
import { createCanvas, toBytes } from './canvas'
import { hardwareSvg } from './hardware'
import type { DemoHold } from './layout'
import { castLight, LIGHT_CHANNELS, type LightMap } from './light'
import { plywood } from './plywood'
import { carve } from './relief'
import { shadeHold } from './shade'
import type { WallPlan } from './wallPlan'

const QUALITY = 86

/** A JPEG of the wall with these holds, to the pixel within their outlines. */
export async function renderDemoPicture(plan: WallPlan, holds: readonly DemoHold[]): Promise<Buffer> {
  const { width, height } = plan
  const painting = paintWall(plan, holds)
  const patches = holds.map((hold) => carve(hold, plan))
  const light = await enlarge(castLight(plan, patches), width, height)
  const canvas = createCanvas(width, height, await painting, light)
  for (const patch of patches) shadeHold(canvas, patch, plan.pitch)
  return sharp(toBytes(canvas), { raw: { width, height, channels: 3 } })
    .composite([{ input: Buffer.from(hardwareSvg(plan, holds)) }])
    .jpeg({ quality: QUALITY })
    .toBuffer()
}

function paintWall(plan: WallPlan, holds: readonly DemoHold[]): Promise<Buffer> {
  const wood = plywood(plan)
  return sharp(wood.bytes, { raw: { width: wood.width, height: wood.height, channels: 3 } })
    .resize(plan.width, plan.height, { fit: 'fill', kernel: 'cubic' })
    .composite([{ input: Buffer.from(backdropSvg(plan, holds)) }])
    .removeAlpha().raw().toBuffer()
}

function enlarge({ width, height, bytes }: LightMap, toWidth: number, toHeight: number): Promise<Buffer> {
  return sharp(bytes, { raw: { width, height, channels: LIGHT_CHANNELS, premultiplied: true } })
    .resize(toWidth, toHeight, { fit: 'fill', kernel: 'cubic' })
    .raw()
    .toBuffer()
}
