import { randomUUID } from 'node:crypto'
import type { FaceRowIn, GymRowIn } from '../../../shared/contract/syncImports'
import type { GymRow } from '../../../shared/model/gym'
import { Refusal } from '../../../shared/result'
import type { UseCase } from '../useCase'
import type { WriteContext } from '../../transaction/context'
import { removeUntouchedDemo } from '../imports/importWall'
import { keptSettings } from '../imports/keptSettings'
import { classifyChange } from '../imports/classifyChange'
import { noteRows, rowsReport, statusOf, type RowsReport } from './rowsReport'

const gymOf = ({ stores }: WriteContext, { stokt_id, display_name }: GymRowIn) =>
  stores.imports.gym({ stoktId: stokt_id, isDemo: false, name: display_name })

/** [MOVE-14] A gym takes the place of the untouched demo, as with every import. */
export const importGym: UseCase<'sync.importGym'> = {
  async writes(context, row) {
    const { stores, touch, now } = context
    const report = rowsReport()
    const was = await gymOf(context, row)
    if (!was) await removeUntouchedDemo(context)
    const { stokt_id, display_name: name, location_string } = row
    const values = {
      stokt_id, name, location: location_string ?? was?.location ?? '', source: 'stokt', ...await keptSettings(stores, 'gym', was),
    }
    const id = was?.id ?? randomUUID()
    if (classifyChange(was, values, report.counts)) {
      await stores.imports.putGym({ is_demo: false, ...values, id, created_at: was?.created_at ?? now, updated_at: now })
      touch.gym(id)
    }
    await noteRows(context, 'gym', report)
    return { id, status: statusOf(report) }
  },
}

/** A face without a size gets one from its holds. */
const UNKNOWN_SIZE = { picture_width: 1, picture_height: 1 }

type Gym = Pick<GymRow, 'id' | 'name'>

async function putFace(context: WriteContext, row: FaceRowIn, gym: Gym, report: RowsReport): Promise<string> {
  const { stores, touch, now } = context
  const was = await stores.walls.face({ stoktId: row.stokt_id })
  const id = was?.id ?? randomUUID()
  const { stokt_id, picture_path, picture_width, picture_height, feet_rules_options, has_symmetry } = row
  const size = picture_width && picture_height ? { picture_width, picture_height } : was ? {} : UNKNOWN_SIZE
  const values = {
    stokt_id, gym_id: gym.id, picture_path, ...size, feet_rules_options: [...new Set(feet_rules_options)], has_symmetry,
    ...await keptSettings(stores, 'face', was),
  }
  if (!classifyChange(was, values, report.counts)) return id
  const fresh = { ...UNKNOWN_SIZE, name: gym.name, small_picture: null, is_active: true, created_at: now }
  await stores.imports.putFace({ ...fresh, ...was, ...values, id, updated_at: now })
  touch.face(id)
  return id
}

export const importFace: UseCase<'sync.importFace'> = {
  async writes(context, row) {
    const report = rowsReport()
    const gym = await context.stores.imports.gym({ stoktId: row.gym_stokt_id, isDemo: false, name: '' })
    if (gym?.stokt_id !== row.gym_stokt_id) throw new Refusal('not_found')
    const id = await putFace(context, row, gym, report)
    await noteRows(context, 'face', report)
    return { id, status: statusOf(report) }
  },
}
