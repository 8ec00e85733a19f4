import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import { WebsocketProvider } from 'y-websocket'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import type { FeedPage, FeedRow } from '../../shared/contract/feeds'
import { parseCursor } from '../../shared/rules/cursor'
import { faceFeed, userFeed } from '../../shared/feedName'
import { clientWire, type ClientWire } from '../support/clientWire'
import { startProxy, type Proxy } from '../support/proxy'
import { spawnServer, type ServerProcess } from '../support/serverProcess'
import { HOLD_IDS } from '../support/wall'
import { contentsOf, DocumentWriter, type Contents } from './documentWriter'
import { RestWriter } from './restWriter'
import { makeSeededDatabase, type Person, type SeededDatabase } from './seededDatabase'
import { Sqlite } from '../../server/db/betterSqlite3'

/** The load runs on so long, once everybody was answered, before the next kill. */
const UNDER_LOAD_MS = 400
const PATIENT = { timeout: 60_000, interval: 20 }

interface Climber {
  person: Person
  /** To whichever server is there. */
  proxy: Proxy
  node: number
  rest: RestWriter
  documents: DocumentWriter
  wire: ClientWire
}

export interface KillFigures {
  kills: number
  acknowledged: number
  saved: number
  /** Milliseconds from starting a killed server to its being ready. */
  restarts: number[]
  compacted: number
}

interface Plan {
  dialect: 'sqlite' | 'postgres'
  kills: number
  random: () => number
}

/** The values that somebody was told are saved in a document. */
interface Saved {
  person: Person
  name: string
  kept: Contents
}

const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

/** [SAFE-1] Three people under load at real server processes, one of which is killed again and again. */
export async function surviveKills({ dialect, kills, random }: Plan): Promise<KillFigures> {
  const world = await World.open(dialect, random)
  try {
    await world.begin()
    for (let kill = 0; kill < kills; kill++) await world.killOne()
    await world.end()
    return world.figures
  } catch (cause) {
    throw new Error(`${cause instanceof Error ? cause.message : String(cause)}\nafter ${world.figures.kills} kills; ${world.said}`, {
      cause,
    })
  }
}

class World {
  readonly figures: KillFigures = { kills: 0, acknowledged: 0, saved: 0, restarts: [], compacted: 0 }
  readonly #random: () => number
  #climbers: Climber[] = []
  /** The one that is asked what is kept. */
  #reader = 0
  #ready: Promise<void> = Promise.resolve()
  /** The highest rev of the face's feed that was ever seen. */
  #rev = 0

  private constructor(private readonly site: SeededDatabase, private readonly nodes: ServerProcess[], random: () => number) {
    this.#random = random
  }

  /** The output of the servers; if all is well they say nothing but that they are ready. */
  get said(): string {
    return this.nodes.map(({ child, said }) => `server ${child.pid} (exit ${child.exitCode}): ${said()}`).join('\n')
  }

  static async open(dialect: Plan['dialect'], random: () => number): Promise<World> {
    const site = await makeSeededDatabase(dialect, ['lynx', 'blaireau', 'hermine'])
    const nodes = Array.from({ length: dialect === 'sqlite' ? 1 : 2 }, () => spawnServer(site.env))
    onTestFinished(async () => {
      await Promise.all(nodes.map(node => node.signal('SIGKILL')))
    })
    return new World(site, nodes, random)
  }

  async begin(): Promise<void> {
    const { faceId, people } = this.site
    for (const [at, person] of people.entries()) {
      const node = at % this.nodes.length
      const proxy = await startProxy(await this.#node(node).url())
      onTestFinished(proxy.close)
      const rest = new RestWriter(person, proxy.url, faceId, this.#random)
      const documents = new DocumentWriter(person, proxy.url, faceId)
      const wire = clientWire({ url: proxy.url, token: await person.token() })
      onTestFinished(() => {
        wire.end()
        documents.close()
      })
      for (const feed of [faceFeed(faceId), userFeed(person.id)]) wire.feeds.follow(feed)
      wire.socket.connect()
      await documents.start()
      rest.start()
      this.#climbers.push({ person, proxy, node, rest, documents, wire })
    }
  }

  /** Kills a server in the middle of everything and looks at what is left, before anybody sends again what was not answered. */
  async killOne(): Promise<void> {
    await this.#ready
    await this.#underLoad()
    // One that has clients.
    const at = this.#climbers[Math.floor(this.#random() * this.#climbers.length)]?.node ?? 0
    const saved = this.#saved()
    await this.#node(at).signal('SIGKILL')
    await Promise.all(this.#climbers.map(({ rest }) => rest.hold()))
    this.figures.kills++
    if (this.site.env.DATABASE_URL === undefined) await this.#checkFile()
    await this.#replace(at)
    await this.#check(saved)
    for (const { rest } of this.#climbers) rest.goOn()
  }

  /** Everybody finishes what they began; then all have the same, and all of it. */
  async end(): Promise<void> {
    await this.#ready
    await Promise.all(this.#climbers.map(({ rest }) => rest.finish()))
    for (const { documents } of this.#climbers) documents.stopWriting()
    await expect.poll(() => this.#climbers.every(({ documents }) => documents.isAllSaved), PATIENT).toBe(true)
    await this.#check(this.#saved())
    await this.#converge()
    for (const { rest, documents } of this.#climbers) {
      expect([...rest.surprises, ...documents.closes]).toEqual([])
      this.figures.acknowledged += rest.answers
      this.figures.saved += documents.saves
    }
    this.figures.compacted = await this.#compacted()
  }

  #node(at: number): ServerProcess {
    const node = this.nodes[at]
    if (!node) throw new Error(`no server ${at}`)
    return node
  }

  /** Everybody was answered since the last start, in every way, and a random moment more is over. */
  async #underLoad(): Promise<void> {
    const before = this.#climbers.map(climber => ({ ...climber, answers: climber.rest.answers, saves: climber.documents.saves }))
    await expect
      .poll(
        () =>
          before.flatMap(({ person, rest, documents, answers, saves }) =>
            rest.answers > answers && documents.saves > saves ? [] : [`${person.name} waits: ${rest.state}; ${documents.state}`],
          ),
        PATIENT,
      )
      .toEqual([])
    await pause(this.#random() * UNDER_LOAD_MS)
  }

  /** A copy: looking at the file itself would tidy it up for the server. */
  async #checkFile(): Promise<void> {
    const copy = await mkdtemp(join(tmpdir(), 'mastoc-copy-'))
    try {
      await cp(this.site.env.DATA_DIR ?? '', copy, { recursive: true })
      const file = new Sqlite(join(copy, 'mastoc.sqlite'))
      expect(file.pragma('integrity_check', { simple: true })).toBe('ok')
      expect(file.pragma('foreign_key_check')).toEqual([])
      file.close()
    } finally {
      await rm(copy, { recursive: true, force: true })
    }
  }

  async #replace(at: number): Promise<void> {
    const started = Date.now()
    const next = spawnServer(this.site.env)
    this.nodes[at] = next
    const ready = next.url().then(() => void this.figures.restarts.push(Date.now() - started))
    this.#ready = ready
    ready.catch(() => {})
    // If there is another server, its clients go there, and the killed one comes back meanwhile.
    const other = this.nodes.length > 1 ? (at + 1) % this.nodes.length : at
    if (other === at) await ready
    for (const climber of this.#climbers) {
      if (climber.node !== at) continue
      climber.node = other
      climber.proxy.aim(await this.#node(other).url())
    }
    this.#reader = other
    for (const { person, wire, documents } of this.#climbers) {
      wire.tokens.keep({ access_token: await person.token(), expires_in: 600 })
      await documents.renew()
    }
  }

  #saved(): Saved[] {
    return this.#climbers.flatMap(({ person, documents }) =>
      documents.names.map(({ name, doc }) => ({ person, name, kept: documents.kept(doc) })),
    )
  }

  async #check(saved: readonly Saved[]): Promise<void> {
    const url = await this.#node(this.#reader).url()
    const face = await this.#feed(url, faceFeed(this.site.faceId))
    for (const { person, rest } of this.#climbers) {
      const own = await this.#feed(url, userFeed(person.id), await person.token())
      expect(rest.differences(new Map([...climbsOf(face.rows, person), ...votesOf(own.rows, person)]))).toEqual([])
    }
    const rev = parseCursor(face.cursor)?.rev ?? 0
    expect(rev).toBeGreaterThanOrEqual(this.#rev)
    this.#rev = rev
    for (const { person, name, kept } of saved) {
      const held = contentsOf(await freshly(url, name, await person.token()))
      expect([...kept].filter(([key, value]) => (held.get(key) ?? -1) < value)).toEqual([])
    }
  }

  async #feed(url: string, feed: string, token?: string): Promise<{ rows: FeedRow[]; cursor: string }> {
    const rows: FeedRow[] = []
    for (let since = ''; ;) {
      const answer = await asked(`${url}/api/feeds/${feed}/changes${since && `?since=${encodeURIComponent(since)}`}`, {
        headers: token ? { authorization: `Bearer ${token}` } : {},
      })
      expect(answer.status).toBe(200)
      const page = await answer.json() as FeedPage
      rows.push(...page.rows)
      since = page.cursor
      if (!page.more) return { rows, cursor: page.cursor }
    }
  }

  async #converge(): Promise<void> {
    const url = await this.#node(this.#reader).url()
    const sheets = this.#climbers.map(({ documents }) => documents.sheet)
    const [first] = sheets
    await expect.poll(() => sheets.every(sheet => isSame(contentsOf(sheet), contentsOf(first ?? new Y.Doc()))), PATIENT).toBe(true)
    for (const { person, wire } of this.#climbers) {
      for (const feed of [faceFeed(this.site.faceId), userFeed(person.id)]) {
        const { rows } = await this.#feed(url, feed, await person.token())
        await expect.poll(() => [...wire.shown(feed).values()].map(bodyOf).sort(), PATIENT).toEqual(rows.map(bodyOf).sort())
      }
    }
    await this.#checkTables(url)
  }

  /** Lists are read from the tables: feeds and tables agree. */
  async #checkTables(url: string): Promise<void> {
    const { count } = await (await asked(`${url}/api/climbs?face_id=${this.site.faceId}`)).json() as { count: number }
    const { rows } = await this.#feed(url, faceFeed(this.site.faceId))
    expect(count).toBe(rows.filter(({ kind }) => kind === 'climb').length)
  }

  async #compacted(): Promise<number> {
    const { openDatabase } = await import('../../server/db/openDatabase')
    const db = await openDatabase({ url: this.site.env.DATABASE_URL, dataDir: this.site.env.DATA_DIR ?? '' })
    const { documents } = db.t
    const rows = await db.select({ seq: documents.snapshot_seq }).from(documents)
    await db.close()
    return Math.max(...rows.map(({ seq }) => seq))
  }
}

/** Once more where a connection kept from before was just closed for being idle. */
const asked = (address: string, init: RequestInit = {}): Promise<Response> => fetch(address, init).catch(() => fetch(address, init))

const bodyOf = ({ kind, id, rev, value }: FeedRow): string => JSON.stringify([kind, id, rev, value])
const isSame = (one: Contents, other: Contents): boolean =>
  one.size === other.size && [...one].every(([key, value]) => other.get(key) === value)

const climbsOf = (rows: readonly FeedRow[], { name }: Person): [string, string][] => rows.flatMap(({ kind, value }): [string, string][] => {
  const [thing = '', version = ''] = kind === 'climb' ? (value as { name: string }).name.split(' ') : []
  return thing.startsWith(`${name}-`) ? [[thing, version]] : []
})

/** The holds that are voted on over REST; the others are voted on in the document. */
const votesOf = (rows: readonly FeedRow[], { name }: Person): [string, string][] =>
  rows.flatMap(({ kind, id, value }): [string, string][] =>
    kind === 'vote' && HOLD_IDS.slice(0, 5).some(hold => String(hold) === id)
      ? [[`${name}@${id}`, (value as { notes: string }).notes]]
      : [],
  )

/** A document as somebody gets it who never saw it. */
async function freshly(url: string, name: string, token: string): Promise<Y.Doc> {
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(`${url.replace('http', 'ws')}/yjs`, name, doc, {
    WebSocketPolyfill: WebSocket as never,
    protocols: ['mastoc', `token.${token}`],
    disableBc: true,
  })
  await expect.poll(() => provider.synced, PATIENT).toBe(true)
  provider.destroy()
  return doc
}
