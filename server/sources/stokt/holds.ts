import { FIRST_OWN_HOLD_ID, LAST_HOLD_ID } from '../../../shared/model/holdNumbers'
import { importReason, type ImportReason } from '../../../shared/model/importReason'
import { rejectedRow } from '../rejectedRow'
import type { ImportHold, RejectedRow } from '../wallImport'
import { firstProblem, RawHold } from './shapes'

function toHold(raw: RawHold): ImportHold {
  const [centroid_x = 0, centroid_y = 0] = raw.centroidStr.split(/\s+/).map(Number)
  return {
    id: raw.id, stokt_id: raw.id < FIRST_OWN_HOLD_ID ? raw.id : null, centroid_x, centroid_y, area: raw.area,
    polygon_str: raw.polygonStr, path_str: raw.pathStr, touch_polygon_str: raw.touchPolygonStr,
    centroid_str: raw.centroidStr, top_polygon_str: raw.topPolygonStr, center_tape_str: raw.centerTapeStr,
    right_tape_str: raw.rightTapeStr, left_tape_str: raw.leftTapeStr,
    ...raw.mastoc && { off_wall: raw.mastoc },
  }
}

const idOf = (row: unknown, index: number): string => {
  const id = typeof row === 'object' && row !== null && 'id' in row ? row.id : undefined
  return typeof id === 'number' || typeof id === 'string' ? String(id).slice(0, 100) : `#${index + 1}`
}

function problemOf(hold: RawHold, known: ReadonlyMap<number, ImportHold>, lastId: number): ImportReason | null {
  if (hold.id < 1 || hold.id > lastId) return importReason('field_range', { field: 'id', min: 1, max: lastId })
  return known.has(hold.id) ? importReason('field_twice', { field: 'id' }) : null
}

/**
 * The holds of a setup by their number, in its order, and the unusable ones.
 * @param isOwn mastoc wrote the files, so holds may have mastoc's own numbers
 */
export function mapHolds(rows: readonly unknown[], isOwn: boolean): { holds: Map<number, ImportHold>; rejected: RejectedRow[] } {
  const holds = new Map<number, ImportHold>()
  const rejected: RejectedRow[] = []
  rows.forEach((row, index) => {
    const parsed = RawHold.safeParse(row)
    const why = parsed.success ? problemOf(parsed.data, holds, isOwn ? LAST_HOLD_ID : FIRST_OWN_HOLD_ID - 1) : firstProblem(parsed.error)
    if (parsed.success && why === null) holds.set(parsed.data.id, toHold(parsed.data))
    else rejected.push(rejectedRow({ kind: 'hold', id: idOf(row, index), name: '' }, why ?? importReason('form')))
  })
  return { holds, rejected }
}
