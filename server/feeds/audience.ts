import { guest, type Actor } from '../../shared/access/actor'
import { canFollow } from '../../shared/access/feeds'
import type { Instant } from '../../shared/model/instant'
import { Refusal } from '../../shared/result'
import { actorOfUser } from '../auth/actor'
import type { Stores } from '../db/stores/stores'

export interface Follower {
  id: string
  actor: Actor
  sessionId: string | null
}
export interface Moment {
  /** Of the snapshot whose rows are about to be told. */
  stores: Stores
  publicRead: boolean
  now: Instant
}

const unique = (ids: readonly (string | null | undefined)[]): string[] => [...new Set(ids.filter(id => typeof id === 'string'))]

/**
 * Of a feed's followers those who may follow it in the snapshot that its rows are read from: what was
 * committed after the end of a right is not told to who lost it, even before their connection has heard.
 * @returns null where anybody may
 */
export async function audienceOf(feed: string, followers: readonly Follower[], { stores, publicRead, now }: Moment): Promise<Follower[] | null> {
  if (canFollow(guest, feed, publicRead)) return null
  const [users, ended, keys] = [
    await stores.users.byIds(unique(followers.map(({ actor }) => (actor.kind === 'user' ? actor.id : null)))),
    await stores.sessions.ended(unique(followers.map(({ sessionId }) => sessionId))),
    followers.some(({ actor }) => actor.kind === 'key' && actor.id !== undefined) ? await stores.apiKeys.livingIds() : new Set<string>(),
  ]
  const userOf = new Map(users.map(user => [user.id, user]))
  const isOver = new Set(ended.map(({ id }) => id))
  return followers.filter(({ actor, sessionId }) => {
    if (actor.kind === 'key') return (actor.id === undefined || keys.has(actor.id)) && canFollow(actor, feed, publicRead)
    const user = actor.kind === 'user' ? userOf.get(actor.id) : undefined
    return user !== undefined && user.is_active && (sessionId === null || !isOver.has(sessionId)) && canFollow(actorOfUser(user, now), feed, publicRead)
  })
}

/** The same for one who asks. @throws Refusal `not_found` when the right ended since they were recognised */
export async function refuseStrangers(feed: string, { actor, sessionId }: Omit<Follower, 'id'>, moment: Moment): Promise<void> {
  const audience = await audienceOf(feed, [{ id: '', actor, sessionId }], moment)
  if (audience?.length === 0) throw new Refusal(actor.kind === 'guest' ? 'unauthenticated' : 'not_found')
}
