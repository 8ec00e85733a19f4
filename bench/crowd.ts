import { io, type Socket } from 'socket.io-client'
import type { FeedChange, FeedOpened, FeedRow } from '../shared/contract/feeds'
import { parseCursor } from '../shared/rules/cursor'

/** What the parent says: make so many, or tell how many of them stand at the cursor and know these things. */
export type CrowdAsks =
  | { make: number; url: string; token?: string; feed: string; cursor?: string }
  | { cursor?: string; ids: string[] }
export interface CrowdTells {
  standing: number
}

interface Client {
  socket: Socket
  cursor: string | undefined
  known: Set<string>
  isOpen: boolean
  /** What was pushed while it was opening the feed. */
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
async function open(client: Client, feed: string): Promise<void> {
  client.isOpen = false
  for (let event: 'feed:open' | 'feed:more' = 'feed:open', more = true; more; event = 'feed:more') {
    const answer = await client.socket.timeout(30_000).emitWithAck(event, { feed, ...(client.cursor === undefined ? {} : { since: client.cursor }) }) as FeedOpened
    if (!answer.ok || 'fetch' in answer) throw new Error(`not opened: ${JSON.stringify(answer)}`)
    learn(client, answer.rows, answer.cursor)
    more = answer.more
  }
  client.isOpen = true
  for (const change of client.aside.splice(0)) apply(client, feed, change)
}

function makeClient({ url, token, feed, cursor }: Extract<CrowdAsks, { make: number }>): Client {
  const socket = io(url, { transports: ['websocket'], forceNew: true, auth: token === undefined ? {} : { token } })
  const client: Client = { socket, cursor, known: new Set(), isOpen: false, aside: [] }
  // One that was cut off opens again when it is back.
  socket.on('connect', () => void open(client, feed).catch(() => {}))
  socket.on('disconnect', () => {
    client.isOpen = false
  })
  socket.on('feed:change', (change: FeedChange) => {
    if (client.isOpen) apply(client, feed, change)
    else client.aside.push(change)
  })
  return client
}

const clients: Client[] = []
process.on('message', (ask: CrowdAsks) => {
  if ('make' in ask) for (let n = 0; n < ask.make; n++) clients.push(makeClient(ask))
  else process.send?.({ standing: clients.filter(({ isOpen, cursor, known }) => isOpen && cursor === ask.cursor && ask.ids.every(id => known.has(id))).length } satisfies CrowdTells)
})
process.on('disconnect', () => process.exit(0))
