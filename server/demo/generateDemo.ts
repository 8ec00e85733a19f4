import type { WallGrid } from '../../shared/model/grid'
import type { Instant } from '../../shared/model/instant'
import {
  dilatePolygon, enlargePolygon, formatPolygon, polygonArea, polygonCentroid, polygonPath, type Point,
} from '../../shared/rules/polygon'
import { tapeLength, tapeLines } from '../../shared/rules/tape'
import type { ImportHold, WallImport } from '../sources/wallImport'
import { demoClimbs, demoSetters, FEET_RULES } from './climbs'
import { fewerPoints } from './fewerPoints'
import { demoLife } from './life'
import { layOutHolds, type DemoHold } from './layout'
import { renderDemoPicture } from './picture'
import { FULL_WALL, SMALL_WALL, type DemoSize, type WallPlan } from './wallPlan'

export interface DemoOptions {
  size: DemoSize
  now: Instant
}

const TOP_CONTOUR = 1.35
/** The touch polygon reaches so far beyond the hold, in pixels of a photo as wide as Montoboard's. */
const TOUCH_MARGIN = 25 / 2263

function wallPlanOf(size: DemoSize): WallPlan {
  return size === 'full' ? FULL_WALL : SMALL_WALL
}

/** The demo wall with its climbs and its picture. */
export async function generateDemoWithPicture({ size, now }: DemoOptions): Promise<WallImport> {
  const plan = wallPlanOf(size)
  const holds = layOutHolds(plan)
  const bytes = await renderDemoPicture(plan, holds)
  return { ...describeWall(plan, holds, now), picture_file: { bytes, mime: 'image/jpeg' } }
}

/** The same without the picture, which takes longest. The result is the same for the same `now`. */
export function generateDemo({ size, now }: DemoOptions): WallImport {
  const plan = wallPlanOf(size)
  return describeWall(plan, layOutHolds(plan), now)
}

function describeWall(plan: WallPlan, holds: readonly DemoHold[], now: Instant): WallImport {
  return {
    gym: { stokt_id: null, name: 'La Grotte (démo)', location: 'Mur imaginaire', is_demo: true },
    face: {
      stokt_id: null, name: 'Grand dévers', feet_rules_options: [...FEET_RULES], has_symmetry: false, is_active: true,
      picture: { name: `demo-wall-${plan.size}.jpg`, width: plan.width, height: plan.height }, small_picture: null,
      grid: demoGrid(plan),
    },
    picture_file: null,
    holds: holds.map((hold) => importHold(hold, plan)),
    setters: demoSetters(),
    climbs: demoClimbs(plan, holds, now),
    rejected: [],
    life: demoLife(plan, holds, now),
  }
}

/** Each letter and number of the rulers stands at the middle of its cell. */
function demoGrid({ originX, originY, pitch, columns, rows }: WallPlan): WallGrid {
  const [left, top, right, bottom] = [
    originX - pitch / 2,
    originY - pitch / 2,
    originX + (columns - 0.5) * pitch,
    originY + (rows - 0.5) * pitch,
  ]
  return {
    corners: [
      [left, top],
      [right, top],
      [right, bottom],
      [left, bottom],
    ],
    columns: Array.from({ length: columns }, (_, i) => String(i + 1)),
    rows: Array.from({ length: rows }, (_, i) => String.fromCharCode(65 + i)),
  }
}

/** Less of an outline is seen by nobody, and would be half of what a phone loads before the list shows. */
const SEEN_PX = 0.7
const inWholePixels = (points: readonly Point[]): Point[] => points.map(({ x, y }) => ({ x: Math.round(x), y: Math.round(y) }))

function importHold({ id, points: drawn }: DemoHold, plan: WallPlan): ImportHold {
  const round = (value: number): number => Math.round(value * 100) / 100
  const points = fewerPoints(inWholePixels(drawn), SEEN_PX)
  const centroid = polygonCentroid(points)
  return {
    id, stokt_id: null,
    polygon_str: formatPolygon(points),
    centroid_x: round(centroid.x), centroid_y: round(centroid.y),
    centroid_str: `${centroid.x.toFixed(2)} ${centroid.y.toFixed(2)}`,
    path_str: polygonPath(points),
    area: round(polygonArea(points)),
    touch_polygon_str: formatPolygon(inWholePixels(enlargePolygon(points, TOUCH_MARGIN * plan.width))),
    top_polygon_str: formatPolygon(inWholePixels(dilatePolygon(points, TOP_CONTOUR, centroid))),
    ...tapeLines(points, tapeLength(plan.width)),
  }
}
