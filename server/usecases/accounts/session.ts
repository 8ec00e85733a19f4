import { randomUUID } from 'node:crypto'
import { instantOf, msOf, type Instant } from '../../../shared/model/instant'
import type { UserRole } from '../../../shared/model/user'
import { hashOf, newRefreshToken } from '../../auth/tokens'
import type { StoredToken } from '../../db/stores/accounts/tokens'
import type { WriteContext } from '../../transaction/context'

const DAY = 24 * 3600 * 1000
/** The idle and the absolute life of a session, in milliseconds; an admin's are shorter. */
const LIVES: Record<UserRole, { idle: number; absolute: number }> = {
  user: { idle: 30 * DAY, absolute: 90 * DAY },
  admin: { idle: DAY / 2, absolute: 7 * DAY },
}

const later = (now: Instant, ms: number): Instant => instantOf(msOf(now) + ms)
/** A session that was last used before this time is over. */
export const idleSince = (role: UserRole, now: Instant): Instant => later(now, -LIVES[role].idle)

/** True if a session is over by its user's present role: a new admin's sessions end as an admin's do. */
export const isOver = (role: UserRole, { startedAt, usedAt }: { startedAt: Instant; usedAt: Instant }, now: Instant): boolean =>
  usedAt <= idleSince(role, now) || startedAt <= later(now, -LIVES[role].absolute)

export interface Device {
  label: string
  address: string | null
}
export interface StartedSession {
  sessionId: string
  /** The token itself, which is never stored. */
  refreshToken: string
}

/** Starts a session for a new login: a family of refresh tokens. */
export async function startSession(
  { stores, now }: Pick<WriteContext, 'stores' | 'now'>, user: { id: string; role: UserRole }, device: Device,
): Promise<StartedSession> {
  const refreshToken = newRefreshToken()
  const sessionId = randomUUID()
  const { idle, absolute } = LIVES[user.role]
  const expires_at = later(now, absolute)
  await stores.sessions.insert({ id: sessionId, user_id: user.id, ...device, created_at: now, used_at: now, expires_at })
  await stores.tokens.insert({
    token_hash: hashOf(refreshToken), user_id: user.id, family_id: sessionId, parent_hash: null,
    created_at: now, expires_at: later(now, idle), family_expires_at: expires_at,
  })
  return { sessionId, refreshToken }
}

/** Makes the next token of a session. */
export async function continueSession(
  { stores, now }: Pick<WriteContext, 'stores' | 'now'>,
  parent: StoredToken,
  role: UserRole,
): Promise<string> {
  const token = newRefreshToken()
  await stores.tokens.insert({
    token_hash: hashOf(token),
    user_id: parent.user_id,
    family_id: parent.family_id,
    parent_hash: parent.token_hash,
    created_at: now,
    expires_at: later(now, LIVES[role].idle),
    family_expires_at: parent.family_expires_at,
  })
  return token
}
