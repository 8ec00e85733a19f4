import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { layOutHolds } from './layout'
import { renderDemoPicture } from './picture'
import { SMALL_WALL } from './wallPlan'

const holds = layOutHolds(SMALL_WALL)

describe('the picture of the demo wall', () => {
  it('is a JPEG of the size that the face says', async () => {
    const { format, width, height } = await sharp(await renderDemoPicture(SMALL_WALL, holds)).metadata()
    expect({ format, width, height }).toEqual({ format: 'jpeg', width: SMALL_WALL.width, height: SMALL_WALL.height })
  })

  it('is the same each time', async () => {
    const [one, other] = await Promise.all([renderDemoPicture(SMALL_WALL, holds), renderDemoPicture(SMALL_WALL, holds)])
    expect(one.equals(other)).toBe(true)
  })

  it('shows each hold in its colour where its outline says [DEMO-2]', async () => {
    const { data, info } = await sharp(await renderDemoPicture(SMALL_WALL, holds)).raw().toBuffer({ resolveWithObject: true })
    const reds = holds.filter(({ set, kind }) => set.name === 'red' && kind !== 'ring' && kind !== 'pocket')
    for (const { points, centroid } of reds) {
      const corner = points[0] ?? centroid
      const x = Math.round(centroid.x + (corner.x - centroid.x) * 0.6)
      const y = Math.round(centroid.y + (corner.y - centroid.y) * 0.6)
      const at = (y * info.width + x) * info.channels
      expect(data[at] ?? 0).toBeGreaterThan((data[at + 1] ?? 0) + 30)
    }
  })
})
