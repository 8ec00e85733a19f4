import type { StoredUser } from '../db/stores/users'
import type { BaseServices } from '../services'
import { together } from '../concurrency/batch'
import type { AccessClaims } from './tokens'

/** Who a token names, as they are stored now, and whether the session is theirs and goes on. */
export interface Living {
  user: StoredUser | null
  isLiving: boolean
}
export type FindLiving = (claims: Pick<AccessClaims, 'userId' | 'sessionId'>) => Promise<Living>

/** Two questions to the database for all who come in one turn. */
export const createFindLiving = ({ stores, clock }: Pick<BaseServices, 'stores' | 'clock'>): FindLiving => together(async (asked) => {
  const [users, living] = await Promise.all([
    stores.users.byIds([...new Set(asked.map(({ userId }) => userId))]),
    stores.sessions.living([...new Set(asked.map(({ sessionId }) => sessionId))], clock()),
  ])
  const userOf = new Map(users.map(user => [user.id, user]))
  return asked.map(({ userId, sessionId }) => ({ user: userOf.get(userId) ?? null, isLiving: living.get(sessionId) === userId }))
})
