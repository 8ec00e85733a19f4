import { canFollow } from '../../shared/access/feeds'
import type { StoredUser } from '../db/stores/users'
import type { Tail } from '../feeds/tail'
import type { Services } from '../services'
import { leaveFeed } from './followFeed'
import type { AppSocket, AppSockets } from './socket'

const LOOK_MS = 2_000

/**
 * A deactivation, a role or a name that changed reaches every open socket, whichever process wrote
 * it: the database is asked about those who are connected. @returns how to stop it
 */
export function watchRights(io: AppSockets, { stores, config, log, tail }: Services & { tail: Tail }): () => void {
  const follow = (socket: AppSocket, user: StoredUser | undefined) => {
    const { actor } = socket.data
    if (actor.kind !== 'user') return
    if (!user?.is_active) {
      socket.emit('session:ended', { reason: 'deactivated' })
      socket.disconnect(true)
      return
    }
    socket.data.actor = { ...actor, role: user.role, name: user.full_name || user.username, colour: user.colour }
    for (const feed of [...socket.data.feeds.keys()]) {
      if (canFollow(socket.data.actor, feed, config.publicRead)) continue
      leaveFeed(socket, feed, tail)
      socket.emit('feed:revoked', { feed, reason: 'forbidden' })
    }
  }
  /** A key that ended shows its sockets out; those of the settings last as long as the server. */
  const followKeys = async () => {
    const withKey = [...io.sockets.sockets.values()].flatMap(socket => (socket.data.actor.kind === 'key' && socket.data.actor.id ? [{ socket, id: socket.data.actor.id }] : []))
    if (withKey.length === 0) return
    const living = await stores.apiKeys.livingIds()
    for (const { socket, id } of withKey) {
      if (living.has(id)) continue
      socket.emit('session:ended', { reason: 'deactivated' })
      socket.disconnect(true)
    }
  }
  const look = async () => {
    await followKeys()
    const connected = [...io.sockets.sockets.values()].flatMap(socket => (socket.data.actor.kind === 'user' ? [{ socket, id: socket.data.actor.id }] : []))
    if (connected.length === 0) return
    const users = new Map((await stores.users.byIds([...new Set(connected.map(({ id }) => id))])).map(user => [user.id, user]))
    for (const { socket, id } of connected) follow(socket, users.get(id))
  }
  const timer = setInterval(() => {
    look().catch((error: unknown) => log.warn({ err: error }, 'rights of open sockets'))
  }, LOOK_MS)
  return () => clearInterval(timer)
}
