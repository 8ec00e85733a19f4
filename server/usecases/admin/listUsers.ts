import type { StoredUser } from '../../db/stores/accounts/users'
import type { UseCase } from '../useCase'
import type { ReadContext } from '../../transaction/context'
import { idleSince } from '../accounts/session'
import { adminUserView } from '../users/userView'

/** The number of devices on which each user is logged in. */
export async function sessionCounts(
  { stores, now }: Pick<ReadContext, 'stores' | 'now'>,
  users: readonly StoredUser[],
): Promise<Map<string, number>> {
  const idle = new Map(users.map(({ id, role }) => [id, idleSince(role, now)]))
  const counts = new Map<string, number>()
  for (const { user_id, used_at } of await stores.sessions.livingOfAll([...idle.keys()], now)) {
    if (used_at > (idle.get(user_id) ?? now)) counts.set(user_id, (counts.get(user_id) ?? 0) + 1)
  }
  return counts
}

export const listUsers: UseCase<'users.list'> = {
  async reads(context, { page, page_size, ...filter }) {
    const { results, count } = await context.stores.users.list(filter, { page, page_size })
    const sessions = await sessionCounts(context, results)
    return {
      results: results.map(user => ({ ...adminUserView(user, context.now), sessions_count: sessions.get(user.id) ?? 0 })),
      count,
      page,
      page_size,
    }
  },
}
