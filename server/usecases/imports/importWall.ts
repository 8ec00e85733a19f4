import { createHash, randomUUID } from 'node:crypto'
import { importReason } from '../../../shared/model/importReason'
import type { AuditEntry } from '../../db/stores/admin/audit'
import { rejectedRow } from '../../sources/rejectedRow'
import type { WallImport } from '../../sources/wallImport'
import type { WriteContext } from '../../transaction/context'
import { nameHolds, unnamed } from '../walls/nameHolds'
import { importClimbs } from './importClimbs'
import { emptyReport, type ImportReport } from './importReport'
import { keptSettings } from './keptSettings'
import { putLife } from './putLife'
import { classifyChange } from './classifyChange'

export interface ImportOptions {
  keepDemo: boolean
  /** The actor that the log names; by default the command line. */
  actor?: AuditEntry['actor']
  /** Gets the number of holds, setters and climbs that are done. It starts from 0 again if the transaction had to be repeated. */
  progress?: (rows: number) => void
}
type Context = Pick<WriteContext, 'stores' | 'touch' | 'now'>

async function putGym({ stores, touch, now }: Context, wall: WallImport, report: ImportReport): Promise<string> {
  const { own_id, stokt_id, name, location, is_demo } = wall.gym
  const was = await stores.imports.gym({ ownId: own_id, stoktId: stokt_id, isDemo: is_demo, name })
  const values = { stokt_id, name, location, is_demo, source: stokt_id === null ? 'mastoc' : 'stokt' }
  // An export that lost its gym.json does not make the gym forget the facts of an earlier export.
  Object.assign(values, await keptSettings(stores, 'gym', was))
  const wanted = was?.stokt_id && stokt_id === null ? {} : values
  const id = was?.id ?? own_id ?? randomUUID()
  if (classifyChange(was, wanted, report.tallies.gym)) {
    await stores.imports.putGym({ id, ...values, created_at: was?.created_at ?? now, updated_at: now })
    touch.gym(id)
  }
  return id
}

/** A photo that is new or another gives the holds other colours. */
async function putPhoto({ stores, touch }: Context, { picture_file, face }: WallImport, faceId: string): Promise<void> {
  if (!picture_file) return
  const { bytes, mime } = picture_file
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  if (!await stores.imports.putPicture({ path: face.picture.name, mime, bytes: Buffer.from(bytes), sha256 })) return
  await stores.imports.forgetColours(faceId)
  touch.face(faceId)
}

/** [EXPORT-1] A new wall has its place and its state from the mastoc it came from. */
const firstState = ({ own }: WallImport['face']) => (own ? { position: own.position, is_archived: own.is_archived } : {})

const faceValues = ({ stokt_id, name, picture, small_picture, feet_rules_options, has_symmetry, is_active, grid }: WallImport['face']) => ({
  stokt_id, name, small_picture, feet_rules_options, has_symmetry, is_active,
  picture_path: picture.name, picture_width: picture.width, picture_height: picture.height,
  ...(grid ? { grid } : {}),
})

async function putFace(context: Context, wall: WallImport, gymId: string, report: ImportReport): Promise<string> {
  const { stores, touch, now } = context
  const { own, stokt_id, name } = wall.face
  const was = await stores.imports.face({ ownId: own?.id, stoktId: stokt_id, gymId, name })
  const id = was?.id ?? own?.id ?? randomUUID()
  await putPhoto(context, wall, id)
  const wanted = {
    gym_id: gymId, ...faceValues(wall.face),
    ...(was ? {} : firstState(wall.face)),
    ...await keptSettings(stores, 'face', was),
  }
  if (classifyChange(was, wanted, report.tallies.face)) {
    await stores.imports.putFace({ id, ...wanted, created_at: was?.created_at ?? now, updated_at: now })
    touch.face(id)
    if (!was) for (const noticeId of await stores.notices.idsFor(`gym:${gymId}`)) touch.notice(noticeId)
  }
  return id
}

/** Writes the holds of a face. One whose number belongs to another face is rejected. */
export async function putHolds({ stores, touch, now }: Context, wall: Pick<WallImport, 'holds'>, faceId: string, report: ImportReport) {
  const stored = new Map((await stores.imports.holds(wall.holds.map(hold => hold.id))).map(hold => [hold.id, hold]))
  const elsewhere = wall.holds.filter(hold => stored.has(hold.id) && stored.get(hold.id)?.face_id !== faceId)
  report.rejected.push(
    ...elsewhere.map(hold => rejectedRow({ kind: 'hold', id: String(hold.id), name: '' }, importReason('hold_elsewhere'))),
  )
  const refused = new Set(elsewhere)
  const changed = wall.holds.filter((hold) => {
    const { off_wall: _, ...shape } = hold
    return !refused.has(hold) && classifyChange(stored.get(hold.id), shape, report.tallies.holds)
  })
  await stores.imports.putHolds(
    changed.map(({ off_wall, ...hold }) => ({
      ...hold,
      // This server decides whether a known hold is on the wall.
      ...off_wall,
      face_id: faceId,
      label: stored.get(hold.id)?.label ?? unnamed(hold.id),
      colour: null,
      created_at: stored.get(hold.id)?.created_at ?? now,
      updated_at: now,
    })),
  )
  for (const hold of changed) touch.hold(hold.id)
  await nameHolds({ stores, touch }, faceId)
}

/** The demo makes room for a real gym, unless somebody already set, voted or wrote on it. */
export async function removeUntouchedDemo({ stores, touch }: Context): Promise<boolean> {
  let removed = false
  for (const { id } of await stores.imports.demoGyms()) {
    if (!await stores.imports.isUntouched(id)) continue
    for (const reportId of await stores.reports.idsInGym(id)) touch.report(reportId)
    const gone = await stores.imports.removeGym(id)
    await stores.imports.removeIdleSetters(gone.setterIds)
    touch.gym(id)
    for (const faceId of gone.faceIds) touch.face(faceId)
    gone.holdIds.forEach(touch.hold)
    gone.holdIds.forEach(touch.consensus)
    for (const taskId of gone.taskIds) touch.task(taskId)
    for (const climbId of gone.climbIds) touch.climbAnywhere(climbId)
    removed = true
  }
  return removed
}

/**
 * Imports a wall or updates it: gym, face, photo, holds, setters, climbs, matched by Stokt id or by import key. A
 * second import of the same changes nothing. Changed things are touched, so that open clients see them.
 */
export async function importWall(context: Context, wall: WallImport, options: ImportOptions): Promise<ImportReport> {
  const progress = options.progress ?? (() => {})
  progress(0)
  const report = emptyReport(wall.rejected)
  report.demoRemoved = !wall.gym.is_demo && !options.keepDemo && await removeUntouchedDemo(context)
  const gymId = await putGym(context, wall, report)
  const faceId = await putFace(context, wall, gymId, report)
  await putHolds(context, wall, faceId, report)
  progress(wall.holds.length)
  const setterIds = await importClimbs(context, wall, { faceId, actor: options.actor ?? { kind: 'cli' } }, report)
  if (wall.life && report.tallies.face.created > 0) await putLife(context, wall.life, { faceId, setterIds })
  progress(wall.holds.length + wall.setters.length + wall.climbs.length)
  return report
}
