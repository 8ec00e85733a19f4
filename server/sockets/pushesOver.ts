import { msOf } from '../../shared/model/instant'
import { noticesIn } from '../feeds/noticesIn'
import type { TailOutput } from '../delivery/tail'
import type { Services } from '../services/services'
import { emitInPieces } from '../socketIo/emitInPieces'
import { socketsThatMayHear } from './feedRooms'
import type { AppSockets } from '../socketIo/appSocket'

/** Sends the rows and heads that the tail reads to the sockets of this server. */
export const pushesOver = (io: AppSockets, { config, clock, watch }: Pick<Services, 'config' | 'clock' | 'watch'>): TailOutput => ({
  audience: (feed, stores) => socketsThatMayHear(io, feed, { stores, config, now: clock() }),
  async change(change, audience) {
    const room = audience ?? change.feed
    const sockets = audience?.length ?? io.sockets.adapter.rooms.get(change.feed)?.size ?? 0
    await emitInPieces(io, room, some => some.emit('feed:change', change))
    for (const notice of noticesIn(change, clock())) await emitInPieces(io, room, some => some.emit('notice', notice))
    watch.feedPushed({ feed: change.feed, rows: change.rows.length, sockets, lagMs: msOf(clock()) - msOf(change.at) })
  },
  head(head) {
    watch.headTold(io.sockets.adapter.rooms.get(head.feed)?.size ?? 0)
    return emitInPieces(io, head.feed, some => some.emit('feed:head', head))
  },
})
