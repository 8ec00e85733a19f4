import { randomUUID } from 'node:crypto'
import { instantAfter, instantOf, msOf, type Instant } from '../../../shared/model/instant'
import { quotas } from '../../auth/quotas'
import type { StoredImportClimb } from '../../db/stores/imports/importedRows'
import type { BroughtWhat } from '../../db/tables/stokt'
import type { WriteContext } from '../../transaction/context'

type Context = Pick<WriteContext, 'stores' | 'touch' | 'now'>
type BroughtClimb = Pick<StoredImportClimb, 'id' | 'face_id' | 'created_at'>
interface BroughtSend {
  stokt_id: string | null
  sent_at: Instant
  is_flash: boolean
  attempts: number | null
}

const DAY_MS = 24 * 3_600_000
function dayOf(at: Instant): { from: Instant; below: Instant } {
  const begin = Math.floor(msOf(at) / DAY_MS) * DAY_MS
  return { from: instantOf(begin), below: instantOf(begin + DAY_MS) }
}

/** The climbs with these Stokt ids that the person may read, and how many of the ids are of no such climb. */
export async function climbsOf({ stores }: Pick<Context, 'stores'>, userId: string, stoktIds: readonly string[]) {
  const found = await stores.imports.climbs([...new Set(stoktIds)], [])
  const climbs = found.filter(({ deleted_at, hidden_at, is_private, created_by_id, setter_id }) =>
    deleted_at === null && hidden_at === null && (!is_private || created_by_id === userId || setter_id === userId))
  return { climbs, unknown: new Set(stoktIds).size - climbs.length }
}

/** One send: what the person logged here on the same day is the same send, and keeps their words. */
async function bringSend({ stores, touch, now }: Context, userId: string, climb: BroughtClimb, send: BroughtSend): Promise<void> {
  const same = await stores.ascents.lastOf(userId, climb.id, dayOf(send.sent_at))
  if (same) {
    if (same.stokt_id !== null || send.stokt_id === null) return
    await stores.ascents.update(same.id, { stokt_id: send.stokt_id, updated_at: instantAfter(same.updated_at, now) })
    return touch.ascent(same.id, climb.id)
  }
  if (await stores.ascents.countOf(userId) >= quotas.ascents) return
  const ascent = {
    id: randomUUID(), climb_id: climb.id, user_id: userId, ...send, grade_font: null, grade_hundredths: null, notes: null, is_hidden: false,
    created_at: now, updated_at: now,
  }
  if (await stores.ascents.insert(ascent)) touch.ascent(ascent.id, climb.id)
}

/** [STOKT-21] The person's sends of one climb. Where Stokt does not tell them, the climb was sent at the time that is `otherwise` known. */
export async function bringSends(
  context: Context, userId: string, climb: BroughtClimb, { sends, otherwise }: { sends: readonly BroughtSend[]; otherwise: Instant },
): Promise<void> {
  const { stores, touch } = context
  await stores.logbook.lockClimbs([climb.id])
  for (const send of sends) await bringSend(context, userId, climb, send)
  if (sends.length === 0 && !await stores.ascents.lastOf(userId, climb.id))
    await bringSend(context, userId, climb, { stokt_id: null, sent_at: otherwise, is_flash: false, attempts: null })
  await stores.stoktCounted.put({ user_id: userId, climb_id: climb.id, what: 'send' })
  await stores.logbook.count([climb.id])
  touch.climbAnywhere(climb.id)
}

/** [STOKT-21] The climbs that the person likes in Stokt, those of one part of the list. */
export async function bringLikes({ stores, touch, now }: Context, userId: string, climbs: readonly BroughtClimb[]): Promise<void> {
  const ids = climbs.map(({ id }) => id)
  await stores.logbook.lockClimbs(ids)
  for (const climb of climbs) {
    await stores.likes.put(userId, climb.id, now)
    await stores.stoktCounted.put({ user_id: userId, climb_id: climb.id, what: 'like' })
    touch.like(userId, climb)
  }
  await stores.logbook.count(ids)
}

/** [STOKT-21] A bookmark in Stokt is a project here, once: a project that ended here does not begin again. */
export async function bringProjects({ stores, touch }: Context, userId: string, climbs: readonly BroughtClimb[]): Promise<void> {
  await stores.stoktCounted.put(...climbs.map(({ id }) => ({ user_id: userId, climb_id: id, what: 'project' as const })))
  const remarks = await stores.climbs.personalsOf(userId, climbs.map(({ id }) => id))
  const known = new Set(remarks.flatMap(({ climb_id, is_project }) => (is_project ? [climb_id] : [])))
  for (const { id } of climbs) {
    if (known.has(id)) continue
    await stores.climbs.setPersonal(userId, id, { is_project: true })
    touch.personal(userId, id)
  }
}

/** [STOKT-22] The person took it back in Stokt, which counts them no longer, so what they did here counts again. */
export async function forgetBrought(
  { stores, touch }: Context, userId: string, what: BroughtWhat, climbIds: readonly string[],
): Promise<void> {
  if (climbIds.length === 0) return
  if (what === 'project') return stores.stoktCounted.delete(userId, what, climbIds)
  await stores.logbook.lockClimbs(climbIds)
  await stores.stoktCounted.delete(userId, what, climbIds)
  await stores.logbook.count(climbIds)
  for (const climb of await stores.imports.climbs([], [], climbIds)) {
    if (what === 'like') touch.like(userId, climb)
    else touch.climbAnywhere(climb.id)
  }
}
