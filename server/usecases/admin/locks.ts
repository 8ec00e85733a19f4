import { HoldId } from '../../../shared/model/hold'
import { faceLockId, holdLockId, type Lock } from '../../../shared/model/lock'
import { Refusal } from '../../../shared/result'
import type { UseCase } from '../useCase'
import type { WriteContext } from '../../transaction/context'
import { requireToCome, standing, writeLocks, type LockChange } from './lockChange'

interface Target { target: 'hold' | 'face'; id: string }

/** The log gets the reason, and what undoing the act needs. @returns the entry's id */
function tell(
  { actor, stores, now }: WriteContext,
  change: LockChange,
  { target, id, action, reason }: Target & { action: 'lock' | 'unlock'; reason: string },
): Promise<string> {
  const until = change.after?.until ?? null
  const detail = { ...(reason === '' ? {} : { reason }), ...(until === null ? {} : { until }) }
  return stores.audit.append({ actor, action: `${target}.${action}`, target: { kind: target, id }, detail, state: [change] }, now)
}

/** @throws Refusal `not_found` if there is no such hold or face */
async function unlockedLock({ stores, now }: WriteContext, { target, id }: Target): Promise<Lock> {
  const made = { reason: '', locked_at: now, until: null }
  if (target === 'face') {
    if (!await stores.walls.face({ id })) throw new Refusal('not_found')
    return { id: faceLockId(id), face_id: id, hold_id: null, ...made }
  }
  const number = HoldId.safeParse(id).data
  const hold = number === undefined ? null : await stores.walls.hold({ id: number })
  if (!hold) throw new Refusal('not_found')
  return { id: holdLockId(hold.id), face_id: hold.face_id, hold_id: hold.id, ...made }
}

const idOf = ({ hold_id, face_id }: Lock): string => String(hold_id ?? face_id)

/** [LOCK-6] Lists the locks of all faces. */
export const listLocks: UseCase<'locks.list'> = {
  async reads({ stores, now }) {
    return { results: await stores.locks.listed(now) }
  },
}

/** [LOCK-1] A second lock on the same hold or face changes the reason and the end. */
export const putLock: UseCase<'locks.put'> = {
  async runs({ transact, services, answers }, { reason, until, ...target }) {
    const lock = await transact(async (context) => {
      requireToCome(until, context.now)
      const wanted = { ...await unlockedLock(context, target), reason, until }
      const was = (await standing(context, [wanted.id])).get(wanted.id) ?? null
      if (was?.reason === reason && was.until === until) return { ...was, audit_id: null }
      const change = { before: was, after: { ...wanted, locked_at: was?.locked_at ?? wanted.locked_at } }
      await writeLocks(context, [change])
      const audit_id = await tell(context, change, { target: target.target, id: idOf(wanted), action: 'lock', reason })
      const output = { ...change.after, audit_id }
      answers(context, output)
      return output
    })
    await services.documents.applyLocks()
    return lock
  },
}

export const deleteLock: UseCase<'locks.delete'> = {
  async runs({ transact, services, answers }, { reason, ...target }) {
    await transact(async (context) => {
      const { id } = await unlockedLock(context, target)
      const before = (await standing(context, [id])).get(id)
      if (!before) throw new Refusal('not_found')
      const change = { before, after: null }
      await writeLocks(context, [change])
      await tell(context, change, { target: target.target, id: idOf(before), action: 'unlock', reason })
      answers(context, undefined)
    })
    await services.documents.applyLocks()
  },
}
