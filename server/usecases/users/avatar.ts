import { randomUUID } from 'node:crypto'
import { userIdOf } from '../../../shared/access/actor'
import { Refusal } from '../../../shared/result'
import type { UseCase } from '../useCase'
import { avatarPath } from './avatarOf'
import { ownUser } from './ownUser'
import { portrait } from './portrait'

/** [MOVE-17] Programs of the Python server know 400 for a picture that is too large, as for one that is none. */
function asPictureFault(error: unknown): never {
  throw error instanceof Refusal && error.code === 'too_large' ? new Refusal('picture_invalid', { reason: 'size' }) : error
}

export const setAvatar: UseCase<'users.setAvatar'> = {
  async runs({ actor, request, transact }) {
    const bytes = await portrait(await request.upload().catch(asPictureFault), userIdOf(actor) ?? '')
    const name = randomUUID()
    const id = await transact(async (context) => {
      const { id } = await ownUser(context)
      await context.stores.avatars.put(id, { name, bytes })
      await context.stores.users.update(id, { avatar_path: `avatars/${name}.webp`, updated_at: context.now })
      context.touch.account(id)
      return id
    })
    return { message: request.translate('avatar_set'), avatar_path: avatarPath(id), avatar_version: name }
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
