import { Refusal } from '../../../shared/result'
import type { UseCase } from '../context'
import { publicUserView } from './userView'

export const getUser: UseCase<'users.get'> = {
  async reads({ actor, stores }, { id }) {
    const user = await stores.users.byId(id)
    if (!user) throw new Refusal('not_found')
    return publicUserView(user, actor)
  },
}
