import { isAdmin } from '../../../shared/access/actor'
import { Refusal } from '../../../shared/result'
import type { UseCase } from '../useCase'
import { publicUserView } from './userView'

export const getUser: UseCase<'users.get'> = {
  async reads({ actor, stores }, { id }) {
    const user = await stores.users.byId(id)
    // [PEOPLE-12] An account that waits for its deletion is hidden at once.
    if (!user || (user.deletes_at !== null && !isAdmin(actor))) throw new Refusal('not_found')
    return publicUserView(user, actor)
  },
}
