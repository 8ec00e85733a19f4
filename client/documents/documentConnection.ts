import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { Awareness } from 'y-protocols/awareness'
import { encodeAwarenessUpdate } from 'y-protocols/awareness'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { AWARENESS, SAVED, STEP_1, STEP_2, SYNC } from '../../shared/documentProtocol'
import { backoffMs } from '../../shared/rules/backoff'
import { partsOf } from './step2'

/** An update of Yjs without structs and deletes. */
const NOTHING = Uint8Array.from([0, 0])

const RETRY = { firstMs: 1000, longestMs: 30_000 }

export interface ConnectionEvents {
  synced(): void
  /** The connection is gone; it comes back by itself. */
  dropped(): void
  /** Closed with a code of 4400 to 4499: somebody has to do something first. */
  closed(code: number, reason: string): void
  /** [EDIT-11] Somebody wrote under this document's own client id: what is made here would be taken for what they made. */
  taken(): void
  /** The server tells how many changes of each client it holds; `isAnswer` to an update, or by itself at the beginning. */
  holds(vector: Map<number, number>, isAnswer: boolean): void
}

export interface ConnectionOptions {
  /** `ws:` or `wss:` and the host. */
  origin: string
  name: string
  doc: Y.Doc
  awareness: Awareness
  epoch: string
  token: string | null
  /** My changes that the server may not have, in their order. */
  mine(): readonly Uint8Array[]
}

export const protocolsOf = (token: string | null): string[] => (token === null ? ['mastoc'] : ['mastoc', `token.${token}`])

/** y-websocket's provider as our server wants it, not yet connected. */
export function createConnection(options: ConnectionOptions, events: ConnectionEvents): WebsocketProvider {
  const { origin, name, doc, awareness, epoch, token } = options
  let failures = 0
  const provider = new WebsocketProvider(`${origin}/yjs`, name, doc, {
    awareness, protocols: protocolsOf(token), params: { epoch }, disableBc: true, connect: false,
  })
  let isOver = false
  const isTaken = () => {
    isOver = true
    doc.clientID = awareness.clientID
    // Later: nothing may be taken down while its message is handled.
    queueMicrotask(() => events.taken())
  }
  const readSync = provider.messageHandlers[SYNC]
  provider.messageHandlers[SYNC] = (encoder, decoder, ...rest) => {
    if (isOver) return
    const ahead = decoding.clone(decoder)
    if (decoding.readVarUint(ahead) !== STEP_1) {
      readSync?.(encoder, decoder, ...rest)
      // Yjs takes another id when it sees its own come from elsewhere.
      if (doc.clientID !== awareness.clientID) isTaken()
      return
    }
    const vector = decoding.readVarUint8Array(ahead)
    const held = Y.decodeStateVector(vector)
    if ((held.get(doc.clientID) ?? 0) > Y.getState(doc.store, doc.clientID)) return isTaken()
    events.holds(held, false)
    const mine = options.mine()
    // The whole list of what was ever deleted would go with an answer that brings nothing.
    const parts = mine.length === 0 ? [NOTHING] : partsOf(doc, vector, mine)
    for (const part of parts) provider.ws?.send(step2Message(part))
  }
  provider.messageHandlers[SAVED] = (_encoder, decoder) =>
    events.holds(Y.decodeStateVector(decoding.readVarUint8Array(decoder)), true)
  provider.on('sync', isSynced => {
    if (!isSynced) return
    failures = 0
    events.synced()
  })
  provider.on('connection-close', () => {
    // A power of two that is always longer than the pause, and a pause of each one's own: after a restart not all come at once.
    provider.wsUnsuccessfulReconnects = 20
    provider.maxBackoffTime = backoffMs(failures++, RETRY) * (0.25 + Math.random() * 0.75)
    events.dropped()
  })
  provider.on('closed', ({ code, reason }) => events.closed(code, reason))
  sendOwnAwarenessOnly(provider)
  return provider
}

function step2Message(update: Uint8Array): Uint8Array<ArrayBuffer> {
  const message = encoding.createEncoder()
  encoding.writeVarUint(message, SYNC)
  encoding.writeVarUint(message, STEP_2)
  encoding.writeVarUint8Array(message, update)
  return encoding.toUint8Array(message)
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
