import { guest } from '../../shared/access/actor'
import { deleteUser } from '../../server/usecases/users/deleteUser'
import type { TestApp } from './app'

/** What a job does a week after somebody asked for it. */
export async function deleteForGood({ services }: TestApp, userId: string): Promise<void> {
  await services.transactions(guest, async (context) => {
    const user = await context.stores.users.byId(userId)
    if (!user) throw new Error('nobody is there to be deleted')
    await deleteUser(context, user)
  })
}
