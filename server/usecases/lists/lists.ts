import { randomUUID } from 'node:crypto'
import { userIdOf } from '../../../shared/access/actor'
import { ownsList } from '../../../shared/access/lists'
import { Refusal } from '../../../shared/result'
import { climbFor, viewerOf } from '../climbs/viewer'
import type { UseCase } from '../useCase'
import { Reply } from '../reply'
import { requireRoom } from '../requireRoom'
import { changeList, readableList } from './ownList'

export const listMyLists: UseCase<'lists.mine'> = {
  reads: async ({ actor, stores }) => ({ results: await stores.lists.allOf(userIdOf(actor) ?? '') }),
}

export const getList: UseCase<'lists.get'> = { reads: (context, { id }) => readableList(context, id) }

/** [LIST-1] [LIST-2] Makes a list of the caller's. A list that is sent twice under one id is one list. */
export const createList: UseCase<'lists.create'> = {
  async writes(context, { id = randomUUID(), name, description = null, is_shared = false, climb_ids = [] }) {
    const { actor, stores, touch, now } = context
    const owner_id = userIdOf(actor) ?? ''
    const [known] = await stores.lists.rows([id])
    if (known && ownsList(actor, known)) return new Reply(known, { status: 200 })
    requireRoom('lists', await stores.lists.countOf(owner_id))
    if (!await stores.lists.insert({ id, owner_id, name, description, is_shared, created_at: now, updated_at: now }))
      throw new Refusal('taken', { field: 'id' })
    if (climb_ids.length > 0) await stores.lists.addClimbs(id, climb_ids, { viewer: viewerOf(actor), now })
    touch.list(id)
    return readableList(context, id)
  },
}

export const updateList: UseCase<'lists.update'> = {
  writes: (context, { id, ...values }) => changeList(context, id, () => Promise.resolve(values)),
}

export const deleteList: UseCase<'lists.delete'> = {
  async writes(context, { id }) {
    await changeList(context, id, () => Promise.resolve({}))
    await context.stores.lists.delete(id)
  },
}

/** [LIST-2] Only climbs that the owner may read go in, each once. */
export const addToList: UseCase<'lists.addClimb'> = {
  async writes(context, { id, climb_id }) {
    const { stores, now } = context
    await changeList(context, id, async () => {
      await climbFor(context, { id: climb_id }, 'read')
      if (await stores.lists.hasClimb(id, climb_id)) return null
      requireRoom('listClimbs', await stores.lists.climbsCount(id))
      await stores.lists.addClimb(id, climb_id, now)
      return {}
    })
  },
}

export const removeFromList: UseCase<'lists.removeClimb'> = {
  async writes(context, { id, climb_id }) {
    await changeList(context, id, async () => (await context.stores.lists.removeClimb(id, climb_id) ? {} : null))
  },
}

/** [LIST-4] Climbs that another device added meanwhile follow in their order, and those that it took out stay out. */
export const orderList: UseCase<'lists.order'> = {
  writes: (context, { id, climb_ids }) => changeList(context, id, async () => {
    const { climb_ids: before } = await readableList(context, id)
    const [has, named] = [new Set(before), new Set(climb_ids)]
    const after = [...[...named].filter(climb => has.has(climb)), ...before.filter(climb => !named.has(climb))]
    if (after.every((climb, at) => climb === before[at])) return null
    await context.stores.lists.order(id, after)
    return {}
  }),
}
