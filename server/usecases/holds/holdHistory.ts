import { isAdmin } from '../../../shared/access/actor'
import { Refusal } from '../../../shared/result'
import type { UseCase } from '../useCase'

/** [HISTORY-2] Everybody sees the events and their times; only admins see the actors. */
export const holdHistory: UseCase<'holds.history'> = {
  async reads({ stores, actor }, { id, page, page_size }) {
    if (!await stores.walls.hold({ id })) throw new Refusal('not_found')
    const { results, count } = await stores.history.list(id, { page, page_size })
    const namesAll = isAdmin(actor)
    const ids = namesAll ? [...new Set(results.flatMap(event => event.actor_id ?? []))] : []
    const names = new Map((await stores.users.byIds(ids)).map(user => [user.id, user.full_name || user.username]))
    return {
      results: results.map(({ id: eventId, at, kind, detail, actor_id }) => ({
        id: eventId, at, kind, detail, actor_id: namesAll ? actor_id : null, actor_name: names.get(actor_id ?? '') ?? null,
      })),
      count, page, page_size,
    }
  },
}
