import type { StoredUser } from '../db/stores/users'
import type { BaseServices } from '../services'
import { batched } from '../concurrency/batch'
import type { AccessClaims } from './tokens'

/** Who a token names, as they are stored now, and whether the session is theirs and goes on. */
export interface FoundSession {
  user: StoredUser | null
  isActive: boolean
}
export type FindSession = (claims: Pick<AccessClaims, 'userId' | 'sessionId'>) => Promise<FoundSession>

/** Two questions to the database for all who come in one turn. */
export const createFindSession = ({ stores, clock }: Pick<BaseServices, 'stores' | 'clock'>): FindSession => batched(async (asked) => {
  const [users, living] = await Promise.all([
    stores.users.byIds([...new Set(asked.map(({ userId }) => userId))]),
    stores.sessions.living([...new Set(asked.map(({ sessionId }) => sessionId))], clock()),
  ])
  const userOf = new Map(users.map(user => [user.id, user]))
  return asked.map(({ userId, sessionId }) => ({ user: userOf.get(userId) ?? null, isActive: living.get(sessionId) === userId }))
})
