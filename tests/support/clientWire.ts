import { vi } from 'vitest'
import { WebSocket } from 'ws'
import { FeedTables } from '../../client/sync/feedTables'
import { MemoryRowStore } from '../../client/offline/memoryRows'
import { createApi } from '../../client/api/api'
import { createDocuments } from '../../client/documents/documentRegistry'
import type { FeedStatus } from '../../client/sync/feedStatus'
import { FeedClient } from '../../client/sync/feedClient'
import type { FeedStep, FeedTransport } from '../../client/sync/feedTransport'
import type { LiveDocument } from '../../client/documents/liveDocument'
import { openDocument } from '../../client/documents/openDocument'
import { createSocket, type LiveSocket } from '../../client/sync/socket'
import type { FeedRow } from '../../shared/contract/feeds'

interface Options {
  url: string
  token?: string
  /** The part between the socket and the feeds, for tests that disturb it. */
  through?: (transport: FeedTransport) => FeedTransport
  /** Told after each step with all rows that are shown by now. */
  onState?: (feed: string, cursor: string, rows: ReadonlyMap<string, FeedRow>) => void
}

export interface ClientWire extends ReturnType<typeof createApi> {
  fetched: string[]
  socket: LiveSocket
  feeds: FeedClient
  tables: FeedTables
  open: (name: string) => LiveDocument
  status: (feed: string) => FeedStatus | undefined
  /** The rows of a feed, by kind and id. */
  shown: (feed: string) => ReadonlyMap<string, FeedRow>
  end: () => void
}

/** The client's whole wire, as one browser has it. */
export function clientWire({ url, token, through = transport => transport, onState }: Options): ClientWire {
  vi.stubGlobal('WebSocket', WebSocket)
  const fetched: string[] = []
  const api = createApi({
    fetch: (address, init) => {
      fetched.push(address)
      return fetch(url + address, init)
    },
    language: () => 'fr',
  })
  if (token) api.tokens.keep({ access_token: token, expires_in: 600 })
  const socket = createSocket({ ...api, origin: url })
  const tables = new FeedTables()
  const statuses = new Map<string, FeedStatus>()
  const shown = new Map<string, Map<string, FeedRow>>()
  const show = ({ feed, replace, rows, cursor }: FeedStep) => {
    const known = replace ? new Map<string, FeedRow>() : shown.get(feed) ?? new Map<string, FeedRow>()
    shown.set(feed, known)
    for (const row of rows) {
      if (row.op === 'put') known.set(`${row.kind} ${row.id}`, row)
      else known.delete(`${row.kind} ${row.id}`)
    }
    onState?.(feed, cursor, known)
  }
  const feeds = new FeedClient({
    transport: through(socket.transport),
    store: new MemoryRowStore(),
    later: (_ms, run) => {
      const timer = setTimeout(run, 20)
      return () => clearTimeout(timer)
    },
    random: Math.random,
    onStep(step) {
      tables.take(step)
      show(step)
    },
    onWipe(feed) {
      tables.wipe(feed)
      shown.delete(feed)
    },
    onStatus: (feed, status) => {
      if (status) statuses.set(feed, status)
    },
  })
  const documents = createDocuments({
    tokens: api.tokens,
    describe: name => api.call('documents.get', { name }),
    origin: () => url.replace('http', 'ws'),
  })
  const ends: (() => void)[] = [() => socket.stop()]
  return {
    ...api, fetched, socket, feeds, tables,
    open(name) {
      const { document } = openDocument(documents, name)
      ends.push(() => document.destroy())
      return document
    },
    status: feed => statuses.get(feed),
    shown: feed => shown.get(feed) ?? new Map(),
    end: () => ends.forEach(end => end()),
  }
}
