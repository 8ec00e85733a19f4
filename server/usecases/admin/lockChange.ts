import { userIdOf } from '../../../shared/access/actor'
import type { Instant } from '../../../shared/model/instant'
import type { Lock } from '../../../shared/model/lock'
import { Refusal } from '../../../shared/result'
import type { HistoryEntry } from '../../db/stores/annotations/history'
import type { WriteContext } from '../../transaction/context'

/** The change of one lock: it is made, replaced or removed. The state that undoing needs is a list of changes. */
export interface LockChange {
  before: Lock | null
  after: Lock | null
}

/** [LOCK-8] True if the lock has not ended. */
export const stands = ({ until }: Lock, now: Instant): boolean => until === null || until > now

/** @throws Refusal `invalid` if it would end before it begins */
export function requireToCome(until: Instant | null, now: Instant): void {
  if (until !== null && until <= now) throw new Refusal('invalid', {}, { issues: [{ path: 'until', message: 'past' }] })
}

/** The locks that stand under these ids. */
export async function standing({ stores, now }: Pick<WriteContext, 'stores' | 'now'>, ids: readonly string[]): Promise<Map<string, Lock>> {
  return new Map((await stores.locks.rows(ids)).filter(lock => stands(lock, now)).map(lock => [lock.id, lock]))
}

export const lockOf = ({ before, after }: LockChange): Lock => {
  const lock = after ?? before
  if (!lock) throw new Error('a change of a lock has the lock before or after it')
  return lock
}

/** The history of the hold, or of every hold of the face, tells it without the reason. */
async function remember({ actor, stores, now }: WriteContext, changes: readonly LockChange[], ended: boolean): Promise<void> {
  const entries: HistoryEntry[] = []
  for (const change of changes) {
    const { face_id, hold_id } = lockOf(change)
    const holds = hold_id === null ? (await stores.walls.holds(face_id)).map(({ id }) => id) : [hold_id]
    const action = change.after ? 'locked' : ended ? 'ended' : 'unlocked'
    const detail = { action, target: hold_id === null ? 'face' : 'hold', ...(change.after?.until ? { until: change.after.until } : {}) }
    entries.push(...holds.map((id): HistoryEntry =>
      ({ hold_id: id, face_id, kind: 'lock', actor_id: ended ? null : userIdOf(actor), detail })))
  }
  await stores.history.append(entries, now)
}

/** Writes the changes. `ended`: the locks were not taken away, their time was over. */
export async function writeLocks(context: WriteContext, changes: readonly LockChange[], ended = false): Promise<void> {
  const { stores, touch } = context
  await stores.locks.delete(changes.filter(({ after }) => after === null).map(change => lockOf(change).id))
  for (const { after } of changes) if (after) await stores.locks.put(after)
  for (const change of changes) touch.lock(lockOf(change).id)
  await remember(context, changes, ended)
}
