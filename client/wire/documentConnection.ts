import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { Awareness } from 'y-protocols/awareness'
import { encodeAwarenessUpdate } from 'y-protocols/awareness'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'

const SYNC = 0
const AWARENESS = 1
const SAVED = 4
const STEP_1 = 0

export interface ConnectionEvents {
  synced(): void
  /** The connection is gone; it comes back by itself. */
  dropped(): void
  /** Closed with a code of 4400 to 4499: somebody has to do something first. */
  closed(code: number, reason: string): void
  /** The server holds so many of my changes; `isAnswer` to an update, or by itself at the beginning. */
  holds(clock: number, isAnswer: boolean): void
}

export interface ConnectionOptions {
  /** `ws:` or `wss:` and the host. */
  origin: string
  name: string
  doc: Y.Doc
  awareness: Awareness
  epoch: string
  token: string | null
}

export const protocolsOf = (token: string | null): string[] => (token === null ? ['mastoc'] : ['mastoc', `token.${token}`])

/** y-websocket's provider as our server wants it, not yet connected. */
export function createConnection(options: ConnectionOptions, events: ConnectionEvents): WebsocketProvider {
  const { origin, name, doc, awareness, epoch, token } = options
  const provider = new WebsocketProvider(`${origin}/yjs`, name, doc, {
    awareness, protocols: protocolsOf(token), params: { epoch }, disableBc: true, connect: false,
  })
  const clockIn = (vector: Uint8Array) => Y.decodeStateVector(vector).get(doc.clientID) ?? 0
  const readSync = provider.messageHandlers[SYNC]
  provider.messageHandlers[SYNC] = (encoder, decoder, ...rest) => {
    const ahead = decoding.clone(decoder)
    if (decoding.readVarUint(ahead) === STEP_1) events.holds(clockIn(decoding.readVarUint8Array(ahead)), false)
    readSync?.(encoder, decoder, ...rest)
  }
  provider.messageHandlers[SAVED] = (_encoder, decoder) => events.holds(clockIn(decoding.readVarUint8Array(decoder)), true)
  provider.on('sync', isSynced => {
    if (isSynced) events.synced()
  })
  provider.on('connection-close', () => events.dropped())
  provider.on('closed', ({ code, reason }) => events.closed(code, reason))
  sendOwnAwarenessOnly(provider)
  return provider
}

/** y-websocket passes on what it hears of others too, n times n messages; our server does not want it. */
function sendOwnAwarenessOnly(provider: WebsocketProvider): void {
  const { awareness, doc } = provider
  awareness.off('update', provider._awarenessUpdateHandler)
  awareness.on('update', (changes: { added: number[]; updated: number[]; removed: number[] }, origin: unknown) => {
    const isMine = [changes.added, changes.updated, changes.removed].some(ids => ids.includes(doc.clientID))
    if (!isMine || origin === provider || !provider.wsconnected) return
    const message = encoding.createEncoder()
    encoding.writeVarUint(message, AWARENESS)
    encoding.writeVarUint8Array(message, encodeAwarenessUpdate(awareness, [doc.clientID]))
    provider.ws?.send(encoding.toUint8Array(message))
  })
}
