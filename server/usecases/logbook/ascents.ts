import { userIdOf } from '../../../shared/access/actor'
import { ownsAscent } from '../../../shared/access/ascents'
import { Refusal } from '../../../shared/result'
import type { StoredAscent } from '../../db/stores/people/ascents'
import { climbFor } from '../climbs/viewer'
import type { UseCase } from '../useCase'
import type { ReadContext } from '../../transaction/context'
import { Reply } from '../reply'
import { addAscent, ascentView, changeAscent, removeAscent } from './writeAscent'

/** @throws Refusal `not_found` if there is none, or it is somebody else's */
async function ownAscent({ actor, stores }: Pick<ReadContext, 'actor' | 'stores'>, id: string): Promise<StoredAscent> {
  const ascent = await stores.ascents.byId(id)
  if (!ascent || !ownsAscent(actor, ascent)) throw new Refusal('not_found')
  return ascent
}

/** [SEND-1] A person logs that they sent a climb; a send that is told twice under one id is one send. */
export const createAscent: UseCase<'ascents.create'> = {
  async writes(context, { id, ascent_id, ...told }) {
    const climb = await climbFor(context, { id }, 'remark')
    const made = await addAscent(context, climb, told, ascent_id)
    if (made) return made
    const known = await ownAscent(context, ascent_id ?? '')
    if (known.climb_id !== climb.id) throw new Refusal('taken', { field: 'ascent_id' })
    return new Reply(ascentView(known), { status: 200 })
  },
}

export const updateAscent: UseCase<'ascents.update'> = {
  writes: async (context, { id, ...told }) => changeAscent(context, await ownAscent(context, id), told),
}

export const deleteAscent: UseCase<'ascents.delete'> = {
  writes: async (context, { id }) => removeAscent(context, await ownAscent(context, id)),
}

/** [SEND-4] What others see of the sends of a climb. */
export const listAscents: UseCase<'ascents.list'> = {
  async reads(context, { id, page, page_size }) {
    const climb = await climbFor(context, { id }, 'read')
    return { ...(await context.stores.ascents.toldOf(climb.id, { page, page_size })), page, page_size }
  },
}

export const listMyAscents: UseCase<'ascents.mine'> = {
  async reads({ actor, stores }, { page, page_size }) {
    const userId = userIdOf(actor) ?? ''
    const [results, count] = [await stores.ascents.pageOf(userId, { page, page_size }), await stores.ascents.countOf(userId)]
    return { results, count, page, page_size }
  },
}
