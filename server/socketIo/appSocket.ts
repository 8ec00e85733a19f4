import type { Server, Socket } from 'socket.io'
import type { ClientToServer, ServerToClient } from '../../shared/contract/feeds'
import type { FeedName } from '../../shared/feedName'
import type { Authentication } from '../auth/actor'
import type { Language } from '../i18n/messages'

interface SocketData extends Authentication {
  language: Language
  /** The feeds that it follows; each resolves once it does. */
  feeds: Map<FeedName, Promise<void>>
  /** The number of its events that are being answered. */
  inFlight: number
  /** Ends the socket when its token expires. */
  expiry?: NodeJS.Timeout
}
export type AppSocket = Socket<ClientToServer, ServerToClient, Record<string, never>, SocketData>
export type AppSockets = Server<ClientToServer, ServerToClient, Record<string, never>, SocketData>
