import { Refusal } from '../../../shared/result'
import type { UseCase } from '../context'
import { ownUser } from './ownUser'
import { userView } from './userView'

export const getMe: UseCase<'users.me'> = {
  reads: async context => userView(await ownUser(context)),
}

/** What is left out keeps its value. */
type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> }
const given = <T extends object>(values: T): Given<T> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Given<T>

/** [PEOPLE-1] A new name reads otherwise wherever it stands: the climbs and tasks of the person are put again. */
export const updateMe: UseCase<'users.updateMe'> = {
  async writes(context, input) {
    const { stores, touch, now } = context
    const { id } = await ownUser(context)
    const holder = input.username === undefined ? null : await stores.users.byUsername(input.username)
    if (holder && holder.id !== id) throw new Refusal('taken', { field: 'username' })
    await stores.users.update(id, { ...given(input), updated_at: now })
    touch.account(id)
    if (input.full_name !== undefined) {
      for (const climbId of await stores.climbs.idsBySetter(id)) touch.climb(climbId)
      for (const taskId of await stores.tasks.idsOf(id)) touch.task(taskId)
    }
    return userView(await ownUser(context))
  },
}
