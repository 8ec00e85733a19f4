import { createHash } from 'node:crypto'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeVariant, variantName, WIDTHS } from '../photos/variants'
import { layOutHolds } from './layout'
import { renderDemoPicture } from './picture'
import { FULL_WALL } from './wallPlan'

/** The path of the demo wall's photo in the build's folder. */
export const DEMO_PHOTO = 'wall.jpg'

/**
 * Paints the demo wall and its smaller copies, which takes seconds and hundreds of megabytes. The build does it, so
 * that a first start need not.
 */
export async function paintDemo(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const photo = await renderDemoPicture(FULL_WALL, layOutHolds(FULL_WALL))
  const sha256 = createHash('sha256').update(photo).digest('hex')
  await writeFile(join(folder, DEMO_PHOTO), photo)
  for (const width of WIDTHS) await writeFile(join(folder, variantName(sha256, width)), await makeVariant(photo, width))
}
