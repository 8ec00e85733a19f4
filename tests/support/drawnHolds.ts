import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { fit, toView } from '../../client/wall/camera/camera'
import { restingWall } from './browser'
import { PICTURE, smallWall } from './wall'

/** A climb leaves the rest of the photo dark. */
const BRIGHT = 120

/** The holds that the unzoomed small wall shows in the colours of its photo; the mouse stays where it is. */
export async function drawnHolds(page: Page): Promise<number[]> {
  const view = await restingWall(page)
  const camera = fit(view, PICTURE)
  const { data, info } = await sharp(await page.screenshot()).raw().toBuffer({ resolveWithObject: true })
  return smallWall.holds.filter((hold) => {
    const at = toView(camera, { x: hold.centroid_x, y: hold.centroid_y })
    const pixel = (Math.round(view.y + at.y) * info.width + Math.round(view.x + at.x)) * info.channels
    return (data[pixel] ?? 0) > BRIGHT
  }).map(({ id }) => id)
}
