import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Database } from '../db/database'
import { CALL_BYTES, silentLine } from '../db/channel'
import type { Logger } from '../log'

/** Things to look at, by what they are; presence is the only thing that is told, because it is stored nowhere. */
const WAKES = ['feeds', 'documents', 'users'] as const
type Wake = (typeof WAKES)[number]

const Somebody = z.object({
  id: z.string(),
  user: z.object({ id: z.string(), name: z.string(), colour: z.string(), avatar_path: z.string().nullable() }),
  hold: z.number().nullable().optional(),
  point: z.tuple([z.number(), z.number()]).nullable().optional(),
  mode: z.enum(['look', 'set', 'annotate']).optional(),
})
const PlaceNews = z.object({ face: z.string(), set: z.array(Somebody), gone: z.array(z.string()), guests: z.number() })
/** Who came, moved or went at a face of one node; `guests` is how many of them that node has. */
export type PlaceNews = z.infer<typeof PlaceNews>

const names = z.array(z.string()).optional()
const Call = z.object({ from: z.string(), feeds: names, documents: names, users: names, places: z.array(PlaceNews).optional(), who: z.literal(true).optional(), bye: z.literal(true).optional() })
type Call = z.infer<typeof Call>
type Words = Omit<Call, 'from'>

export interface Listeners {
  feeds: (names: readonly string[]) => void
  documents: (names: readonly string[]) => void
  users: (ids: readonly string[]) => void
  places: (node: string, news: readonly PlaceNews[]) => void
  /** A node came and knows nobody yet. */
  who: () => void
  bye: (node: string) => void
  /** Calls were lost: look at everything. */
  restored: () => void
}

export interface Neighbours {
  /** Something of this kind was committed here. */
  wake: (kind: Wake, names: readonly string[]) => void
  tell: (news: readonly PlaceNews[]) => void
  listen: (listeners: Partial<Listeners>) => void
  isAlive: () => boolean
  /** Resolves once the line was tried. */
  tried: Promise<void>
  close: () => Promise<void>
}

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value)) + 1

/** Items in portions that fit into one call. */
function portions<T>(items: readonly T[]): T[][] {
  const all: T[][] = []
  let room = 0
  for (const item of items) {
    const bytes = bytesOf(item)
    if (bytes > room) {
      all.push([])
      room = CALL_BYTES - 100
    }
    all.at(-1)?.push(item)
    room -= bytes
  }
  return all
}

/** One face's people may be more than a call takes: then they come in several, which is the same. */
const split = (news: PlaceNews): PlaceNews[] => bytesOf(news) < CALL_BYTES - 200
  ? [news]
  : [...portions(news.set).map(set => ({ ...news, set, gone: [] })), ...portions(news.gone).map(gone => ({ ...news, set: [], gone }))]

/**
 * The other servers on this database. What is woken while a call is on its way goes out together
 * with the next one, so that many writers cost few calls and a lone one waits for nothing.
 */
export function createNeighbours(db: Pick<Database, 'openLine'>, log: Logger): Neighbours {
  const me = randomBytes(6).toString('hex')
  const listeners: Partial<Listeners>[] = []
  const waiting: Record<Wake, Set<string>> = { feeds: new Set(), documents: new Set(), users: new Set() }
  let places: PlaceNews[] = []
  let running: Promise<void> | null = null

  const say = (words: Words) => line.call(JSON.stringify({ from: me, ...words }))
  const next = (): Words[] => {
    const wakes = WAKES.flatMap((kind) => {
      const list = [...waiting[kind]]
      waiting[kind].clear()
      return portions(list).map(portion => ({ [kind]: portion }))
    })
    const news = portions(places.flatMap(split)).map(portion => ({ places: portion }))
    places = []
    return [...wakes, ...news]
  }
  const drain = async () => {
    for (let calls = next(); calls.length > 0; calls = next()) {
      for (const words of calls) await say(words)
    }
    running = null
  }

  const answer = ({ from, ...call }: Call, to: Partial<Listeners>) => {
    if (call.feeds) to.feeds?.(call.feeds)
    if (call.documents) to.documents?.(call.documents)
    if (call.users) to.users?.(call.users)
    if (call.places) to.places?.(from, call.places)
    if (call.who) to.who?.()
    if (call.bye) to.bye?.(from)
  }
  const line = db.openLine({
    heard(text) {
      const call = parse(text)
      if (!call || call.from === me) return
      for (const to of listeners) answer(call, to)
    },
    restored() {
      for (const to of listeners) {
        to.restored?.()
        to.who?.()
      }
      void say({ who: true })
    },
    lost: error => log.warn({ err: error }, 'line to the other servers'),
  })

  return {
    wake(kind, what) {
      if (line === silentLine) return
      for (const name of what) waiting[kind].add(name)
      if (what.length > 0) running ??= drain()
    },
    tell(news) {
      if (line === silentLine) return
      places.push(...news)
      if (news.length > 0) running ??= drain()
    },
    listen: to => void listeners.push(to),
    isAlive: () => line.isAlive(),
    tried: line.tried,
    async close() {
      await running
      await say({ bye: true })
      await line.close()
    },
  }
}

/** Another version's words, or a stranger's, are nothing. */
function parse(text: string): Call | null {
  try {
    return Call.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}
