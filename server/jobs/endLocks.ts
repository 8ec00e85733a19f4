import { guest } from '../../shared/access/actor'
import { writeLocks } from '../usecases/admin/lockChange'
import type { Job } from './scheduler'

/** [LOCK-8] Removes the rows of locks whose time is over, and tells the history. They count no more since that time. */
export const endLocks: Job = {
  name: 'end-locks',
  everyMs: 60_000,
  async run({ stores, transactions }, { now }) {
    if ((await stores.locks.ended(now)).length === 0) return
    await transactions(guest, async (context) => {
      const ended = await context.stores.locks.ended(now)
      await writeLocks(context, ended.map(before => ({ before, after: null })), true)
    })
  },
}
