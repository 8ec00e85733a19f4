import type { WebsocketProvider } from 'y-websocket'

/**
 * - offline: the server is not reached; the session goes on trying
 * - refused: the server closed the connection for a reason that no further try can mend
 * - forbidden: the document does not exist, or this user may not read it
 */
export type DocumentState = 'connecting' | 'live' | 'offline' | 'refused' | 'forbidden'
export type DocumentMode = 'rw' | 'ro'

/**
 * - idle: nobody asked to connect yet; the document is still read from this device
 * - asking: waits for a token, the document's epoch and the user's rights
 * - waiting: asking failed, a timer will ask again
 * - connecting, live, dropped: there is a provider, which reconnects a dropped connection by itself
 * - stopped: for good
 */
export type SessionPhase =
  | { name: 'idle' }
  | { name: 'asking'; isRetry: boolean }
  | { name: 'waiting' }
  | { name: 'connecting' | 'live' | 'dropped'; provider: WebsocketProvider }
  | { name: 'stopped'; state: 'refused' | 'forbidden' }

export const providerOf = (phase: SessionPhase): WebsocketProvider | null => ('provider' in phase ? phase.provider : null)

export function stateOf(phase: SessionPhase): DocumentState {
  switch (phase.name) {
    case 'idle':
      return 'connecting'
    case 'asking':
      return phase.isRetry ? 'offline' : 'connecting'
    case 'waiting':
    case 'dropped':
      return 'offline'
    case 'stopped':
      return phase.state
    default:
      return phase.name
  }
}
