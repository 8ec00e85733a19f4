import * as decoding from 'lib0/decoding'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { SaveTracker } from '../../client/documents/saveTracker'
import type { TestApp } from './app'

export interface TestDocument {
  doc: Y.Doc
  provider: WebsocketProvider
  /** State vectors of the messages "saved". */
  saved: Map<number, number>[]
  /** Codes and reasons of every close. */
  closes: { code: number; reason: string }[]
  synced: () => boolean
  /** True once the server said that it keeps all of ours. */
  isSaved: () => boolean
}

const protocolsOf = (token?: string) => (token ? ['mastoc', `token.${token}`] : ['mastoc'])

export async function epochOf(app: TestApp, name: string, token?: string): Promise<string> {
  const { body } = await app.call('GET', `/api/documents/${encodeURIComponent(name)}`, token ? { token } : {})
  return (body as { epoch: string }).epoch
}

/** A document as a browser opens it; the epoch is asked for unless given (null: none is sent). */
export function createOpener(app: () => TestApp) {
  const providers: WebsocketProvider[] = []
  async function open(
    name: string, options: { token?: string; epoch?: string | null; doc?: Y.Doc; url?: string } = {},
  ): Promise<TestDocument> {
    const doc = options.doc ?? new Y.Doc()
    const epoch = options.epoch === undefined ? await epochOf(app(), name, options.token) : options.epoch
    const provider = new WebsocketProvider(`${(options.url ?? app().url).replace('http', 'ws')}/yjs`, name, doc, {
      WebSocketPolyfill: WebSocket as never,
      protocols: protocolsOf(options.token),
      params: epoch === null ? {} : { epoch },
      disableBc: true,
      maxBackoffTime: 200,
    })
    providers.push(provider)
    const saved: TestDocument['saved'] = []
    const closes: TestDocument['closes'] = []
    const tracker = new SaveTracker()
    let isAnswered = false
    provider.on('status', ({ status }: { status: string }) => {
      if (status === 'connected') isAnswered = false
    })
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== provider) tracker.changed(update)
    })
    provider.messageHandlers[4] = (_encoder, decoder) => {
      const vector = Y.decodeStateVector(decoding.readVarUint8Array(decoder))
      saved.push(vector)
      // The first answer of a connection is to its step 2, which may be older than a change that was just made.
      if (isAnswered) tracker.acknowledged(vector)
      else tracker.onServerState(vector)
      isAnswered = true
    }
    provider.on('connection-close', event => closes.push({ code: event?.code ?? 0, reason: event?.reason ?? '' }))
    return {
      doc, provider, saved, closes, synced: () => provider.synced,
      isSaved: () => tracker.isAllSaved && (saved.at(-1)?.get(doc.clientID) ?? 0) >= Y.getState(doc.store, doc.clientID),
    }
  }
  return { open, closeAll: () => providers.splice(0).forEach(provider => provider.destroy()) }
}

/** A WebSocket that sends what it is told to. */
export function rawConnection(
  app: TestApp,
  name: string,
  options: { token?: string; epoch?: string; protocols?: string[]; origin?: string } = {},
) {
  const address = `${app.url.replace('http', 'ws')}/yjs/${name}${options.epoch ? `?epoch=${options.epoch}` : ''}`
  const ws = new WebSocket(
    address,
    options.protocols ?? protocolsOf(options.token),
    options.origin === undefined ? {} : { origin: options.origin },
  )
  const messages: Uint8Array[] = []
  ws.on('message', (data: Buffer) => messages.push(new Uint8Array(data)))
  const closed = new Promise<{ code: number; reason: string }>(resolve =>
    ws.once('close', (code, reason) => resolve({ code, reason: reason.toString() })),
  )
  const opened = new Promise<void>((resolve, reject) => {
    ws.once('open', resolve)
    ws.once('error', reject)
  })
  return { ws, messages, closed, opened }
}
