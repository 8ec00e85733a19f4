import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { io, type Socket } from 'socket.io-client'
import { guest } from '../../shared/access/actor'
import type { ClientToServer, ServerToClient } from '../../shared/contract/feeds'
import { instantOf, type Instant } from '../../shared/model/instant'
import type { UserRole } from '../../shared/model/user'
import { createApp } from '../../server/app'
import { createPasswords } from '../../server/auth/passwords'
import { ensureEpoch } from '../../server/db/epoch'
import { readConfig } from '../../server/config/config'
import type { Database } from '../../server/db/database'
import { openDatabase } from '../../server/db/openDatabase'
import type { RestAllowances } from '../../server/limits/restPrices'
import { createLog } from '../../server/log/log'
import type { PushKnobs } from '../../server/push/pushTransport'
import type { Services } from '../../server/services/services'
import type { StoktKnobs } from '../../server/mirror/createMirror'
import type { Timings } from '../../server/config/timings'
import { createAccount } from '../../server/usecases/accounts/createAccount'
import { startSession } from '../../server/usecases/accounts/session'
import { expectDeclared } from './declared'
import { putMigratedSqlite } from './migratedSqlite'

/** The password of everybody in the tests. */
export const PASSWORD = 'prise-verte-du-fond-7'
export const KEYS = {
  read: 'key-that-only-reads',
  write: 'key-that-may-write',
  import: 'key-that-may-import',
  admin: 'key-that-may-everything',
} as const

export type TestSocket = Socket<ServerToClient, ClientToServer>
export interface Account { id: string; username: string; token: string; refreshToken: string; sessionId: string }
export interface Answer { status: number; headers: Headers; body: unknown }
export interface CallOptions { token?: string; apiKey?: string; body?: unknown; headers?: Record<string, string> }
export interface TestApp {
  url: string
  dataDir: string
  services: Services
  db: Database
  /** Runs the jobs that are due by that clock. */
  runJobs: () => Promise<void>
  /** The program's clock, moved or stopped; the system's own and those of tokens stay. */
  clock: { advance: (ms: number) => void; stop: () => void; now: () => Instant }
  call: (method: string, path: string, options?: CallOptions) => Promise<Answer>
  register: (username: string) => Promise<Account>
  admin: () => Promise<Account>
  /** Connected, over WebSocket; rejects with what the server refused it with. */
  socket: (auth?: { token?: string; apiKey?: string }) => Promise<TestSocket>
  /** As on SIGTERM; the clients stay. */
  stop: () => Promise<void>
  close: () => Promise<void>
}

/** Tests ask more at once than people; those about limits pay. */
const ENOUGH = { perSecond: 1e6, burst: 1e9 }
const UNLIMITED: RestAllowances = {
  guest: ENOUGH, account: ENOUGH, person: ENOUGH, key: ENOUGH, watch: ENOUGH, search: ENOUGH, wrong: ENOUGH,
}

let hashed: Promise<string> | undefined
const passwordHash = () => hashed ??= createPasswords().hash(PASSWORD)

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text()
  const isJson = /json/.test(response.headers.get('content-type') ?? '')
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) as unknown : text }
}

function requestOf({ token, apiKey, body, headers }: CallOptions): RequestInit {
  const isForm = body instanceof URLSearchParams
  return {
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(apiKey ? { 'x-api-key': apiKey } : {}),
      ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: isForm || typeof body === 'string' ? body : JSON.stringify(body) }),
  }
}

function connected(url: string, auth: { token?: string; apiKey?: string }): Promise<TestSocket> {
  const socket: TestSocket = io(url, { transports: ['websocket'], forceNew: true, reconnection: false, auth })
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(socket))
    socket.once('connect_error', (error) => {
      socket.close()
      reject(error)
    })
  })
}

export interface AppOptions {
  databaseUrl?: string
  /** The address past a pooler. */
  databaseDirectUrl?: string
  dataDir?: string
  clientFolder?: string
  env?: Record<string, string>
  writesBurst?: number
  restAllowances?: RestAllowances
  timings?: Partial<Timings>
  stokt?: StoktKnobs
  push?: PushKnobs
  logTo?: { write: (line: string) => void }
}

/**
 * A whole server with a database of its own, SQLite unless told otherwise, on a port of its own; or on what lies in a
 * folder that the test made.
 */
export async function startApp(options: AppOptions = {}): Promise<TestApp> {
  const dataDir = options.dataDir ?? await mkdtemp(join(tmpdir(), 'mastoc-'))
  if (options.dataDir === undefined && options.databaseUrl === undefined) await putMigratedSqlite(dataDir)
  const config = readConfig({
    DATA_DIR: dataDir, PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'silent', DEMO: 'off', BACKUP_EVERY: '0',
    API_KEY: Object.entries(KEYS).map(([scope, key]) => `${key}=${scope}`).join(','), ...options.env,
  })
  const db = await openDatabase({ url: options.databaseUrl, directUrl: options.databaseDirectUrl, dataDir })
  let shift = 0
  let stopped: number | null = null
  const now = () => instantOf((stopped ?? Date.now()) + shift)
  await ensureEpoch(db, now)
  const app = createApp({
    config,
    db,
    log: createLog(config.logLevel, options.logTo),
    clock: now,
    version: '0.0.0-test',
    clientFolder: resolve(options.clientFolder ?? join(dataDir, 'no-client')),
    writesBurst: options.writesBurst ?? 10_000,
    restAllowances: options.restAllowances ?? UNLIMITED,
    ...options.timings && { timings: options.timings },
    ...options.push && { push: options.push },
    ...options.stokt && { stokt: options.stokt },
  })
  const { services } = app
  const url = `http://127.0.0.1:${await app.listen()}`
  const sockets: TestSocket[] = []

  const account = async (username: string, role: UserRole): Promise<Account> => {
    const password_hash = await passwordHash()
    const { value } = await services.transactions(guest, async (context) => {
      const id = await createAccount(context, { email: `${username}@example.org`, username, full_name: username, password_hash, role })
      return { id, ...await startSession(context, { id, role }, { label: '', address: null }) }
    })
    return { ...value, username, token: await services.tokens.sign({ id: value.id, role }, value.sessionId) }
  }
  let stopping: Promise<void> | undefined
  const stop = () => stopping ??= app.close().then(() => db.close())
  return {
    url, dataDir, services, db,
    runJobs: app.jobs.tick,
    clock: { advance: (ms) => { shift += ms }, stop: () => { stopped = Date.now() }, now },
    async call(method, path, call = {}) {
      const answer = await answerOf(await fetch(url + path, { method, ...requestOf(call) }))
      expectDeclared(method, path, answer)
      return answer
    },
    register: username => account(username, 'user'),
    admin: () => account(`admin-${randomUUID().slice(0, 8)}`, 'admin'),
    async socket(auth = {}) {
      const socket = await connected(url, auth)
      sockets.push(socket)
      return socket
    },
    stop,
    async close() {
      for (const socket of sockets) socket.close()
      await stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
