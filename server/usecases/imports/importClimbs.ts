import { randomUUID } from 'node:crypto'
import { formatHoldsList } from '../../../shared/rules/holdsList'
import { normalise } from '../../../shared/rules/text'
import { usernameKey } from '../../../shared/rules/username'
import type { AuditEntry } from '../../db/stores/audit'
import type { ClimbImportValues, StoredImportClimb } from '../../db/stores/imports'
import type { ImportClimb, ImportSetter, WallImport } from '../../sources/wallImport'
import type { WriteContext } from '../context'
import { setterKey } from '../users/setterKey'
import type { ImportReport } from './importReport'
import { settleClaims } from './settleClaims'
import { weigh } from './weigh'

type Context = Pick<WriteContext, 'stores' | 'touch' | 'now'>
/** Climbs of one face, and the setters they name. */
export type ClimbsPart = Pick<WallImport, 'setters' | 'climbs'>
interface Place {
  faceId: string
  actor: AuditEntry['actor']
}
type Known = Place & { setterIds: Map<string, string> }

/** Writes setters as users without a password. A name that the import changes reaches their climbs. */
async function putSetters({ stores, touch, now }: Context, part: ClimbsPart, report: ImportReport): Promise<Map<string, string>> {
  const usernameOf = (setter: ImportSetter) => `${setter.full_name.slice(0, 40) || 'setter'}-${(setter.stokt_id ?? setter.key).slice(0, 8)}`
  const found = await stores.imports.setters(
    part.setters.flatMap(setter => setter.stokt_id ?? []),
    part.setters.map(setter => usernameKey(usernameOf(setter))),
  )
  const known = found.filter(user => user.stokt_id !== null || user.email === null)
  // These are setters whom a user claimed, or whose person deleted their account.
  const aliases = await stores.claims.aliases(
    part.setters.map(setter => setterKey({ stokt_id: setter.stokt_id, username_key: usernameKey(usernameOf(setter)) })),
  )
  const taken = new Set(found.map(user => user.username_key))
  const ids = new Map<string, string>()
  const fresh: Parameters<typeof stores.imports.insertUsers>[0][number][] = []
  for (const setter of part.setters) {
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

async function putClimbs(context: Context, part: ClimbsPart, known: Known, report: ImportReport) {
  const { stores, touch, now } = context
  const stored = await stores.imports.climbs(
    part.climbs.flatMap(climb => climb.stokt_id ?? []),
    part.climbs.flatMap(climb => (climb.stokt_id === null ? climb.key : [])),
  )
  const claims = await stores.imports.claims(part.climbs.flatMap(climb => climb.stokt_id ?? []))
  const isPurged = await stores.bin.purged(part.climbs.map(({ stokt_id, key }) => ({ stokt_id, import_key: key })))
  const byKey = new Map<string, StoredImportClimb>(stored.map(climb => [climb.stokt_id ?? climb.import_key ?? climb.id, climb]))
  const rejectedHolds = new Set(report.rejected.filter(row => row.kind === 'hold').map(row => Number(row.id)))
  const fresh: ClimbImportValues[] = []
  const rows: { climb_id: string; hold_id: number; role: string }[] = []
  for (const climb of part.climbs) {
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

/**
 * Imports climbs of a face that is stored, with their setters. Its outcome is added to the report.
 * @returns the ids of the setters, by the keys that climbs name them with
 */
export async function importClimbs(context: Context, part: ClimbsPart, place: Place, report: ImportReport): Promise<Map<string, string>> {
  const setterIds = await putSetters(context, part, report)
  await putClimbs(context, part, { ...place, setterIds }, report)
  return setterIds
}
