import { Refusal } from '../../../shared/result'
import { userIdOf } from '../../../shared/access/actor'
import type { UseCase } from '../context'
import { userView } from './userView'

export const getMe: UseCase<'users.me'> = {
  async reads({ actor, stores }) {
    const user = await stores.users.byId(userIdOf(actor) ?? '')
    if (!user) throw new Refusal('unauthenticated')
    return userView(user)
  },
}

/** A new name reads otherwise wherever it stands: the climbs of the setter are put again. */
export const updateMe: UseCase<'users.updateMe'> = {
  async writes({ actor, stores, touch, now }, { full_name, username }) {
    const id = userIdOf(actor) ?? ''
    const holder = username === undefined ? null : await stores.users.byUsername(username)
    if (holder && holder.id !== id) throw new Refusal('taken', { field: 'username' })
    await stores.users.update(id, { ...(full_name === undefined ? {} : { full_name }), ...(username === undefined ? {} : { username }), updated_at: now })
    if (full_name !== undefined) for (const climbId of await stores.climbs.idsBySetter(id)) touch.climb(climbId)
    const user = await stores.users.byId(id)
    if (!user) throw new Refusal('unauthenticated')
    return userView(user)
  },
}
