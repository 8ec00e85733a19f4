import { guest, type Actor } from '../../shared/access/actor'
import { canFollow } from '../../shared/access/feeds'
import type { Instant } from '../../shared/model/instant'
import { Refusal } from '../../shared/result'
import { actorOfUser } from '../auth/actor'
import type { Config } from '../config'
import type { Stores } from '../db/stores/stores'

export interface Follower {
  id: string
  actor: Actor
  sessionId: string | null
}
export interface Moment {
  /** Of the snapshot whose rows are about to be told. */
  stores: Stores
  config: Pick<Config, 'publicRead' | 'adminFactor'>
  now: Instant
}

const unique = (ids: readonly (string | null | undefined)[]): string[] => [...new Set(ids.filter(id => typeof id === 'string'))]

/** [RIGHT-5] For each who asks for a feed, whether they may follow it in the snapshot; one question for all of them. */
export async function mayFollow(asked: readonly { feed: string; who: Omit<Follower, 'id'> }[], { stores, config, now }: Moment): Promise<boolean[]> {
  const { publicRead, adminFactor } = config
  const asPeople = asked.flatMap(({ feed, who }) => (canFollow(guest, feed, publicRead) ? [] : [who]))
  if (asPeople.length === 0) return asked.map(() => true)
  const [users, ended, keys] = [
    await stores.users.byIds(unique(asPeople.map(({ actor }) => (actor.kind === 'user' ? actor.id : null)))),
    await stores.sessions.ended(unique(asPeople.map(({ sessionId }) => sessionId))),
    asPeople.some(({ actor }) => actor.kind === 'key' && actor.id !== undefined) ? await stores.apiKeys.livingIds() : new Set<string>(),
  ]
  const userOf = new Map(users.map(user => [user.id, user]))
  const isOver = new Set(ended.map(({ id }) => id))
  return asked.map(({ feed, who: { actor, sessionId } }) => {
    if (canFollow(guest, feed, publicRead)) return true
    if (actor.kind === 'key') return (actor.id === undefined || keys.has(actor.id)) && canFollow(actor, feed, publicRead)
    const user = actor.kind === 'user' ? userOf.get(actor.id) : undefined
    return user !== undefined && user.is_active && (sessionId === null || !isOver.has(sessionId)) && canFollow(actorOfUser(user, now, adminFactor), feed, publicRead)
  })
}

/**
 * Of a feed's followers those who may follow it in the snapshot that its rows are read from: what was
 * committed after the end of a right is not told to who lost it, even before their connection has heard.
 * @returns null where anybody may
 */
export async function audienceOf(feed: string, followers: readonly Follower[], moment: Moment): Promise<Follower[] | null> {
  if (canFollow(guest, feed, moment.config.publicRead)) return null
  const may = await mayFollow(followers.map(who => ({ feed, who })), moment)
  return followers.filter((_, at) => may[at])
}

/** What they are told whose right ended since they were recognised, or who never had it. */
export const refusalTo = ({ actor }: Pick<Follower, 'actor'>): Refusal => new Refusal(actor.kind === 'guest' ? 'unauthenticated' : 'not_found')

/** The same for one who asks. @throws Refusal `not_found` when the right ended since they were recognised */
export async function requireMayFollow(feed: string, who: Omit<Follower, 'id'>, moment: Moment): Promise<void> {
  const [may] = await mayFollow([{ feed, who }], moment)
  if (!may) throw refusalTo(who)
}
