import { createHash, randomUUID } from 'node:crypto'
import { formatHoldsList } from '../../../shared/rules/holdsList'
import { normalise } from '../../../shared/rules/text'
import { usernameKey } from '../../../shared/rules/username'
import type { AuditEntry } from '../../db/stores/audit'
import type { ClimbImportValues, StoredImportClimb } from '../../db/stores/imports'
import { setterKey } from '../users/setterKey'
import type { ImportClimb, ImportSetter, RejectedRow, WallImport } from '../../sources/wallImport'
import type { WriteContext } from '../context'
import { nameHolds, unnamed } from '../walls/nameHolds'
import { differs } from './differs'
import { keptSettings } from './keptSettings'
import { putLife } from './putLife'
import { settleClaims } from './settleClaims'

export interface Tally {
  created: number
  updated: number
  unchanged: number
}
export interface ImportOptions {
  keepDemo: boolean
  /** The actor that the log names; by default the command line. */
  actor?: AuditEntry['actor']
  /** Gets the number of holds, setters and climbs that are done. It starts from 0 again if the transaction had to be repeated. */
  progress?: (rows: number) => void
}
export interface ImportReport {
  tallies: Record<'gym' | 'face' | 'holds' | 'setters' | 'climbs', Tally>
  rejected: RejectedRow[]
  demoRemoved: boolean
}
type Context = Pick<WriteContext, 'stores' | 'touch' | 'now'>

const tally = (): Tally => ({ created: 0, updated: 0, unchanged: 0 })

/** Counts a row as created, updated or unchanged. @returns true if it must be written */
function weigh<T extends object>(stored: T | null | undefined, wanted: Partial<T>, counts: Tally): boolean {
  if (!stored) counts.created++
  else if (differs(stored, wanted)) counts.updated++
  else {
    counts.unchanged++
    return false
  }
  return true
}

async function putGym({ stores, touch, now }: Context, wall: WallImport, report: ImportReport): Promise<string> {
  const { stokt_id, name, location, is_demo } = wall.gym
  const was = await stores.imports.gym({ stoktId: stokt_id, isDemo: is_demo, name })
  const values = { stokt_id, name, location, is_demo, source: stokt_id === null ? 'mastoc' : 'stokt' }
  // An export that lost its gym.json does not make the gym forget the facts of an earlier export.
  Object.assign(values, await keptSettings(stores, 'gym', was))
  const wanted = was?.stokt_id && stokt_id === null ? {} : values
  const id = was?.id ?? randomUUID()
  if (weigh(was, wanted, report.tallies.gym)) {
    await stores.imports.putGym({ id, ...values, created_at: was?.created_at ?? now, updated_at: now })
    touch.gym(id)
  }
  return id
}

async function putFace({ stores, touch, now }: Context, wall: WallImport, gymId: string, report: ImportReport): Promise<string> {
  const { stokt_id, name, picture, small_picture, feet_rules_options, has_symmetry, is_active, grid } = wall.face
  const was = await stores.imports.face({ stoktId: stokt_id, gymId, name })
  const id = was?.id ?? randomUUID()
  if (wall.picture_file) {
    const { bytes, mime } = wall.picture_file
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    if (await stores.imports.putPicture({ path: picture.name, mime, bytes: Buffer.from(bytes), sha256 })) {
      await stores.imports.forgetColours(id)
      touch.face(id)
    }
  }
  const wanted = {
    stokt_id, gym_id: gymId, name, small_picture, feet_rules_options, has_symmetry, is_active,
    picture_path: picture.name, picture_width: picture.width, picture_height: picture.height,
    ...(grid ? { grid } : {}),
    ...await keptSettings(stores, 'face', was),
  }
  if (weigh(was, wanted, report.tallies.face)) {
    await stores.imports.putFace({ id, ...wanted, created_at: was?.created_at ?? now, updated_at: now })
    touch.face(id)
    if (!was) for (const noticeId of await stores.notices.idsFor(`gym:${gymId}`)) touch.notice(noticeId)
  }
  return id
}

async function putHolds({ stores, touch, now }: Context, wall: WallImport, faceId: string, report: ImportReport) {
  const stored = new Map((await stores.imports.holds(wall.holds.map(hold => hold.id))).map(hold => [hold.id, hold]))
  const elsewhere = wall.holds.filter(hold => stored.has(hold.id) && stored.get(hold.id)?.face_id !== faceId)
  report.rejected.push(
    ...elsewhere.map(hold => ({
      kind: 'hold' as const,
      id: String(hold.id),
      name: '',
      reason: 'the number belongs to a hold of another face',
    })),
  )
  const changed = wall.holds.filter(hold => !elsewhere.includes(hold) && weigh(stored.get(hold.id), hold, report.tallies.holds))
  await stores.imports.putHolds(
    changed.map(hold => ({
      ...hold,
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

/** Writes setters as users without a password. A name that the import changes reaches their climbs. */
async function putSetters({ stores, touch, now }: Context, wall: WallImport, report: ImportReport): Promise<Map<string, string>> {
  const usernameOf = (setter: ImportSetter) => `${setter.full_name.slice(0, 40) || 'setter'}-${(setter.stokt_id ?? setter.key).slice(0, 8)}`
  const found = await stores.imports.setters(
    wall.setters.flatMap(setter => setter.stokt_id ?? []),
    wall.setters.map(setter => usernameKey(usernameOf(setter))),
  )
  const known = found.filter(user => user.stokt_id !== null || user.email === null)
  // These are setters whom a user claimed, or whose person deleted their account.
  const aliases = await stores.claims.aliases(
    wall.setters.map(setter => setterKey({ stokt_id: setter.stokt_id, username_key: usernameKey(usernameOf(setter)) })),
  )
  const taken = new Set(found.map(user => user.username_key))
  const ids = new Map<string, string>()
  const fresh: Parameters<typeof stores.imports.insertUsers>[0][number][] = []
  for (const setter of wall.setters) {
    const alias = aliases.get(setterKey({ stokt_id: setter.stokt_id, username_key: usernameKey(usernameOf(setter)) }))
    if (alias !== undefined) {
      report.tallies.setters.unchanged++
      if (alias !== null) ids.set(setter.key, alias)
      continue
    }
    const was = known.find(user =>
      setter.stokt_id === null ? user.username_key === usernameKey(usernameOf(setter)) : user.stokt_id === setter.stokt_id,
    )
    const id = was?.id ?? randomUUID()
    ids.set(setter.key, id)
    // A person who took over a setter's account names themselves.
    const wanted = was?.password_hash ? {} : { full_name: setter.full_name }
    if (!weigh(was, wanted, report.tallies.setters)) continue
    if (was) {
      await stores.users.update(id, { ...wanted, updated_at: now })
      for (const climbId of await stores.climbs.idsBySetter(id)) touch.climbAnywhere(climbId)
    } else {
      // Somebody may have registered under that very name: then the setter's ends in its own id.
      const isTaken = taken.has(usernameKey(usernameOf(setter)))
      const username = isTaken ? `${setter.full_name.slice(0, 40)}-${id.slice(0, 8)}` : usernameOf(setter)
      fresh.push({
        id, stokt_id: setter.stokt_id, username, username_key: usernameKey(username), full_name: setter.full_name,
        full_name_search: normalise(setter.full_name), role: 'user', source: setter.stokt_id === null ? 'mastoc' : 'stokt',
        is_active: true, created_at: now, updated_at: now,
      })
    }
  }
  await stores.imports.insertUsers(fresh)
  return ids
}

function climbValues(climb: ImportClimb, faceId: string, setterId: string | null) {
  const { key, holds, setter_key, ...fields } = climb
  void setter_key
  return {
    ...fields, import_key: climb.stokt_id === null ? key : null, face_id: faceId, setter_id: setterId, holds_list: formatHoldsList(holds),
    name_search: normalise(climb.name), source: climb.stokt_id === null ? 'mastoc' : 'stokt',
  } satisfies Partial<ClimbImportValues>
}

async function putClimbs(context: Context, wall: WallImport, known: { faceId: string; setterIds: Map<string, string>; actor: AuditEntry['actor'] }, report: ImportReport) {
  const { stores, touch, now } = context
  const stored = await stores.imports.climbs(
    wall.climbs.flatMap(climb => climb.stokt_id ?? []),
    wall.climbs.flatMap(climb => (climb.stokt_id === null ? climb.key : [])),
  )
  const claims = await stores.imports.claims(wall.climbs.flatMap(climb => climb.stokt_id ?? []))
  const isPurged = await stores.bin.purged(wall.climbs.map(({ stokt_id, key }) => ({ stokt_id, import_key: key })))
  const byKey = new Map<string, StoredImportClimb>(stored.map(climb => [climb.stokt_id ?? climb.import_key ?? climb.id, climb]))
  const rejectedHolds = new Set(report.rejected.filter(row => row.kind === 'hold').map(row => Number(row.id)))
  const fresh: ClimbImportValues[] = []
  const rows: { climb_id: string; hold_id: number; role: string }[] = []
  for (const climb of wall.climbs) {
    const missing = climb.holds.find(hold => rejectedHolds.has(hold.hold_id))
    if (missing) {
      report.rejected.push({ kind: 'climb', id: climb.key, name: climb.name, reason: `hold ${missing.hold_id} was rejected` })
      continue
    }
    const before = byKey.get(climb.stokt_id ?? climb.key)
    if (before ? before.deleted_at !== null : isPurged({ stokt_id: climb.stokt_id, import_key: climb.key })) {
      report.tallies.climbs.unchanged++
      continue
    }
    const setterId = known.setterIds.get(climb.setter_key) ?? null
    const { one: was, changes } = await settleClaims(
      context,
      climb,
      claims.filter(claim => claim.stokt_claim === climb.stokt_id),
      { known: before, ...known, setterId, rejected: report.rejected },
    )
    const wanted = { ...climbValues(climb, known.faceId, setterId), ...changes }
    if (!weigh(was, wanted, report.tallies.climbs)) continue
    const id = was?.id ?? randomUUID()
    touch[was?.hidden_at == null ? 'climb' : 'climbAnywhere'](id)
    const synced_at = climb.stokt_id === null ? null : now
    if (was) await stores.climbs.update(id, { ...wanted, updated_at: now, synced_at }, climb.holds)
    else {
      fresh.push({ id, ...wanted, updated_at: climb.created_at, synced_at })
      rows.push(...climb.holds.map(hold => ({ climb_id: id, ...hold })))
    }
  }
  await stores.imports.insertClimbs(fresh, rows)
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
  const report: ImportReport = {
    tallies: { gym: tally(), face: tally(), holds: tally(), setters: tally(), climbs: tally() },
    rejected: [...wall.rejected],
    demoRemoved: !wall.gym.is_demo && !options.keepDemo && await removeUntouchedDemo(context),
  }
  const gymId = await putGym(context, wall, report)
  const faceId = await putFace(context, wall, gymId, report)
  await putHolds(context, wall, faceId, report)
  progress(wall.holds.length)
  const setterIds = await putSetters(context, wall, report)
  progress(wall.holds.length + wall.setters.length)
  await putClimbs(context, wall, { faceId, setterIds, actor: options.actor ?? { kind: 'cli' } }, report)
  if (wall.life && report.tallies.face.created > 0) await putLife(context, wall.life, { faceId, setterIds })
  progress(wall.holds.length + wall.setters.length + wall.climbs.length)
  return report
}
