import { formatHoldsList } from '../../../shared/rules/holdsList'
import { ircraOf } from '../../../shared/rules/grades'
import { normalise } from '../../../shared/rules/text'
import type { ClimbHold } from '../../../shared/model/climbHold'
import type { OldClimb } from '../../sources/pythonServer/oldRows'
import type { StoredImportClimb } from '../../db/stores/imports/importedRows'
import type { ClimbImportValues } from '../../db/stores/imports/imports'
import type { RejectedRow } from '../../sources/wallImport'
import type { WriteContext } from '../../transaction/context'
import { settleClaims } from '../imports/settleClaims'
import { climbHolds } from './climbHolds'
import { isNewerHere, lastChange } from './lastChange'
import type { Ledger } from './ledger'
import type { HoldNumbers, NamedHolds } from './takeHolds'
import type { Ids } from './takeWalls'

type Context = Pick<WriteContext, 'stores' | 'touch' | 'now'>

export interface ClimbSurroundings {
  faceIds: Ids
  userIds: Ids
  numbers: HoldNumbers
}

/** A climb that was made there and is unknown to Stokt: also once the bin forgot it, it is not taken again. */
const importKeyOf = ({ id, stokt_id }: OldClimb): string | null => (stokt_id === null ? `python:${id}` : null)

/** [MOVE-11] Grades may be written in small letters, or one of both may be missing. */
function gradeOf({ grade_font, grade_ircra }: OldClimb): { grade_font: string | null; grade_ircra: number | null } {
  const written = grade_font?.trim() ?? ''
  if (written === '') return { grade_font: null, grade_ircra }
  const known = ircraOf(written)
  return { grade_font: known === null ? written : written.toUpperCase(), grade_ircra: grade_ircra ?? known }
}

function mirrorOf({ mirror_holds_list }: OldClimb, named: NamedHolds): string {
  const mirror = climbHolds(mirror_holds_list ?? '', named)
  return 'holds' in mirror ? formatHoldsList(mirror.holds) : ''
}

type Placed = { climb: OldClimb; holds: ClimbHold[]; faceId: string; named: NamedHolds }

/** The climb with its holds and its face here; null if it is rejected. */
function place(climb: OldClimb, { faceIds, numbers }: ClimbSurroundings, ledger: Ledger): Placed | null {
  const [faceId, named] = [faceIds.get(climb.face_id), numbers.get(climb.face_id)]
  if (faceId === undefined || !named) {
    ledger.reject('climbs', climb, `its face ${climb.face_id} did not come over`)
    return null
  }
  const found = climbHolds(climb.holds_list, named)
  if ('holds' in found) return { climb, holds: found.holds, faceId, named }
  ledger.reject('climbs', climb, found.fault)
  return null
}

function valuesOf({ climb, holds, faceId, named }: Placed, { userIds }: ClimbSurroundings) {
  const person = (id: string | null) => (id === null ? null : userIds.get(id) ?? null)
  return {
    stokt_id: climb.stokt_id, import_key: importKeyOf(climb), face_id: faceId, setter_id: person(climb.setter_id), name: climb.name,
    name_search: normalise(climb.name), holds_list: formatHoldsList(holds), mirror_holds_list: mirrorOf(climb, named), ...gradeOf(climb),
    feet_rule: climb.feet_rule || null, description: climb.description || null, is_private: climb.is_private,
    is_benchmark: climb.is_benchmark, climbed_by: climb.climbed_by, total_likes: climb.total_likes, total_comments: climb.total_comments,
    source: climb.source, created_by_id: person(climb.created_by_id), updated_by_id: person(climb.updated_by_id),
    created_at: climb.created_at,
  } satisfies Partial<ClimbImportValues>
}
type Values = ReturnType<typeof valuesOf>

/** The fields of a new climb that the Python server did not know. */
const UNKNOWN_THERE = { grade_hueco: null, grade_dankyu: null, circuit: '', tags: [], angle: '' }

/** The stored climb and its columns to change. A climb that is newer here keeps everything, and gets a creator if it has none. */
function changesOf(was: StoredImportClimb, values: Values, there: OldClimb) {
  const created_by_id = was.created_by_id ?? values.created_by_id
  const keeps = { stokt_id: was.stokt_id ?? values.stokt_id, import_key: was.import_key, source: was.source, created_at: was.created_at }
  return isNewerHere(was, lastChange(there)) ? { created_by_id, stokt_id: keeps.stokt_id } : { ...values, ...keeps, created_by_id }
}

/** Climbs here by the ids that they have or had. */
async function knownClimbs({ stores }: Context, climbs: readonly OldClimb[]) {
  const byId = new Map((await stores.takeOver.climbs(climbs.map(({ id }) => id))).map(climb => [climb.id, climb]))
  const stoktIds = climbs.flatMap(({ stokt_id }) => stokt_id ?? [])
  const byStoktId = new Map((await stores.imports.climbs(stoktIds, [])).map(climb => [climb.stokt_id, climb]))
  const claims = await stores.imports.claims(stoktIds)
  const isPurged = await stores.bin.purged(climbs.map(climb => ({ stokt_id: climb.stokt_id, import_key: importKeyOf(climb) })))
  return {
    find: ({ id, stokt_id }: OldClimb) => byId.get(id) ?? (stokt_id === null ? undefined : byStoktId.get(stokt_id)),
    claimsOf: ({ stokt_id }: OldClimb) => claims.filter(claim => claim.stokt_claim !== null && claim.stokt_claim === stokt_id),
    isGone: (climb: OldClimb) => isPurged({ stokt_id: climb.stokt_id, import_key: importKeyOf(climb) }),
    /** A Stokt id that another climb here has stays with it. */
    stoktIdFor: ({ stokt_id }: OldClimb, was: StoredImportClimb | undefined) => {
      const holder = byStoktId.get(stokt_id)
      return holder === undefined || holder.id === was?.id ? stokt_id : null
    },
  }
}

interface Claimed {
  known: StoredImportClimb | undefined
  claims: StoredImportClimb[]
  setterId: string | null
}

/** Decides what becomes of the climbs here that claim this Stokt id, and lists it. */
async function settled(context: Context, { climb, holds, faceId }: Placed, facts: Claimed, ledger: Ledger) {
  const { known, claims, setterId } = facts
  if (claims.length === 0) return { one: known, changes: {} }
  const rejected: RejectedRow[] = []
  const asImported = {
    ...UNKNOWN_THERE, key: climb.id, stokt_id: climb.stokt_id, setter_key: '', name: climb.name, holds, mirror_holds_list: '',
    feet_rule: null,
    grade_font: null, grade_ircra: null, description: null, is_private: climb.is_private, is_benchmark: climb.is_benchmark,
    climbed_by: climb.climbed_by, total_likes: climb.total_likes, total_comments: climb.total_comments, created_at: climb.created_at,
  }
  const settled = await settleClaims(context, asImported, claims, { known, faceId, setterId, rejected, actor: { kind: 'cli' } })
  for (const { id, name, reason } of rejected) ledger.note('climbs', { id, name }, reason)
  return settled
}

/** Rows that are inserted together at the end. */
interface Fresh {
  climbs: ClimbImportValues[]
  holds: { climb_id: string; hold_id: number; role: string }[]
}

async function write(
  { stores, touch, now }: Context,
  { climb, holds }: Placed,
  was: StoredImportClimb | undefined,
  { wanted, fresh }: { wanted: Partial<ClimbImportValues>; fresh: Fresh },
): Promise<void> {
  const id = was?.id ?? climb.id
  touch[was?.hidden_at == null ? 'climb' : 'climbAnywhere'](id)
  if (was) {
    const synced = climb.synced_at === null ? {} : { synced_at: climb.synced_at }
    await stores.climbs.update(id, { ...wanted, ...synced, updated_at: now }, 'holds_list' in wanted ? holds : undefined)
    return
  }
  fresh.climbs.push({ ...UNKNOWN_THERE, ...wanted as Values, id, updated_at: lastChange(climb), synced_at: climb.synced_at })
  fresh.holds.push(...holds.map(hold => ({ climb_id: id, ...hold })))
}

/** [MOVE-3] [MOVE-4] [MOVE-5] Climbs keep their ids. @returns their ids here, without those that are in the bin */
export async function takeClimbs(
  context: Context,
  climbs: readonly OldClimb[],
  around: ClimbSurroundings,
  ledger: Ledger,
): Promise<Map<string, string>> {
  const known = await knownClimbs(context, climbs)
  const ids = new Map<string, string>()
  const fresh: Fresh = { climbs: [], holds: [] }
  for (const climb of climbs) {
    const before = known.find(climb)
    if (before ? before.deleted_at !== null : known.isGone(climb)) {
      ledger.count('climbs', 'unchanged')
      continue
    }
    const placed = place(climb, around, ledger)
    if (!placed) continue
    const values = { ...valuesOf(placed, around), stokt_id: known.stoktIdFor(climb, before) }
    const claimed = { known: before, claims: known.claimsOf(climb), setterId: values.setter_id }
    const { one: was, changes } = await settled(context, placed, claimed, ledger)
    ids.set(climb.id, was?.id ?? climb.id)
    ledger.becameOne('climbs', climb, was?.id ?? climb.id)
    const wanted = was ? { ...changesOf(was, values, climb), ...changes } : values
    if (ledger.classifyChange('climbs', was, wanted)) await write(context, placed, was, { wanted, fresh })
  }
  await context.stores.imports.insertClimbs(fresh.climbs, fresh.holds)
  return ids
}
