import { randomUUID } from 'node:crypto'
import { userIdOf } from '../../../shared/access/actor'
import type { Ascent } from '../../../shared/model/ascent'
import type { Climb } from '../../../shared/model/climb'
import { instantAfter } from '../../../shared/model/instant'
import { Refusal } from '../../../shared/result'
import type { StoredAscent } from '../../db/stores/people/ascents'
import type { WriteContext } from '../../transaction/context'
import { requireRoom } from '../requireRoom'
import { checkedAscent, NEW_ASCENT, type Told } from './checkedAscent'

export function ascentView({ user_id: _user, stokt_id: _stokt, grade_hundredths: _grade, ...ascent }: StoredAscent): Ascent {
  return ascent
}

/** Counts the climb of a send that was written or deleted. */
async function sendsChanged({ stores, touch }: WriteContext, { id, climb_id }: Pick<StoredAscent, 'id' | 'climb_id'>): Promise<void> {
  await stores.logbook.count([climb_id])
  touch.ascent(id, climb_id)
}

/** Writes a new send of the caller's. @returns null if its id is there already */
export async function addAscent(context: WriteContext, climb: Pick<Climb, 'id'>, told: Told, id: string = randomUUID()): Promise<Ascent | null> {
  const { actor, stores, now } = context
  const userId = userIdOf(actor) ?? ''
  const facts = checkedAscent({ ...NEW_ASCENT, sent_at: now }, told, now)
  requireRoom('ascents', await stores.ascents.countOf(userId))
  await stores.logbook.lockClimbs([climb.id])
  const ascent: StoredAscent = { id, stokt_id: null, climb_id: climb.id, user_id: userId, ...facts, created_at: now, updated_at: now }
  if (!await stores.ascents.insert(ascent)) return null
  await sendsChanged(context, ascent)
  return ascentView(ascent)
}

/** Changes a send that was found before: it is read again under the lock, so that what another device told meanwhile stays. */
export async function changeAscent(context: WriteContext, { id, climb_id }: StoredAscent, told: Told): Promise<Ascent> {
  const { stores, now } = context
  await stores.logbook.lockClimbs([climb_id])
  const before = await stores.ascents.byId(id)
  if (!before) throw new Refusal('not_found')
  const facts = checkedAscent(before, told, now)
  const after: StoredAscent = { ...before, ...facts, updated_at: instantAfter(before.updated_at, now) }
  await stores.ascents.update(before.id, after)
  await sendsChanged(context, after)
  return ascentView(after)
}

export async function removeAscent(context: WriteContext, ascent: StoredAscent): Promise<void> {
  await context.stores.logbook.lockClimbs([ascent.climb_id])
  await context.stores.ascents.delete(ascent.id)
  await sendsChanged(context, ascent)
}
