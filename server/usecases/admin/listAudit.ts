import type { UseCase } from '../context'

/** [AUDIT-1] Names are looked up for who reads; those of accounts that are gone are not known any more. */
export const listAudit: UseCase<'audit.list'> = {
  async reads({ stores }, { page, page_size, ...filter }) {
    const { results, count } = await stores.audit.list(filter, { page, page_size })
    const ids = results.flatMap(event => [event.actor_id ?? [], event.target_kind === 'user' ? event.target_id : []].flat())
    const names = new Map((await stores.users.byIds([...new Set(ids)])).map(user => [user.id, user.full_name || user.username]))
    return {
      results: results.map(event => ({ ...event, actor_name: names.get(event.actor_id ?? '') ?? null, target_name: names.get(event.target_id) ?? null })),
      count, page, page_size,
    }
  },
}
