import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import * as Y from 'yjs'
import { guest } from '../shared/access/actor'
import { SAVED, SYNC, UPDATE } from '../shared/documentProtocol'
import { noteRoot, voteKey, VOTES_MAP } from '../shared/documents'
import { FIRST_OWN_HOLD_ID } from '../shared/model/holdNumbers'
import { Sqlite } from '../server/db/betterSqlite3'
import { databaseFile } from '../server/db/sqlite'
import { createAccount } from '../server/usecases/accounts/createAccount'
import { startSession } from '../server/usecases/accounts/session'
import { importWall } from '../server/usecases/imports/importWall'
import { connect, message } from './documentClient'
import { everybodyVotes } from './everybodyVotes'
import { startServer, type BenchServer } from './startServer'
import { quantile, type Figure } from './table'
import { benchWall } from './wall'

const ROUNDS = 30
const [WAL_HEAD, FRAME_HEAD] = [32, 24]
const GRIPS = ['bac', 'plat', 'pince', 'micro'] as const
const AIMS = new Map([['a vote', '<= 10 pages'], ['a climb of 8 holds', '<= 16 pages']])
const HANDS = [1, 2, 3, 4, 5, 6].map(step => `O${FIRST_OWN_HOLD_ID + step * 40}`)
const CLIMB = [`S${FIRST_OWN_HOLD_ID}`, ...HANDS, `T${FIRST_OWN_HOLD_ID + 700}`].join(' ')

/** The server wants to be asked again so many seconds later. */
class TooFast extends Error {
  constructor(readonly seconds: number) {
    super('too fast')
  }
}

type Runs = Record<'run' | 'all' | 'get', (...params: unknown[]) => unknown>
type Command = (round: number) => Promise<unknown>
interface Written {
  pages: number
  statements: number
  /** The pages of each table and index. */
  trees: Map<string, number>
}

/** Counts every statement that the process runs from now on. */
function countStatements(): () => number {
  const statement = Object.getPrototypeOf(new Sqlite(':memory:').prepare('SELECT 1')) as Runs
  let count = 0
  for (const method of ['run', 'all', 'get'] as const) {
    const own = statement[method]
    statement[method] = function counted(...params: unknown[]) {
      count += 1
      return own.apply(this, params)
    }
  }
  return () => count
}

/** Looks at the log of the database: it holds each page once for each commit that wrote it. */
function watchPages(dataDir: string) {
  const file = databaseFile(dataDir)
  const db = new Sqlite(file)
  const size = db.pragma('page_size', { simple: true }) as number
  const pages = (): number[] => {
    const log = existsSync(`${file}-wal`) ? readFileSync(`${file}-wal`) : Buffer.alloc(0)
    const count = Math.floor(Math.max(0, log.length - WAL_HEAD) / (size + FRAME_HEAD))
    return Array.from({ length: count }, (_, frame) => log.readUInt32BE(WAL_HEAD + frame * (size + FRAME_HEAD)))
  }
  return {
    empty: () => void db.pragma('wal_checkpoint(TRUNCATE)'),
    pages,
    names: () => new Map(db.prepare('SELECT pageno, name FROM dbstat').raw().all() as [number, string][]),
  }
}

interface Counters { watch: ReturnType<typeof watchPages>; statements: () => number }

/** A wall as many use it: 1,000 climbs, and the votes of 20 people on every hold. */
async function fill(server: BenchServer) {
  const { transactions, stores, tokens } = server.app.services
  await transactions(guest, context => importWall(context, benchWall(1000), { keepDemo: true }))
  await everybodyVotes(server, { count: 20, agree: false })
  const [face] = await stores.walls.faces({})
  const { value } = await transactions(guest, async (context) => {
    const id = await createAccount(context, {
      email: 'bench@example.org', username: 'bench', full_name: '', password_hash: 'x', role: 'user',
    })
    return { id, ...await startSession(context, { id, role: 'user' }, { label: '', address: null }) }
  })
  const token = await tokens.sign({ id: value.id, role: 'user' }, value.sessionId)
  const climbs = await server.db.select({ id: server.db.t.climbs.id }).from(server.db.t.climbs)
  return { faceId: face?.id ?? '', userId: value.id, token, climbIds: climbs.map(({ id }) => id) }
}
type Fixtures = Awaited<ReturnType<typeof fill>>

/** Edits a shared document; each edit resolves when it is saved. */
async function editor({ url, app }: BenchServer, { userId, token }: Fixtures, name: string) {
  const { epoch } = await app.services.documents.describe({ kind: 'user', id: userId, role: 'user', name: '' }, name)
  const address = {
    url: url.replace('http', 'ws'), path: `yjs/${name}?epoch=${epoch}`, document: '', protocols: ['mastoc', `token.${token}`],
  }
  const [ws, doc] = [await connect(address), new Y.Doc()]
  doc.on('update', (update: Uint8Array) => ws.send(message(address, SYNC, UPDATE, update)))
  return (edit: (doc: Y.Doc) => void) => new Promise<void>((resolve) => {
    const hear = (data: Buffer) => {
      if (data[0] !== SAVED) return
      ws.off('message', hear)
      resolve()
    }
    ws.on('message', hear)
    edit(doc)
  })
}

async function commandsOf(server: BenchServer, fixtures: Fixtures): Promise<Record<string, Command>> {
  const vote = await editor(server, fixtures, `votes/${fixtures.faceId}/${fixtures.userId}`)
  const write = await editor(server, fixtures, `sheet/${fixtures.faceId}`)
  const call = async (method: string, path: string, body?: object) => {
    const headers = { authorization: `Bearer ${fixtures.token}`, 'content-type': 'application/json' }
    const { status, headers: answered } = await fetch(`${server.url}/api${path}`, {
      method, headers, ...(body ? { body: JSON.stringify(body) } : {}),
    })
    if (status === 429) throw new TooFast(Number(answered.get('retry-after') ?? 1))
    if (status >= 300) throw new Error(`${method} ${path}: ${status}`)
  }
  const climb = (round: number) => `/climbs/${fixtures.climbIds[round * 31 % fixtures.climbIds.length] ?? ''}`
  return {
    'a vote': round => vote(doc =>
      doc.getMap(VOTES_MAP).set(voteKey(FIRST_OWN_HOLD_ID + round * 23 % 700, 'grip_type'), GRIPS[round % GRIPS.length])),
    'a letter of a note': round => write(doc => doc.getText(noteRoot(FIRST_OWN_HOLD_ID + 5)).insert(round, 'a')),
    'a climb of 8 holds': round => call('POST', '/climbs', {
      face_id: fixtures.faceId, name: `Bloc neuf ${round}`, grade_font: '6B', holds_list: CLIMB,
    }),
    'a like': round => call('PUT', `${climb(round)}/like`),
    'a send': round => call('POST', `${climb(round)}/ascents`, { ascent_id: randomUUID(), is_flash: false }),
  }
}

/** Runs a command, when the server takes it, and looks at what it wrote. */
async function look(command: () => Promise<unknown>, { watch, statements }: Counters): Promise<Written> {
  for (;;) {
    watch.empty()
    const before = statements()
    try {
      await command()
    } catch (error) {
      if (!(error instanceof TooFast)) throw error
      await pause(error.seconds * 1000)
      continue
    }
    const [ran, pages, names] = [statements() - before, watch.pages(), watch.names()]
    const trees = new Map<string, number>()
    for (const page of pages) {
      const name = names.get(page) ?? 'unused'
      trees.set(name, (trees.get(name) ?? 0) + 1)
    }
    return { pages: pages.length, statements: ran, trees }
  }
}

/** The tables and indexes, by how many of their pages a command wrote on average. */
function treesOf(runs: readonly Written[]): string {
  const sums = new Map<string, number>()
  for (const { trees } of runs) for (const [name, count] of trees) sums.set(name, (sums.get(name) ?? 0) + count)
  return [...sums].sort(([, a], [, b]) => b - a).map(([name, sum]) => `${name} ${(sum / runs.length).toFixed(1)}`).join(', ')
}

/** The pages that each command writes on SQLite, and the statements that it runs: the middle of 30. */
export async function pagesWritten(): Promise<Figure[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'mastoc-pages-'))
  const statements = countStatements()
  const server = await startServer(dataDir)
  try {
    const fixtures = await fill(server)
    const counters = { watch: watchPages(dataDir), statements }
    const figures: Figure[] = []
    for (const [what, command] of Object.entries(await commandsOf(server, fixtures))) {
      const runs: Written[] = []
      for (let round = 0; round < ROUNDS; round++) runs.push(await look(() => command(round), counters))
      console.log(`${what}: ${treesOf(runs)}`)
      const middle = (values: number[]) => quantile(values, 0.5)
      figures.push({
        what: `${what}: pages written, statements`,
        measured: `${middle(runs.map(run => run.pages))}, ${middle(runs.map(run => run.statements))}`,
        reference: '', ratio: '', aim: AIMS.get(what) ?? '',
      })
    }
    return figures
  } finally {
    await server.stop()
  }
}
