import { holdLockId, type Lock } from '../../../shared/model/lock'
import { Refusal } from '../../../shared/result'
import type { UseCase } from '../useCase'
import type { WriteContext } from '../../transaction/context'
import { lockOf, requireToCome, standing, writeLocks, type LockChange } from './lockChange'

/** So many labels of holds stand in the log; the count says the rest. */
const NAMED = 30

/** The holds, which are all on one wall. @throws Refusal `not_found`, `invalid` */
async function holdsOf({ stores }: WriteContext, ids: readonly number[]) {
  const holds = await stores.walls.holdRows([...new Set(ids)])
  const [first] = holds
  if (!first || holds.length < new Set(ids).size) throw new Refusal('not_found')
  if (holds.some(({ face_id }) => face_id !== first.face_id))
    throw new Refusal('invalid', {}, { issues: [{ path: 'hold_ids', message: 'one_wall' }] })
  return { faceId: first.face_id, holds }
}
type Holds = Awaited<ReturnType<typeof holdsOf>>

/** One entry of the log for all of them, which is undone as one. */
async function tell(
  context: WriteContext, { faceId, holds }: Holds, changes: readonly LockChange[], given: { reason: string; until?: Lock['until'] },
): Promise<string> {
  const { actor, stores, now } = context
  const changed = new Set(changes.map(change => lockOf(change).hold_id))
  const locked = holds.filter(({ id }) => changed.has(id))
  const labels = locked.map(({ label }) => label).sort()
  const things = locked.map(({ id, label }) => ({ kind: 'hold' as const, id: String(id), name: label }))
  const detail = {
    count: changes.length,
    labels: labels.slice(0, NAMED),
    ...(given.reason === '' ? {} : { reason: given.reason }),
    ...(given.until ? { until: given.until } : {}),
  }
  const entry = { actor, target: { kind: 'face', id: faceId }, things, detail, state: changes }
  return changes[0]?.after
    ? stores.audit.append({ ...entry, action: 'face.lock_holds' }, now)
    : stores.audit.append({ ...entry, action: 'face.unlock_holds' }, now)
}

/** [LOCK-10] Locks many holds in one transaction. Those that are locked already get the new reason and end. */
export const putLocks: UseCase<'locks.putMany'> = {
  async writes(context, { hold_ids, reason, until }) {
    requireToCome(until, context.now)
    const found = await holdsOf(context, hold_ids)
    const were = await standing(context, found.holds.map(({ id }) => holdLockId(id)))
    const changes = found.holds.flatMap(({ id, face_id }): LockChange[] => {
      const before = were.get(holdLockId(id)) ?? null
      if (before?.reason === reason && before.until === until) return []
      return [{ before, after: { id: holdLockId(id), face_id, hold_id: id, reason, locked_at: before?.locked_at ?? context.now, until } }]
    })
    if (changes.length === 0) return { changed: 0, audit_id: null }
    await writeLocks(context, changes)
    return { changed: changes.length, audit_id: await tell(context, found, changes, { reason, until }) }
  },
}

/** [LOCK-10] Unlocks those of the holds that are locked. */
export const removeLocks: UseCase<'locks.removeMany'> = {
  async writes(context, { hold_ids, reason }) {
    const found = await holdsOf(context, hold_ids)
    const were = await standing(context, found.holds.map(({ id }) => holdLockId(id)))
    const changes = [...were.values()].map((before): LockChange => ({ before, after: null }))
    if (changes.length === 0) return { changed: 0, audit_id: null }
    await writeLocks(context, changes)
    return { changed: changes.length, audit_id: await tell(context, found, changes, { reason }) }
  },
}
