import { guest } from '../../shared/access/actor'
import { deleteUser } from '../usecases/users/deleteUser'
import type { Job } from './scheduler'

/** [PEOPLE-5] Deletes accounts for good a week after their people asked for it, unless they logged in meanwhile. */
export const deleteLeavers: Job = {
  name: 'delete-leavers',
  everyMs: 3_600_000,
  async run({ stores, transactions }, { now }) {
    for (const id of await stores.users.leaving(now)) {
      await transactions(guest, async (context) => {
        const user = await context.stores.users.lockLeaving(id, now)
        if (user) await deleteUser(context, user)
      })
    }
  },
}
