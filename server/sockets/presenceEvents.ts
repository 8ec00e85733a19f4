import { canFollow } from '../../shared/access/feeds'
import { PresenceSet } from '../../shared/contract/feeds'
import { limits } from '../../shared/limits'
import { Refusal } from '../../shared/result'
import { faceFeed } from '../../shared/feedName'
import { refusalTo } from '../delivery/audience'
import { tokenBucket } from '../concurrency/tokenBucket'
import type { Services } from '../services/services'
import { acknowledge } from './acknowledge'
import type { AppSocket } from '../socketIo/appSocket'
import type { Presences } from '../presence/presences'

/** Twenty a second are taken; more are left out, because the next one gives the place anyway. */
export function presenceEvents(socket: AppSocket, parts: Services & { presence: Presences }): void {
  const { presence, config, knownFeeds } = parts
  const sets = tokenBucket({ perSecond: limits.presencePerSecond, burst: limits.presencePerSecond })
  socket.on('presence:set', acknowledge(socket, parts, { event: 'presence:set', schema: PresenceSet }, async (news) => {
    const feed = faceFeed(news.face)
    if (!canFollow(socket.data.actor, feed, config.publicRead)) throw refusalTo(socket.data)
    if (!sets.take()) throw new Refusal('too_fast', { seconds: sets.waitFor() })
    if (!knownFeeds.isKnown(feed) && !await knownFeeds.exists(feed)) throw new Refusal('not_found')
    // A socket that left meanwhile has no place.
    if (socket.connected) presence.set(socket, news)
    return {}
  }))
  socket.on('disconnect', () => presence.leave(socket))
}
