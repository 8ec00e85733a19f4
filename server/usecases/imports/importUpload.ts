import { guest } from '../../../shared/access/actor'
import type { AuditEntry } from '../../db/stores/admin/audit'
import type { StoredReport } from '../../db/tables/imports'
import { wallOf } from '../../sources/stokt/mapping'
import { exportZip } from '../../sources/stokt/exportZip'
import { readExport } from '../../sources/stokt/readExport'
import type { WallImport } from '../../sources/wallImport'
import type { RunTransaction } from '../../transaction/runTransaction'
import type { ImportReport } from './importReport'
import { importWall } from './importWall'
import { noteImport } from './noteImport'
import { requirePhoto } from './requirePhoto'

/** The answer names at most so many rows that cannot be used. */
const REJECTED_TOLD = 200

export interface UploadTask {
  /** False: only look what would change. */
  apply: boolean
  actor: AuditEntry['actor']
  progress: (done: number, total: number) => void
}

/** Ends the transaction of a look, so that nothing of it stays. */
class OnlyLooked extends Error {
  constructor(readonly report: ImportReport) {
    super('this was only a look')
  }
}

const reportOf = ({ face }: WallImport, { tallies, rejected, demoRemoved }: ImportReport): StoredReport => ({
  wall: face.name,
  tallies,
  rejected: { count: rejected.length, results: rejected.slice(0, REJECTED_TOLD) },
  demo_removed: demoRemoved,
})

/**
 * [EXPORT-6] Imports the wall of a zip completely or not at all, or does the same and takes all of it back.
 * @throws UnusableExport, and then nothing changed
 */
export async function importUpload(bytes: Buffer, transactions: RunTransaction, task: UploadTask): Promise<StoredReport> {
  const { apply, actor, progress } = task
  const wall = wallOf(await readExport(await exportZip(bytes)))
  const total = wall.holds.length + wall.setters.length + wall.climbs.length
  try {
    const { value } = await transactions(guest, async (context) => {
      await requirePhoto(context, wall)
      const report = await importWall(context, wall, { keepDemo: false, actor, progress: done => progress(done, total) })
      if (!apply) throw new OnlyLooked(report)
      await noteImport(context, wall, report, actor)
      return report
    })
    return reportOf(wall, value)
  } catch (error) {
    if (error instanceof OnlyLooked) return reportOf(wall, error.report)
    throw error
  }
}
