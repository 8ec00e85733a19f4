import { Refusal } from '../../../shared/result'
import type { WriteContext } from '../../transaction/context'
import type { RowsReport } from './rowsReport'

type StoredFace = NonNullable<Awaited<ReturnType<WriteContext['stores']['walls']['face']>>>

/** Rows under their faces. A row whose face is unknown is a fault. */
export async function byFace<R extends { face_stokt_id: string }>(
  { stores }: WriteContext,
  rows: readonly R[],
  { faults }: RowsReport,
): Promise<{ face: StoredFace; rows: R[] }[]> {
  const groups: { face: StoredFace; rows: R[] }[] = []
  for (const stoktId of new Set(rows.map(row => row.face_stokt_id))) {
    const own = rows.filter(row => row.face_stokt_id === stoktId)
    const face = await stores.walls.face({ stoktId })
    if (face) groups.push({ face, rows: own })
    else faults.push(...own.map(() => new Refusal('not_found')))
  }
  return groups
}
