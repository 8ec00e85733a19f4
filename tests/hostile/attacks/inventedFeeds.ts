import { randomUUID } from 'node:crypto'
import { io, type Socket } from 'socket.io-client'
import type { ClientToServer, FeedOpened, ServerToClient } from '../../../shared/contract/feeds'
import { faceFeed } from '../../../shared/feedName'
import { ADDRESSES } from '../ask'
import { tally } from '../answers'
import { pace } from '../pace'
import type { Attack } from '../underAttack'

const SOCKETS = 100
/** The questions of each socket, which are the most that it may ask. */
const PER_SECOND = 30
/** They stay at least so long: a server has heads to tell every 20 s. */
const ASKING_SECONDS = 10

/** F3: many guests follow feeds of walls that do not exist, and stay. */
export const inventedFeeds: Attack = async (target, seconds) => {
  const { answers, note } = tally()
  const sockets: Socket<ServerToClient, ClientToServer>[] = []
  for (let n = 0; n < SOCKETS; n++)
    sockets.push(
      io(target.url, { transports: ['websocket'], forceNew: true, reconnectionDelay: 200, localAddress: ADDRESSES.attacker } as object),
    )
  for (const socket of sockets) {
    socket.on('connect_error', error => note(`not connected: ${error.message}`))
    socket.on('disconnect', reason => { if (reason !== 'io client disconnect') note(reason) })
  }
  const heard = (answer: FeedOpened) => note(answer.ok ? 'followed' : answer.error.code)
  const ends = Date.now() + seconds * 1000
  await pace(PER_SECOND, Math.min(seconds, ASKING_SECONDS), () => {
    for (const socket of sockets) if (socket.connected) socket.emit('feed:open', { feed: faceFeed(randomUUID()) }, heard)
  })
  await new Promise((resolve) => { setTimeout(resolve, Math.max(0, ends - Date.now())) })
  for (const socket of sockets) socket.disconnect()
  return answers
}
