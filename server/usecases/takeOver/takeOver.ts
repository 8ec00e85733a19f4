import type { OldServer, OldTable } from '../../sources/pythonServer/oldRows'
import type { OldFiles } from '../../sources/pythonServer/readOldFiles'
import type { WriteContext } from '../../transaction/context'
import { removeUntouchedDemo } from '../imports/importWall'
import { openLedger, type Ledger, type TakeOverReport, type TakenPart } from './ledger'
import { takeAnnotations } from './takeAnnotations'
import { takeAvatars } from './takeAvatars'
import { takeClimbs } from './takeClimbs'
import { takeHolds } from './takeHolds'
import { takeRemarks } from './takeRemarks'
import { takeUsers } from './takeUsers'
import { takeFaces, takeGyms } from './takeWalls'

export interface TakeOverOptions {
  keepDemo: boolean
  /** Gets the number of rows that are done. It starts from 0 again if the transaction had to be repeated. */
  progress?: (rows: number) => void
}

/** The things to take over: the tables, the photos and the drawn portraits. */
export interface TakenOver {
  old: OldServer
  files: Pick<OldFiles, 'photos' | 'faults'>
  /** The portraits, by the user's id in the Python server. */
  portraits: ReadonlyMap<string, Buffer>
}

const PART_OF: Record<Exclude<OldTable, 'id_mappings'>, TakenPart> = {
  gyms: 'gyms', faces: 'faces', holds: 'holds', users: 'users', climbs: 'climbs', hold_annotations: 'annotations',
}

function listFaults({ old, files }: TakenOver, ledger: Ledger): void {
  for (const { table, id, name, reason } of old.rejected) if (table !== 'id_mappings') ledger.reject(PART_OF[table], { id, name }, reason)
  for (const { kind, id, name, reason } of files.faults) ledger.reject(kind === 'photo' ? 'photos' : 'avatars', { id, name }, reason)
}

export const rowCount = ({ gyms, faces, holds, users, climbs, hold_annotations }: OldServer): number =>
  [gyms, faces, holds, users, climbs, hold_annotations].reduce((sum, rows) => sum + rows.length, 0)

/**
 * [MOVE-1] Takes everything over that the Python server knew, or brings it up to date, in the caller's transaction. A
 * second take-over of the same changes nothing.
 */
export async function takeOver(
  context: WriteContext,
  taken: TakenOver,
  { keepDemo, progress = () => {} }: TakeOverOptions,
): Promise<TakeOverReport> {
  const { old, files, portraits } = taken
  const ledger = openLedger()
  let done = 0
  const did = (rows: readonly unknown[]) => progress(done += rows.length)
  progress(0)
  listFaults(taken, ledger)
  ledger.report.demoRemoved = !keepDemo && old.gyms.length > 0 && await removeUntouchedDemo(context)
  const gymIds = await takeGyms(context, old.gyms, ledger)
  did(old.gyms)
  const faceIds = await takeFaces(context, { faces: old.faces, holds: old.holds, gymIds, photos: files.photos }, ledger)
  did(old.faces)
  const numbers = await takeHolds(context, { faces: old.faces, holds: old.holds, faceIds }, ledger)
  did(old.holds)
  const userIds = await takeUsers(context, old.users, ledger)
  await takeAvatars(context, { users: old.users, userIds, portraits }, ledger)
  did(old.users)
  const climbIds = await takeClimbs(context, old.climbs, { faceIds, userIds, numbers }, ledger)
  await takeRemarks(context, old.climbs, { climbs: climbIds, users: userIds }, ledger)
  did(old.climbs)
  await takeAnnotations(context, old.hold_annotations, { holds: old.holds, numbers, faceIds, userIds }, ledger)
  did(old.hold_annotations)
  return ledger.report
}
