import type { Lock } from '../../../../shared/model/lock'
import { Refusal } from '../../../../shared/result'
import { lockOf, standing, stands, writeLocks, type LockChange } from '../lockChange'
import type { UndoAct } from './undoAct'

const isAsLeft = (lock: Lock | null, left: Lock | null): boolean =>
  lock === null || left === null
    ? lock === left
    : lock.reason === left.reason && lock.until === left.until && lock.locked_at === left.locked_at

/** Locks are again as they were; those that somebody changed since, or that would have ended meanwhile, stay as they are. */
export const undoLocks: UndoAct = async ({ transact, services }, { state, record }) => {
  await transact(async (context) => {
    const changes = state as LockChange[]
    const now = await standing(context, changes.map(change => lockOf(change).id))
    const back = changes
      .filter(change => isAsLeft(now.get(lockOf(change).id) ?? null, change.after))
      .filter(({ before }) => before === null || stands(before, context.now))
      .map(({ before, after }): LockChange => ({ before: after, after: before }))
    if (back.length === 0) throw new Refusal('not_undoable')
    await writeLocks(context, back)
    await record(context, changes.length > 1 ? { count: back.length } : {})
  })
  await services.documents.applyLocks()
}
