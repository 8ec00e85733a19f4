import { canFollow } from '../../shared/access/feeds'
import type { ServerToClient } from '../../shared/contract/feeds'
import { limits } from '../../shared/limits'
import { faceIdOf, type FeedName } from '../../shared/feedName'
import { chunksOf } from '../db/chunks'
import type { StoredUser } from '../db/stores/users'
import { actorOfUser } from '../auth/actor'
import type { Tail } from '../feeds/tail'
import { inPieces } from '../concurrency/inPieces'
import type { Presences } from '../presence/presences'
import type { Services } from '../services'
import { leaveFeed } from './feedRooms'
import type { AppSocket, AppSockets } from './socketServer'

type Reason = Parameters<ServerToClient['session:ended']>[0]['reason']

interface Connected {
  socket: AppSocket
  id: string
  sessionId: string
}

/** [LIMIT-2] How many connections are looked at before others are let in. */
const AT_ONCE = 200

function end(socket: AppSocket, reason: Reason): void {
  socket.emit('session:ended', { reason })
  socket.disconnect(true)
}

/** What the client is told of why its session ended; that a stolen token was used is not its business. */
const reasonOf = (reason: string | null): Reason => (reason === 'deactivated' || reason === 'password-changed' ? reason : 'logged-out')

/**
 * [SESSION-4] An ended session, a deactivation, a role, a name or a picture that changed reaches every open
 * socket, whichever process wrote it: the database is asked about one user as soon as a server
 * changed something of them, and about all who are connected every two seconds. @returns how to stop it
 */
export function revalidateSessions(io: AppSockets, { stores, clock, config, log, tail, presence, sessions, cluster }: Services & { tail: Tail; presence: Presences }): () => void {
  const applyRights = (socket: AppSocket, user: StoredUser) => {
    const { actor } = socket.data
    if (actor.kind !== 'user') return
    const now = actorOfUser(user, clock(), config.adminFactor)
    socket.data.actor = now
    if (now.name !== actor.name || now.colour !== actor.colour || now.avatar_path !== actor.avatar_path) presence.refreshIdentity(socket)
    for (const feed of [...socket.data.feeds.keys()]) {
      if (canFollow(socket.data.actor, feed, config.publicRead)) continue
      leaveFeed(socket, feed, tail)
      const faceId = faceIdOf(feed)
      if (faceId !== null) presence.leave(socket, faceId)
      socket.emit('feed:revoked', { feed: feed as FeedName, reason: 'forbidden' })
    }
  }
  /** A key that ended shows its sockets out; those of the settings last as long as the server. */
  const revalidateKeys = async () => {
    const withKey = [...io.sockets.sockets.values()].flatMap(socket => (socket.data.actor.kind === 'key' && socket.data.actor.id ? [{ socket, id: socket.data.actor.id }] : []))
    if (withKey.length === 0) return
    const living = await stores.apiKeys.livingIds()
    await inPieces(withKey, ({ socket, id }) => {
      if (!living.has(id)) end(socket, 'deactivated')
    })
  }
  const revalidateUsers = async (connected: readonly Connected[]) => {
    const [users, ended] = await Promise.all([
      stores.users.byIds([...new Set(connected.map(({ id }) => id))]),
      stores.sessions.ended([...new Set(connected.map(({ sessionId }) => sessionId))]),
    ])
    const userOf = new Map(users.map(user => [user.id, user]))
    const endOf = new Map(ended.map(session => [session.id, session.end_reason]))
    for (const { socket, id, sessionId } of connected) {
      const user = userOf.get(id)
      const reason = endOf.get(sessionId)
      if (!user?.is_active) end(socket, 'deactivated')
      else if (reason !== undefined) end(socket, reasonOf(reason))
      else applyRights(socket, user)
    }
  }
  const revalidate = async (only?: string) => {
    await revalidateKeys()
    const connected = [...io.sockets.sockets.values()].flatMap((socket): Connected[] => {
      const { actor, sessionId } = socket.data
      return actor.kind === 'user' && sessionId !== null && (only === undefined || actor.id === only) ? [{ socket, id: actor.id, sessionId }] : []
    })
    await inPieces(chunksOf(connected, AT_ONCE), revalidateUsers)
  }
  const report = (error: unknown) => log.warn({ err: error }, 'rights of open sockets')
  sessions.onRecheck((userId) => {
    revalidate(userId).catch(report)
  })
  let revalidating: Promise<void> | null = null
  /** One at a time: while the database hangs they must not pile up. */
  const revalidateAll = () => {
    revalidating ??= revalidate().catch(report).finally(() => {
      revalidating = null
    })
  }
  cluster.listen({ reconnected: revalidateAll })
  const timer = setInterval(revalidateAll, limits.rightsSweepMs)
  return () => clearInterval(timer)
}
