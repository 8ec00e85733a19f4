import { randomUUID } from 'node:crypto'
import { userIdOf } from '../../../shared/access/actor'
import type { KeptSearch } from '../../../shared/model/climbList'
import { Refusal } from '../../../shared/result'
import type { StoredSearch } from '../../db/stores/people/searches'
import type { UseCase } from '../useCase'
import type { WriteContext } from '../../transaction/context'
import { Reply } from '../reply'
import { requireRoom } from '../requireRoom'

export const searchView = ({ user_id: _user, ...search }: StoredSearch): KeptSearch => search

/** [SEARCH-1] @throws Refusal `not_found` if there is none, or it is somebody else's */
async function ownSearch({ actor, stores }: WriteContext, id: string): Promise<StoredSearch> {
  const [search] = await stores.searches.byIds([id])
  if (search?.user_id !== userIdOf(actor)) throw new Refusal('not_found')
  return search
}

export const listMySearches: UseCase<'searches.mine'> = {
  reads: async ({ actor, stores }) => ({ results: (await stores.searches.allOf(userIdOf(actor) ?? '')).map(searchView) }),
}

/** [SEARCH-1] Keeps a search of the caller's. A search that is sent twice under one id is kept once. */
export const keepSearch: UseCase<'searches.create'> = {
  async writes({ actor, stores, touch, now }, { id = randomUUID(), seen_at = now, ...told }) {
    const user_id = userIdOf(actor) ?? ''
    const [known] = await stores.searches.byIds([id])
    if (known?.user_id === user_id) return new Reply(searchView(known), { status: 200 })
    if ((await stores.walls.faceRows([told.face_id])).length === 0) throw new Refusal('not_found')
    requireRoom('searches', await stores.searches.countOf(user_id))
    const search: StoredSearch = { id, user_id, ...told, created_at: now, seen_at: seen_at > now ? now : seen_at }
    if (!await stores.searches.insert(search)) throw new Refusal('taken', { field: 'id' })
    touch.search(id)
    return searchView(search)
  },
}

/** [SEARCH-2] What was seen stays seen: a device that comes back late does not make climbs new again. */
export const updateSearch: UseCase<'searches.update'> = {
  async writes(context, { id, name, seen_at }) {
    const { stores, touch, now } = context
    const before = await ownSearch(context, id)
    const told = seen_at === undefined || seen_at > now ? seen_at && now : seen_at
    const after = { ...before, name: name ?? before.name, seen_at: told && told > before.seen_at ? told : before.seen_at }
    await stores.searches.update(id, { name: after.name, seen_at: after.seen_at })
    touch.search(id)
    return searchView(after)
  },
}

export const deleteSearch: UseCase<'searches.delete'> = {
  async writes(context, { id }) {
    await ownSearch(context, id)
    context.touch.search(id)
    await context.stores.searches.delete(id)
  },
}
