import type { FeedName } from '../../shared/feedName'
import { guest, type Actor } from '../../shared/access/actor'
import { canFollow } from '../../shared/access/feeds'
import type { Instant } from '../../shared/model/instant'
import { Refusal } from '../../shared/result'
import { entitlementsOf } from '../auth/entitlement'
import type { Config } from '../config/config'
import type { Stores } from '../db/stores/stores'

export interface Follower {
  id: string
  actor: Actor
  sessionId: string | null
}
export interface Moment {
  /** The stores of the snapshot whose rows are about to be told. */
  stores: Stores
  config: Pick<Config, 'publicRead' | 'adminFactor'>
  now: Instant
}

/** [RIGHT-5] Tells for each asker of a feed whether they may follow it in the snapshot, with one query for all of them. */
export async function mayFollow(asked: readonly { feed: FeedName; who: Omit<Follower, 'id'> }[], { stores, config, now }: Moment): Promise<boolean[]> {
  const isForGuests = ({ feed }: { feed: FeedName }) => canFollow(guest, feed, config.publicRead)
  const others = asked.filter(one => !isForGuests(one))
  if (others.length === 0) return asked.map(() => true)
  const entitlements = await entitlementsOf(others.map(({ who }) => who), { stores, config, now })
  const actorOf = new Map(others.map((one, at) => [one, entitlements[at]?.actor ?? null]))
  return asked.map((one) => {
    const actor = actorOf.get(one)
    return isForGuests(one) || actor != null && canFollow(actor, one.feed, config.publicRead)
  })
}

/**
 * The followers of a feed who may follow it in the snapshot that its rows are read from. A change that was committed
 * after the end of a right is not told to its former holder, even before their connection has heard.
 * @returns null if anybody may
 */
export async function audienceOf(feed: FeedName, followers: readonly Follower[], moment: Moment): Promise<Follower[] | null> {
  if (canFollow(guest, feed, moment.config.publicRead)) return null
  const may = await mayFollow(followers.map(who => ({ feed, who })), moment)
  return followers.filter((_, at) => may[at])
}

/** The refusal for an asker whose right ended since they were authenticated, or who never had it. */
export const refusalTo = ({ actor }: Pick<Follower, 'actor'>): Refusal =>
  new Refusal(actor.kind === 'guest' ? 'unauthenticated' : 'not_found')

/** Decides the same for one asker. @throws Refusal `not_found` if the right ended since they were authenticated */
export async function requireMayFollow(feed: FeedName, who: Omit<Follower, 'id'>, moment: Moment): Promise<void> {
  const [may] = await mayFollow([{ feed, who }], moment)
  if (!may) throw refusalTo(who)
}
