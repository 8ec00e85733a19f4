import { Refusal } from '../../../shared/result'
import { exportFiles } from '../../exports/writeExport'
import { writeZip } from '../../exports/writeZip'
import { viewerOf } from '../climbs/viewer'
import type { UseCase } from '../useCase'

/** [EXPORT-2] A whole wall as a zip. Private climbs are in it only for those who see them. */
export const exportWall: UseCase<'faces.export'> = {
  async runs({ services, actor }, { id }) {
    const { seesPrivate } = viewerOf(actor)
    const wall = await services.snapshot(stores => stores.exports.wall(id, { withPrivate: seesPrivate }))
    if (!wall) throw new Refusal('not_found')
    return writeZip(exportFiles(wall))
  },
}
