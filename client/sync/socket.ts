import { io, type Socket } from 'socket.io-client'
import type { ClientToServer, FeedOpened, FeedPage, PresenceSet, ServerToClient } from '../../shared/contract/feeds'
import { backoffMs, spread, type Backoff } from '../../shared/rules/backoff'
import { CatchUpFailure } from './catchUp'
import type { FeedEvents, FeedTransport } from './feedTransport'
import type { Tokens } from '../api/tokens'

export type Ended = Parameters<ServerToClient['session:ended']>[0]['reason']
type PresenceNews = Parameters<ServerToClient['presence']>[0]

const ACK_MS = 15_000
const RENEW_BEFORE_MS = 60_000
/** The wait after a refusal, or after being sent away. */
const RETRY: Backoff = { firstMs: 2000, longestMs: 30_000 }
const RENEW_AGAIN_MS = 5000

export interface LiveSocket {
  transport: FeedTransport
  connect(): void
  stop(): void
  /** Connects anew, as whoever is logged in now. */
  reconnect(): void
  /** Tries now what would be tried later: the network, or the person, is back. */
  reconnectNow(): void
  /** True if it connected as a guest. */
  isGuest(): boolean
  /** This connection's id, as presence names it; null while not connected. */
  id(): string | null
  look(presence: PresenceSet): void
  onConnection(listener: (isConnected: boolean) => void): void
  onPresence(listener: (news: PresenceNews) => void): void
  onEnded(listener: (reason: Ended) => void): void
}

interface SocketOptions {
  tokens: Tokens
  fetchPage(address: string): Promise<{ page: FeedPage; bytes: number }>
  /** The server's address; the page's own origin unless told. */
  origin?: string
  retry?: Backoff
}

export function createSocket({ tokens, fetchPage, origin = '', retry = RETRY }: SocketOptions): LiveSocket {
  let isGuest = false
  const socket: Socket<ServerToClient, ClientToServer> = io(origin, {
    transports: ['websocket'],
    autoConnect: false,
    // While a logged-in person's token cannot be had, nothing is sent: the server hangs up and socket.io tries again.
    auth: send => void tokens.fresh(RENEW_BEFORE_MS).then(token => {
      isGuest = token === null
      send(token ? { token } : {})
    }, () => undefined),
  })
  const nextTry = connectAgain(socket, tokens, retry)
  keepRenewed(tokens, token => {
    if (socket.connected && !isGuest) socket.emit('session:renew', { token }, () => undefined)
  })

  const whenConnected = (): void => {
    if (!socket.connected) throw new CatchUpFailure('offline')
  }
  const transport: FeedTransport = {
    listen: (events: FeedEvents) => {
      socket.on('connect', () => events.connected())
      socket.on('disconnect', () => events.disconnected())
      socket.on('feed:change', change => events.change(change))
      socket.on('feed:head', head => events.head(head))
      socket.on('feed:revoked', ({ feed }) => events.revoked(feed))
    },
    open: async (feed, since): Promise<FeedOpened> => {
      whenConnected()
      return socket.timeout(ACK_MS).emitWithAck('feed:open', since === undefined ? { feed } : { feed, since })
    },
    more: async (feed, since): Promise<FeedOpened> => {
      whenConnected()
      return socket.timeout(ACK_MS).emitWithAck('feed:more', { feed, since })
    },
    close: feed => {
      if (socket.connected) socket.emit('feed:close', { feed }, () => undefined)
    },
    fetchPage,
  }

  const reconnect = (): void => {
    if (nextTry.reconnectNow() || !socket.active) return
    socket.disconnect()
    socket.connect()
  }

  return {
    transport,
    connect: () => void socket.connect(),
    stop: () => {
      nextTry.cancel()
      socket.disconnect()
    },
    reconnect,
    reconnectNow: () => {
      if (!socket.connected) reconnect()
    },
    isGuest: () => isGuest,
    id: () => socket.id ?? null,
    look: presence => {
      if (socket.connected) socket.emit('presence:set', presence)
    },
    onConnection: listener => {
      socket.on('connect', () => listener(true))
      socket.on('disconnect', () => listener(false))
    },
    onPresence: listener => void socket.on('presence', listener),
    onEnded: listener => void socket.on('session:ended', ({ reason }) => listener(reason)),
  }
}

interface NextTry {
  cancel(): void
  /** Makes the try that is planned now. @returns false if none is planned */
  reconnectNow(): boolean
}

/** socket.io comes back by itself from a lost connection, not from a refusal nor from being sent away. */
function connectAgain(socket: Socket<ServerToClient, ClientToServer>, tokens: Tokens, retry: Backoff): NextTry {
  let failures = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  const cancel = () => {
    clearTimeout(timer)
    timer = undefined
  }
  const soon = () => {
    cancel()
    timer = setTimeout(() => {
      timer = undefined
      socket.connect()
    }, spread(backoffMs(failures++, retry)))
  }
  socket.on('connect', () => {
    failures = 0
  })
  socket.on('connect_error', error => {
    if (socket.active) return
    const code = 'data' in error && typeof error.data === 'object' && error.data !== null && 'code' in error.data ? error.data.code : ''
    if (code === 'unauthenticated' && tokens.isExpected) void tokens.refresh().catch(() => null).then(soon)
    else soon()
  })
  socket.on('disconnect', reason => {
    if (reason === 'io server disconnect') soon()
  })
  return {
    cancel,
    reconnectNow() {
      if (timer === undefined) return false
      cancel()
      failures = 0
      socket.connect()
      return true
    },
  }
}

/** Shows the server a new token before the old one ends, so that the connection stays. */
function keepRenewed(tokens: Tokens, show: (token: string) => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const plan = () => {
    clearTimeout(timer)
    if (tokens.endsAt === null) return
    timer = setTimeout(() => void tokens.refresh().catch(plan), Math.max(RENEW_AGAIN_MS, tokens.endsAt - Date.now() - RENEW_BEFORE_MS))
  }
  tokens.onChange(token => {
    plan()
    if (token) show(token)
  })
}
