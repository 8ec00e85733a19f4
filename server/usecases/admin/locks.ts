import { userIdOf } from '../../../shared/access/actor'
import { HoldId } from '../../../shared/model/hold'
import { faceLockId, holdLockId, type Lock } from '../../../shared/model/lock'
import { Refusal } from '../../../shared/result'
import type { UseCase, WriteContext } from '../context'

interface Target { target: 'hold' | 'face'; id: string }
/** The log gets the reason; the history of the hold, or of every hold of the face, does not. */
async function tell(
  { actor, stores, now }: WriteContext,
  { face_id, hold_id }: Lock,
  action: 'lock' | 'unlock',
  reason: string,
): Promise<void> {
  const target = hold_id === null ? 'face' : 'hold'
  await stores.audit.append(
    { actor, action: `${target}.${action}`, target: { kind: target, id: String(hold_id ?? face_id) }, detail: detailOf(reason) },
    now,
  )
  const holds = hold_id === null ? (await stores.walls.holds(face_id)).map(({ id }) => id) : [hold_id]
  const detail = { action: `${action}ed`, target }
  await stores.history.append(
    holds.map(id => ({ hold_id: id, face_id, kind: 'lock', actor_id: userIdOf(actor), detail })),
    now,
  )
}

const detailOf = (reason: string) => (reason === '' ? {} : { reason })

/** @throws Refusal `not_found` if there is no such hold or face */
async function unlockedLock({ stores, now }: WriteContext, { target, id }: Target): Promise<Lock> {
  if (target === 'face') {
    if (!await stores.walls.face({ id })) throw new Refusal('not_found')
    return { id: faceLockId(id), face_id: id, hold_id: null, reason: '', locked_at: now }
  }
  const number = HoldId.safeParse(id).data
  const hold = number === undefined ? null : await stores.walls.hold({ id: number })
  if (!hold) throw new Refusal('not_found')
  return { id: holdLockId(hold.id), face_id: hold.face_id, hold_id: hold.id, reason: '', locked_at: now }
}

/** [LOCK-6] Lists the locks of a face. */
export const listLocks: UseCase<'locks.list'> = {
  async reads({ stores }) {
    return { results: await stores.locks.listed() }
  },
}

/** [LOCK-1] A second lock on the same hold or face changes the reason. */
export const putLock: UseCase<'locks.put'> = {
  async runs({ transact, services }, { reason, ...target }) {
    const lock = await transact(async (context) => {
      const { stores, touch } = context
      const wanted = { ...await unlockedLock(context, target), reason }
      const [was] = await stores.locks.rows([wanted.id])
      if (was?.reason === reason) return was
      await stores.locks.put(wanted)
      touch.lock(wanted.id)
      await tell(context, wanted, 'lock', reason)
      return was ? { ...was, reason } : wanted
    })
    await services.documents.applyLocks()
    return lock
  },
}

export const deleteLock: UseCase<'locks.delete'> = {
  async runs({ transact, services }, { reason, ...target }) {
    await transact(async (context) => {
      const { stores, touch } = context
      const lock = await unlockedLock(context, target)
      if ((await stores.locks.rows([lock.id])).length === 0) throw new Refusal('not_found')
      await stores.locks.delete(lock.id)
      touch.lock(lock.id)
      await tell(context, lock, 'unlock', reason)
    })
    await services.documents.applyLocks()
  },
}
