import { randomUUID } from 'node:crypto'
import { importReason, type ImportReason } from '../../../shared/model/importReason'
import { instantAfter, type Instant } from '../../../shared/model/instant'
import { formatHoldsList } from '../../../shared/rules/holdsList'
import { normalise } from '../../../shared/rules/text'
import type { AuditEntry } from '../../db/stores/admin/audit'
import type { StoredImportClimb } from '../../db/stores/imports/importedRows'
import type { ClimbImportValues } from '../../db/stores/imports/imports'
import type { Stores } from '../../db/stores/stores'
import { rejectedRow } from '../../sources/rejectedRow'
import type { ImportClimb, WallImport } from '../../sources/wallImport'
import type { WriteContext } from '../../transaction/context'
import { adoptPublished } from './adoptPublished'
import type { ImportReport } from './importReport'
import { settleClaims } from './settleClaims'
import { classifyChange } from './classifyChange'

type Context = Pick<WriteContext, 'stores' | 'touch' | 'now'>
interface Known {
  faceId: string
  setterIds: Map<string, string>
  actor: AuditEntry['actor']
}

function climbValues({ key, own, holds, setter_key: _, ...fields }: ImportClimb, faceId: string, setterId: string | null) {
  const import_key = fields.stokt_id === null ? key : null
  return {
    ...fields, import_key: own ? own.import_key : import_key, face_id: faceId, setter_id: setterId,
    holds_list: formatHoldsList(holds), name_search: normalise(fields.name), source: fields.stokt_id === null ? 'mastoc' : 'stokt',
  } satisfies Partial<ClimbImportValues>
}

/** [STOKT-17] What a climb is that was set here is decided here: Stokt counts what people do with it there. */
async function putCounters(
  { stores, touch, now }: Context, { climb, before: was }: { climb: ImportClimb; before: StoredImportClimb }, { tallies }: ImportReport,
): Promise<void> {
  const { climbed_by, total_likes, total_comments } = climb
  if (!classifyChange(was, { climbed_by, total_likes, total_comments }, tallies.climbs)) return
  const values = { climbed_by, total_likes, total_comments, synced_at: now, updated_at: instantAfter(was.updated_at, now) }
  await stores.climbs.update(was.id, values)
  touch.climbAnywhere(was.id)
}

interface Writable {
  climb: ImportClimb
  before: StoredImportClimb | undefined
}
async function withoutPublished(context: Context, writable: readonly Writable[], report: ImportReport): Promise<Writable[]> {
  const published = await context.stores.publications.among(writable.flatMap(({ before }) => before?.id ?? []))
  const others: Writable[] = []
  for (const { climb, before } of writable) {
    if (before && !climb.own && published.has(before.id)) await putCounters(context, { climb, before }, report)
    else others.push({ climb, before })
  }
  return others
}

/** Finds the climb that is stored for an imported one: by Stokt's id, by its key, or by mastoc's own id. */
async function storedClimbs({ imports }: Stores, climbs: readonly ImportClimb[]) {
  const stored = await imports.climbs(
    climbs.flatMap(({ stokt_id }) => stokt_id ?? []),
    climbs.flatMap(({ stokt_id, key }) => (stokt_id === null ? key : [])),
    climbs.flatMap(({ own }) => own?.id ?? []),
  )
  const byKey = new Map(stored.map(climb => [climb.stokt_id ?? climb.import_key ?? climb.id, climb]))
  const byId = new Map(stored.map(climb => [climb.id, climb]))
  return ({ stokt_id, key, own }: ImportClimb): StoredImportClimb | undefined => byKey.get(stokt_id ?? key) ?? byId.get(own?.id ?? '')
}

/** [EXPORT-4] The reason why a climb of another mastoc cannot be the stored one that has its id; null if it is that one. */
function otherClimb({ own, stokt_id }: ImportClimb, before: StoredImportClimb, faceId: string): ImportReason | null {
  if (!own) return null
  if (before.face_id !== faceId) return importReason('climb_elsewhere')
  return before.stokt_id !== null && stokt_id !== null && before.stokt_id !== stokt_id ? importReason('climb_other') : null
}

/** True if the stored climb was deleted here, or is newer than the one of another mastoc. */
const staysAsItIs = ({ own }: ImportClimb, { deleted_at, updated_at }: StoredImportClimb): boolean =>
  deleted_at !== null || (own !== undefined && updated_at >= own.updated_at)

/** Sorts out the climbs that are not written. */
async function writableClimbs(stores: Stores, wall: Pick<WallImport, 'climbs'>, { faceId }: Known, { rejected, tallies }: ImportReport) {
  const storedOf = await storedClimbs(stores, wall.climbs)
  const isPurged = await stores.bin.purged(wall.climbs.map(({ stokt_id, key }) => ({ stokt_id, import_key: key })))
  const rejectedHolds = new Set(rejected.filter(row => row.kind === 'hold').map(row => Number(row.id)))
  return wall.climbs.flatMap((climb) => {
    const missing = climb.holds.find(hold => rejectedHolds.has(hold.hold_id))
    const before = storedOf(climb)
    const why = missing ? importReason('hold_rejected', { hold: missing.hold_id }) : before && otherClimb(climb, before, faceId)
    if (why) {
      rejected.push(rejectedRow({ kind: 'climb', id: climb.key, name: climb.name }, why))
      return []
    }
    if (before ? staysAsItIs(climb, before) : isPurged({ stokt_id: climb.stokt_id, import_key: climb.key })) {
      tallies.climbs.unchanged++
      return []
    }
    return [{ climb, before }]
  })
}

/** A climb that is new here. Whoever set it with an account elsewhere owns it here too. */
function newClimb(climb: ImportClimb, id: string, wanted: ReturnType<typeof climbValues>, synced_at: Instant | null): ClimbImportValues {
  const { by_account = false, updated_at = climb.created_at } = climb.own ?? {}
  return { id, ...wanted, ...by_account && { created_by_id: wanted.setter_id }, updated_at, synced_at }
}

/** Writes the climbs that are new or differ. */
export async function putClimbs(context: Context, wall: Pick<WallImport, 'climbs'>, known: Known, report: ImportReport): Promise<void> {
  const { stores, touch, now } = context
  await adoptPublished(context, wall.climbs, known)
  const claims = await stores.imports.claims(wall.climbs.flatMap(climb => climb.stokt_id ?? []))
  const fresh: ClimbImportValues[] = []
  const rows: { climb_id: string; hold_id: number; role: string }[] = []
  for (const { climb, before } of await withoutPublished(context, await writableClimbs(stores, wall, known, report), report)) {
    const setterId = known.setterIds.get(climb.setter_key) ?? null
    const { one: was, changes } = await settleClaims(
      context,
      climb,
      claims.filter(claim => claim.stokt_claim === climb.stokt_id),
      { known: before, ...known, setterId, rejected: report.rejected },
    )
    const wanted = { ...climbValues(climb, known.faceId, setterId), ...changes }
    if (!classifyChange(was, wanted, report.tallies.climbs)) continue
    const id = was?.id ?? climb.own?.id ?? randomUUID()
    touch[was?.hidden_at == null ? 'climb' : 'climbAnywhere'](id)
    const synced_at = climb.stokt_id === null ? null : now
    if (was) await stores.climbs.update(id, { ...wanted, updated_at: now, synced_at }, climb.holds)
    else {
      fresh.push(newClimb(climb, id, wanted, synced_at))
      rows.push(...climb.holds.map(hold => ({ climb_id: id, ...hold })))
    }
  }
  await stores.imports.insertClimbs(fresh, rows)
}
