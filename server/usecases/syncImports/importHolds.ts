import type { HoldRowIn } from '../../../shared/contract/syncImports'
import type { HoldShape } from '../../../shared/model/hold'
import { parsePolygon, polygonBox } from '../../../shared/rules/polygon'
import { Refusal } from '../../../shared/result'
import type { UseCase } from '../useCase'
import type { WriteContext } from '../../transaction/context'
import { holdShape, shapeChanges, type RoughHold } from '../imports/holdShape'
import { emptyReport } from '../imports/importReport'
import { putHolds } from '../imports/importWall'
import { byFace } from './byFace'
import { lastOfEach, noteRows, rowsAnswer, rowsReport, statusOf, type RowsReport } from './rowsReport'

type StoredFace = NonNullable<Awaited<ReturnType<WriteContext['stores']['walls']['face']>>>

const invalid = (path: string, message: string) => new Refusal('invalid', {}, { issues: [{ path, message }] })

const roughOf = (row: HoldRowIn): RoughHold => ({
  stokt_id: row.stokt_id, polygon_str: row.polygon_str, centroid_x: row.centroid_x ?? null, centroid_y: row.centroid_y ?? null,
  path_str: row.path_str ?? null, area: row.area ?? null, center_tape_str: row.center_tape_str ?? null,
  right_tape_str: row.right_tape_str ?? null, left_tape_str: row.left_tape_str ?? null,
})

/** A face whose size nobody knew becomes as large as its holds need. */
async function growFace({ stores, touch, now }: WriteContext, face: StoredFace, rows: readonly HoldRowIn[]): Promise<StoredFace> {
  const points = rows.flatMap(({ polygon_str }) => parsePolygon(polygon_str))
  if (face.picture_width > 1 || points.length === 0) return face
  const { right, bottom } = polygonBox(points)
  const size = { picture_width: Math.max(2, Math.ceil(right)), picture_height: Math.max(2, Math.ceil(bottom)) }
  const grown = { ...face, ...size, updated_at: now }
  await stores.imports.putFace(grown)
  touch.face(face.id)
  return grown
}

async function putRows(context: WriteContext, rows: readonly HoldRowIn[], report: RowsReport): Promise<void> {
  const { stores } = context
  for (const { face: known, rows: own } of await byFace(context, rows, report)) {
    const face = await growFace(context, known, own)
    const stored = new Map((await stores.imports.holds(own.map(({ stokt_id }) => stokt_id))).map(hold => [hold.id, hold]))
    const holds = own.flatMap((row) => {
      const said = roughOf(row)
      const shape = holdShape(said, { id: row.stokt_id, pictureWidth: face.picture_width })
      const was = stored.get(row.stokt_id)
      if (!shape) report.faults.push(invalid('polygon_str', 'polygon'))
      return shape ? [was ? { ...shapeOf(was), ...shapeChanges(was, shape, said) } : shape] : []
    })
    const imported = emptyReport()
    await putHolds(context, { holds }, face.id, imported)
    for (const part of ['created', 'updated', 'unchanged'] as const) report.counts[part] += imported.tallies.holds[part]
    report.faults.push(...imported.rejected.map(() => invalid('stokt_id', 'other_face')))
  }
}

function shapeOf(hold: HoldShape): HoldShape {
  const { id, stokt_id, polygon_str, centroid_x, centroid_y, path_str, area } = hold
  const { touch_polygon_str, centroid_str, top_polygon_str, center_tape_str, right_tape_str, left_tape_str } = hold
  return {
    id, stokt_id, polygon_str, centroid_x, centroid_y, path_str, area,
    touch_polygon_str, centroid_str, top_polygon_str, center_tape_str, right_tape_str, left_tape_str,
  }
}

export const importHold: UseCase<'sync.importHold'> = {
  async writes(context, row) {
    const report = rowsReport()
    await putRows(context, [row], report)
    const status = statusOf(report)
    await noteRows(context, 'holds', report)
    return { id: row.stokt_id, status }
  },
}

export const importHolds: UseCase<'sync.importHolds'> = {
  async writes(context, { holds }) {
    const report = rowsReport()
    await putRows(context, lastOfEach(holds), report)
    await noteRows(context, 'holds', report)
    return rowsAnswer(report, holds.length)
  },
}
