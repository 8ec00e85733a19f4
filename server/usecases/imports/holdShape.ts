import {
  dilatePolygon,
  enlargePolygon,
  formatPolygon,
  parsePolygon,
  polygonArea,
  polygonCentroid,
  polygonPath,
} from '../../../shared/rules/polygon'
import { tapeLength, tapeLines } from '../../../shared/rules/tape'
import type { HoldShape } from '../../../shared/model/hold'

const NUMBER = String.raw`-?\d{1,6}(?:\.\d{1,12})?`
const POLYGON = new RegExp(String.raw`^\s*${NUMBER},${NUMBER}(?:\s+${NUMBER},${NUMBER}){2,}\s*$`)
const LINE = new RegExp(String.raw`^\s*${NUMBER}(?:\s+${NUMBER}){3}\s*$`)
const PATH = /^[MLHVCSQTAZ\d\s,.-]+$/i
/** So far from its edge a fingertip still finds a hold. */
const TOUCH_PIXELS = 12
const TOP_FACTOR = 1.35

/** A hold as the Python server and its scripts know it: all but the polygon may be missing. */
export interface RoughHold {
  stokt_id: number | null
  polygon_str: string
  centroid_x: number | null
  centroid_y: number | null
  path_str: string | null
  area: number | null
  center_tape_str: string | null
  right_tape_str: string | null
  left_tape_str: string | null
}

const fitting = (text: string | null, form: RegExp): string | null => (text !== null && form.test(text) ? text.trim() : null)

/** The hold with everything that is missing worked out from its polygon; null if the polygon is none. */
export function holdShape(hold: RoughHold, { id, pictureWidth }: { id: number; pictureWidth: number }): HoldShape | null {
  const polygon_str = fitting(hold.polygon_str, POLYGON)
  if (polygon_str === null) return null
  const polygon = parsePolygon(polygon_str)
  const centre = polygonCentroid(polygon)
  const [centroid_x, centroid_y] = [hold.centroid_x ?? centre.x, hold.centroid_y ?? centre.y]
  const tapes = tapeLines(polygon, tapeLength(pictureWidth))
  return {
    id, stokt_id: hold.stokt_id, polygon_str, centroid_x, centroid_y,
    path_str: fitting(hold.path_str, PATH) ?? polygonPath(polygon),
    area: hold.area ?? polygonArea(polygon),
    touch_polygon_str: formatPolygon(enlargePolygon(polygon, TOUCH_PIXELS)),
    centroid_str: `${centroid_x.toFixed(2)} ${centroid_y.toFixed(2)}`,
    top_polygon_str: formatPolygon(dilatePolygon(polygon, TOP_FACTOR)),
    center_tape_str: fitting(hold.center_tape_str, LINE) ?? tapes.center_tape_str,
    right_tape_str: fitting(hold.right_tape_str, LINE) ?? tapes.right_tape_str,
    left_tape_str: fitting(hold.left_tape_str, LINE) ?? tapes.left_tape_str,
  }
}

/** The fields of a stored hold that must change: a polygon that changed changes all, else only what was said counts. */
export function shapeChanges(was: HoldShape, wanted: HoldShape, said: RoughHold): Partial<HoldShape> {
  if (was.polygon_str !== wanted.polygon_str) return wanted
  const isSaid = (field: string) => (said as unknown as Record<string, unknown>)[field] != null
  return Object.fromEntries(Object.entries(wanted).filter(([field]) => isSaid(field)))
}
