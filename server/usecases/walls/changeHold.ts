import { userIdOf } from '../../../shared/access/actor'
import type { Hold } from '../../../shared/model/hold'
import type { Instant } from '../../../shared/model/instant'
import { Refusal } from '../../../shared/result'
import type { Stores } from '../../db/stores/stores'
import type { UseCase } from '../useCase'
import type { WriteContext } from '../../transaction/context'

interface Removed {
  removed_at: Instant | null
  removed_reason: string | null
}
/** The state that undoing needs. */
export interface HoldChange {
  before: Removed
  after: Removed
}

/** Gives the hold as it stays until the transaction ends. @throws Refusal `not_found` */
export async function removedState(stores: Stores, id: number): Promise<Removed & { hold: Hold; face_id: string }> {
  await stores.wallSettings.lockRow('hold', id)
  const found = await stores.walls.hold({ id })
  if (!found) throw new Refusal('not_found')
  const { face_id, ...hold } = found
  return { hold, face_id, removed_at: hold.removed_at, removed_reason: await stores.wallSettings.removedReason(id) }
}

/** Writes whether the hold is on the wall, and tells its history. The reason stands in the log alone. */
export async function putRemoved(
  { actor, stores, touch, now }: WriteContext,
  hold: { id: number; face_id: string },
  after: Removed,
): Promise<void> {
  await stores.wallSettings.putRemoved(hold.id, after, now)
  touch.hold(hold.id)
  const detail = { action: after.removed_at === null ? 'returned' : 'removed' }
  await stores.history.append([{ hold_id: hold.id, face_id: hold.face_id, kind: 'hold', actor_id: userIdOf(actor), detail }], now)
}

const reasoned = (reason: string) => (reason === '' ? {} : { reason })

/** [GYM-8] The hold left the wall. Its climbs stay and are marked; nobody sets a new one with it. */
export const removeHold: UseCase<'holds.remove'> = {
  async writes(context, { id, reason }) {
    const { actor, stores, now } = context
    const { hold, face_id, ...before } = await removedState(stores, id)
    if (before.removed_at !== null) return { ...hold, audit_id: null }
    const change: HoldChange = { before, after: { removed_at: now, removed_reason: reason || null } }
    await putRemoved(context, { id, face_id }, change.after)
    const audit_id = await stores.audit.append(
      { actor, action: 'hold.remove', target: { kind: 'hold', id: String(id) }, detail: reasoned(reason), state: change },
      now,
    )
    return { ...hold, removed_at: now, audit_id }
  },
}

/** [GYM-8] The hold is on the wall again. */
export const returnHold: UseCase<'holds.return'> = {
  async writes(context, { id, reason }) {
    const { actor, stores, now } = context
    const { hold, face_id, ...before } = await removedState(stores, id)
    if (before.removed_at === null) return { ...hold, audit_id: null }
    const change: HoldChange = { before, after: { removed_at: null, removed_reason: null } }
    await putRemoved(context, { id, face_id }, change.after)
    const audit_id = await stores.audit.append(
      { actor, action: 'hold.return', target: { kind: 'hold', id: String(id) }, detail: reasoned(reason), state: change },
      now,
    )
    return { ...hold, removed_at: null, audit_id }
  },
}
