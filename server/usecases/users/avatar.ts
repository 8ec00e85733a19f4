import { randomUUID } from 'node:crypto'
import { userIdOf } from '../../../shared/access/actor'
import type { UseCase } from '../context'
import { ownUser } from './ownUser'
import { portrait } from './portrait'

export const setAvatar: UseCase<'users.setAvatar'> = {
  async runs({ actor, request, transact }) {
    const bytes = await portrait(await request.upload(), userIdOf(actor) ?? '')
    const name = randomUUID()
    const avatar_path = `avatars/${name}.webp`
    await transact(async (context) => {
      const { id } = await ownUser(context)
      await context.stores.avatars.put(id, { name, bytes })
      await context.stores.users.update(id, { avatar_path, updated_at: context.now })
      context.touch.account(id)
    })
    return { message: request.translate('avatar_set'), avatar_path }
  },
}

export const deleteAvatar: UseCase<'users.deleteAvatar'> = {
  async writes(context) {
    const { id } = await ownUser(context)
    await context.stores.avatars.delete(id)
    await context.stores.users.update(id, { avatar_path: null, updated_at: context.now })
    context.touch.account(id)
  },
}
