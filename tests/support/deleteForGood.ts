import { guest } from '../../shared/access/actor'
import { deleteUser } from '../../server/usecases/users/deleteUser'
import type { TestApp } from './app'

/** Does the work of the job that deletes an account a week after it was asked for. */
export async function deleteForGood({ services }: TestApp, userId: string): Promise<void> {
  await services.transactions(guest, async (context) => {
    const user = await context.stores.users.byId(userId)
    if (!user) throw new Error('nobody is there to be deleted')
    await deleteUser(context, user)
  })
}
