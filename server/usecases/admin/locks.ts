import { HoldId } from '../../../shared/model/hold'
import { faceLockId, holdLockId, type Lock } from '../../../shared/model/lock'
import { Refusal } from '../../../shared/result'
import type { UseCase, WriteContext } from '../context'

interface Target { target: 'hold' | 'face'; id: string }
const detailOf = (reason: string) => (reason === '' ? {} : { reason })

/** @throws Refusal `not_found` where there is no such hold or face */
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

/** [LOCK-1] Locking what is locked changes its reason. */
export const putLock: UseCase<'locks.put'> = {
  async runs({ transact, services }, { reason, ...target }) {
    const lock = await transact(async (context) => {
      const { stores, touch, actor, now } = context
      const wanted = { ...await unlockedLock(context, target), reason }
      const [was] = await stores.locks.rows([wanted.id])
      if (was?.reason === reason) return was
      await stores.locks.put(wanted)
      touch.lock(wanted.id)
      await stores.audit.append({ actor, action: `${target.target}.lock`, target: { kind: target.target, id: target.id }, detail: detailOf(reason) }, now)
      return was ? { ...was, reason } : wanted
    })
    await services.documents.followLocks()
    return lock
  },
}

export const deleteLock: UseCase<'locks.delete'> = {
  async runs({ transact, services }, { reason, ...target }) {
    await transact(async (context) => {
      const { stores, touch, actor, now } = context
      const { id } = await unlockedLock(context, target)
      if ((await stores.locks.rows([id])).length === 0) throw new Refusal('not_found')
      await stores.locks.delete(id)
      touch.lock(id)
      await stores.audit.append({ actor, action: `${target.target}.unlock`, target: { kind: target.target, id: target.id }, detail: detailOf(reason) }, now)
    })
    await services.documents.followLocks()
  },
}
