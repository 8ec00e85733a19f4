import type { FeedChange, FeedOpened, FeedRow } from '../shared/contract/feeds'
import { parseCursor } from '../shared/rules/cursor'
import { rawSocketClient, type RawSocket } from './rawSocketClient'

/** The messages of the parent: one for each of these tokens, or tell how many of them stand at the cursor and know these things. */
export type LoadRequest =
  | { make: (string | undefined)[]; url: string; feed: string; cursor?: string }
  | { cursor?: string; ids: string[] }
export interface LoadReply {
  standing: number
}

interface Client {
  socket: RawSocket
  cursor: string | undefined
  known: Set<string>
  isOpen: boolean
  /** The changes that were pushed while it was opening the feed. */
  aside: FeedChange[]
}

const revOf = (cursor: string | undefined): number => (cursor === undefined ? -1 : parseCursor(cursor)?.rev ?? -1)

function learn(client: Client, rows: readonly FeedRow[], cursor: string | undefined): void {
  for (const row of rows) client.known.add(row.id)
  client.cursor = cursor
}

function apply(client: Client, feed: string, change: FeedChange): void {
  if (change.to <= revOf(client.cursor)) return
  if (change.from > revOf(client.cursor)) return void open(client, feed)
  learn(client, change.rows, change.cursor)
}

/** As the app does: from its cursor, page by page, then what was pushed meanwhile. */
function open(client: Client, feed: string, event: 'feed:open' | 'feed:more' = 'feed:open'): void {
  client.isOpen = false
  client.socket.ask(event, { feed, ...(client.cursor === undefined ? {} : { since: client.cursor }) }, (raw) => {
    const answer = raw as FeedOpened
    if (!answer.ok || 'fetch' in answer) return client.socket.again()
    learn(client, answer.rows, answer.cursor)
    if (answer.more) return open(client, feed, 'feed:more')
    client.isOpen = true
    for (const change of client.aside.splice(0)) apply(client, feed, change)
  })
}

function makeClient(token: string | undefined, { url, feed, cursor }: Extract<LoadRequest, { make: unknown }>): Client {
  const socket = rawSocketClient(url, token === undefined ? {} : { token }, {
    // One that was cut off opens again when it is back.
    connected: () => open(client, feed),
    disconnected() {
      client.isOpen = false
      client.aside = []
    },
    event(name, payload) {
      if (name !== 'feed:change') return
      if (client.isOpen) apply(client, feed, payload as FeedChange)
      else client.aside.push(payload as FeedChange)
    },
  })
  const client: Client = { socket, cursor, known: new Set(), isOpen: false, aside: [] }
  return client
}

const clients: Client[] = []
process.on('message', (ask: LoadRequest) => {
  if ('make' in ask) for (const token of ask.make) clients.push(makeClient(token ?? undefined, ask))
  else {
    const standing = clients.filter(({ isOpen, cursor, known }) => isOpen && cursor === ask.cursor && ask.ids.every(id => known.has(id)))
    process.send?.({ standing: standing.length } satisfies LoadReply)
  }
})
process.on('disconnect', () => process.exit(0))
