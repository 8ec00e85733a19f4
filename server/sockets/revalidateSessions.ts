import { userIdOf, type Actor } from '../../shared/access/actor'
import { canFollow } from '../../shared/access/feeds'
import type { ServerToClient } from '../../shared/contract/feeds'
import { faceIdOf } from '../../shared/feedName'
import { createSingleFlight } from '../../shared/rules/singleFlight'
import { chunksOf } from '../concurrency/chunks'
import { RightsLooks } from '../auth/changedRights'
import { entitlementsOf, type Ended } from '../auth/entitlement'
import type { Tail } from '../delivery/tail'
import { inPieces } from '../concurrency/inPieces'
import type { Presences } from '../presence/presences'
import type { Services } from '../services/services'
import { leaveFeed } from './feedRooms'
import type { AppSocket, AppSockets } from '../socketIo/appSocket'

type Reason = Parameters<ServerToClient['session:ended']>[0]['reason']

/** [LIMIT-2] So many connections are looked at before others are let in. */
const AT_ONCE = 200

function end(socket: AppSocket, reason: Reason): void {
  socket.emit('session:ended', { reason })
  socket.disconnect(true)
}

/** The client is not told that a stolen token was used. */
function reasonOf(ended: Ended): Reason {
  if (ended.why !== 'session ended') return ended.why === 'session expired' ? 'expired' : 'deactivated'
  return ended.reason === 'deactivated' || ended.reason === 'password-changed' ? ended.reason : 'logged-out'
}

/**
 * [SESSION-4] Brings an ended session, a deactivation, a new role, name or picture to every open socket, whichever
 * process wrote it. The database is asked about one user as soon as a server changed something of them, and every two
 * seconds about those of whom something changed lately and a share of the others. @returns a function that stops it
 */
export function revalidateSessions(io: AppSockets, parts: Services & { tail: Tail; presence: Presences }): () => void {
  const { stores, clock, config, log, tellFailure, timings, tail, presence, sessions, cluster } = parts
  const applyRights = (socket: AppSocket, now: Actor) => {
    const { actor } = socket.data
    if (actor.kind !== 'user' || now.kind !== 'user') return
    socket.data.actor = now
    if (now.name !== actor.name || now.colour !== actor.colour || now.avatar_path !== actor.avatar_path) presence.refreshIdentity(socket)
    for (const feed of [...socket.data.feeds.keys()]) {
      if (canFollow(now, feed, config.publicRead)) continue
      leaveFeed(socket, feed, tail)
      const faceId = faceIdOf(feed)
      if (faceId !== null) presence.leave(socket, faceId)
      socket.emit('feed:revoked', { feed, reason: 'forbidden' })
    }
  }
  const revalidateSome = async (some: readonly AppSocket[]) => {
    const entitlements = await entitlementsOf(some.map(socket => socket.data), { stores, config, now: clock() })
    for (const [at, socket] of some.entries()) {
      const entitlement = entitlements[at]
      if (entitlement?.ended) end(socket, reasonOf(entitlement.ended))
      else if (entitlement) applyRights(socket, entitlement.actor)
    }
  }
  const revalidate = (sockets: readonly AppSocket[]) => inPieces(chunksOf(sockets, AT_ONCE), revalidateSome)
  const connected = () => [...io.sockets.sockets.values()].filter(({ data: { actor } }) =>
    actor.kind === 'user' || actor.kind === 'key' && actor.id !== undefined)
  const report = (error: unknown) => {
    log.warn({ err: error }, 'rights of open sockets')
    tellFailure('socket', error)
  }
  sessions.onRecheck((userId) => {
    revalidate(connected().filter(({ data }) => userIdOf(data.actor) === userId)).catch(report)
  })
  /** Only one runs at a time: while the database hangs they must not pile up. */
  const rights = new RightsLooks<AppSocket>(parts, ({ data }) => userIdOf(data.actor))
  let isEverybodyDue = false
  const looks = createSingleFlight(async () => {
    const all = connected()
    const isForAll = isEverybodyDue
    isEverybodyDue = false
    try {
      await revalidate(isForAll ? all : await rights.choose(all))
    } catch (error) {
      isEverybodyDue = true
      report(error)
    }
  })
  cluster.listen({
    reconnected() {
      isEverybodyDue = true
      looks.again()
    },
  })
  const timer = setInterval(() => void looks.run(), timings.rightsSweepMs)
  return () => clearInterval(timer)
}
