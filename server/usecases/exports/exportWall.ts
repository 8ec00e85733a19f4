import { Refusal } from '../../../shared/result'
import { exportFiles } from '../../sources/stokt/writeExport'
import { writeZip } from '../../zip/writeZip'
import { viewerOf } from '../climbs/viewer'
import type { UseCase } from '../context'

/** [EXPORT-2] A whole wall as a zip. Private climbs are in it only for those who see them. */
export const exportWall: UseCase<'faces.export'> = {
  async runs({ services, actor }, { id }) {
    const { seesPrivate } = viewerOf(actor)
    const wall = await services.snapshot(stores => stores.exports.wall(id, { withPrivate: seesPrivate }))
    if (!wall) throw new Refusal('not_found')
    return writeZip(exportFiles(wall))
  },
}
