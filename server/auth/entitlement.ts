import { guest, type Actor } from '../../shared/access/actor'
import type { Instant } from '../../shared/model/instant'
import type { Config } from '../config/config'
import type { SessionState } from '../db/stores/accounts/sessions'
import type { Stores } from '../db/stores/stores'
import { actorOfUser } from './actor'

/** An actor who was authenticated before, and the session that did it; null for guests and keys. */
export interface Subject {
  actor: { kind: 'guest' } | { kind: 'user'; id: string } | { kind: 'key'; id?: string }
  sessionId: string | null
}

/** The reason why an actor is not entitled any more. */
export type Ended =
  | { why: 'unknown user' | 'deactivated' | 'key ended' | 'session expired' }
  | { why: 'session ended'; reason: string | null }

/** The actor with their rights of this moment, or the reason why they have none any more. */
export type Entitlement = { actor: Actor; ended: null } | { actor: null; ended: Ended }

interface Moment {
  /** The stores of a snapshot, if the answer must be of the same moment as something else that is read. */
  stores: Pick<Stores, 'users' | 'sessions' | 'apiKeys'>
  config: Pick<Config, 'adminFactor'>
  now: Instant
}

const over = (ended: Ended): Entitlement => ({ actor: null, ended })
const unique = (ids: readonly (string | null | undefined)[]): string[] => [...new Set(ids.filter(id => typeof id === 'string'))]

/** @returns null if the session is that user's and goes on */
function endOfSession(session: SessionState | undefined, userId: string, now: Instant): Ended | null {
  if (session?.user_id !== userId) return { why: 'session ended', reason: null }
  if (session.ended_at !== null) return { why: 'session ended', reason: session.end_reason }
  return session.expires_at > now ? null : { why: 'session expired' }
}

/**
 * [RIGHT-5] The one place that decides whether an actor who was authenticated before still is entitled: requests,
 * sockets, feeds and documents all ask here. It reads users, sessions and keys in one query each.
 * @param subjects any number of them
 * @returns one answer for each, in the same order; keys of the settings last as long as the server
 */
export async function entitlementsOf(subjects: readonly Subject[], { stores, config, now }: Moment): Promise<Entitlement[]> {
  const userIds = unique(subjects.map(({ actor }) => (actor.kind === 'user' ? actor.id : null)))
  const sessionIds = unique(subjects.map(({ sessionId }) => sessionId))
  const hasStoredKeys = subjects.some(({ actor }) => actor.kind === 'key' && actor.id !== undefined)
  // The queries run one after the other, because a snapshot has one connection.
  const users = new Map((userIds.length > 0 ? await stores.users.byIds(userIds) : []).map(user => [user.id, user]))
  const sessions = sessionIds.length > 0 ? await stores.sessions.states(sessionIds) : new Map<string, SessionState>()
  const keys = new Map((hasStoredKeys ? await stores.apiKeys.current() : []).map(key => [key.id, key]))

  return subjects.map(({ actor, sessionId }): Entitlement => {
    if (actor.kind === 'guest') return { actor: guest, ended: null }
    if (actor.kind === 'key') {
      if (actor.id === undefined) return { actor: actor as Actor, ended: null }
      const key = keys.get(actor.id)
      return key ? { actor: { kind: 'key', id: key.id, name: key.name, scopes: key.scopes }, ended: null } : over({ why: 'key ended' })
    }
    const user = users.get(actor.id)
    if (!user) return over({ why: 'unknown user' })
    if (!user.is_active) return over({ why: 'deactivated' })
    const ended = sessionId === null ? null : endOfSession(sessions.get(sessionId), actor.id, now)
    return ended ? over(ended) : { actor: actorOfUser(user, now, config.adminFactor), ended: null }
  })
}
