import { execFileSync, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { guest } from '../shared/access/actor'
import { faceFeed } from '../shared/feedName'
import { createAccount } from '../server/usecases/accounts/createAccount'
import { startSession } from '../server/usecases/accounts/session'
import { importWall } from '../server/usecases/imports/importWall'
import { climbOf, post } from './climbOf'
import type { LoadRequest, LoadReply } from './loadClients'
import { freePort, startProcess, type RealServer } from './realServer'
import { startServer } from './startServer'
import { benchWall } from './wall'

const AT_ONCE = 250
/** On a busy machine too: only what is not there after that counts as lost. */
const PATIENCE_MS = 300_000

interface Crowd {
  make: (tokens: readonly (string | undefined)[], what: Omit<Extract<LoadRequest, { make: unknown }>, 'make'>) => Promise<void>
  /** The number of clients that stand at the cursor and know these things. */
  standing: (cursor?: string, ids?: string[]) => Promise<number>
  leave: () => void
}

/** Many clients in a process of their own: the server has a core for itself. */
function gather(): Crowd {
  const child = fork(fileURLToPath(new URL('./loadClients.ts', import.meta.url)), { execArgv: ['--import', 'tsx'] })
  let made = 0
  const standing = async (cursor?: string, ids: string[] = []) => {
    const answer = once(child, 'message') as Promise<[LoadReply]>
    child.send({ ids, ...(cursor === undefined ? {} : { cursor }) } satisfies LoadRequest)
    return (await answer)[0].standing
  }
  return {
    standing,
    async make(tokens, what) {
      for (let at = 0; at < tokens.length; at += AT_ONCE) {
        const some = tokens.slice(at, at + AT_ONCE)
        child.send({ ...what, make: some } satisfies LoadRequest)
        made += some.length
        await until(async () => await standing(what.cursor) >= made)
      }
    },
    leave: () => child.disconnect(),
  }
}

/** @returns milliseconds until it was so. @throws where it is not so in all that time */
async function until(isSo: () => Promise<boolean>): Promise<number> {
  const started = performance.now()
  while (!await isSo()) {
    if (performance.now() - started > PATIENCE_MS) throw new Error('not in time')
    await pause(50)
  }
  return performance.now() - started
}

interface Place {
  dataDir: string
  faceId: string
  cursor: string
  /** Everybody is somebody else. */
  tokens: string[]
}

/** A wall of a real one's size in a folder, and so many who are logged in. */
async function prepare(count: number): Promise<Place> {
  const dataDir = mkdtempSync(join(tmpdir(), 'mastoc-bench-'))
  const { app, close } = await startServer(dataDir)
  await app.services.transactions(guest, context => importWall(context, benchWall(1000), { keepDemo: true }))
  const [face] = await app.services.stores.walls.faces({})
  const { value: people } = await app.services.transactions(guest, async (context) => {
    const all: { id: string; sessionId: string }[] = []
    for (let n = 0; n < count; n++) {
      const id = await createAccount(context, { email: `bench-${n}@example.org`, username: `bench-${n}`, full_name: '', password_hash: 'x', role: 'user' })
      all.push({ id, ...await startSession(context, { id, role: 'user' }, { label: '', address: null }) })
    }
    return all
  })
  const tokens = await Promise.all(people.map(({ id, sessionId }) => app.services.tokens.sign({ id, role: 'user' }, sessionId)))
  const feed = faceFeed(face?.id ?? '')
  const { cursor } = await app.services.snapshot(async stores => ({ cursor: `${(await stores.feeds.epoch())?.id}.${(await stores.feeds.heads([feed]))[0]?.rev}` }))
  await close()
  return { dataDir, faceId: face?.id ?? '', cursor, tokens }
}

export interface ReconnectFigures {
  /** Bytes. */
  perConnection: number
  /** The bytes with 1,000 connections. */
  whole: number
  /** Milliseconds from the moment that the server listens again. */
  back: number
  lost: number
}

/** Memory at 1,000 and at all; killed and started again on the same data, how long until everyone has everything. */
async function measure(
  start: () => Promise<RealServer>,
  { tokens, ...who }: { feed: string; tokens: readonly (string | undefined)[]; cursor?: string },
  change?: (url: string) => Promise<{ id: string; cursor: string }>,
): Promise<ReconnectFigures> {
  const count = tokens.length
  let server = await start()
  const crowd = gather()
  const settled = async (some: readonly (string | undefined)[]) => {
    await crowd.make(some, { ...who, url: server.url })
    // The garbage of connecting is collected by and by.
    await pause(3000)
    return server.memory()
  }
  const first = Math.min(1000, count / 2)
  const whole = await settled(tokens.slice(0, first))
  const all = await settled(tokens.slice(first))
  // One change is acknowledged just before the end, and one just after the new beginning.
  const made = change ? [await change(server.url)] : []
  await server.kill()
  server = await start()
  const started = performance.now()
  if (change) made.push(await change(server.url))
  const cursor = made.at(-1)?.cursor
  const ids = made.map(({ id }) => id)
  await until(async () => await crowd.standing(cursor, ids) === count).catch(() => {})
  const back = performance.now() - started
  const lost = count - await crowd.standing(cursor, ids)
  crowd.leave()
  await server.kill()
  return { perConnection: (all - whole) / (count - first), whole, back, lost }
}

/** 5,000 clients of a server as it is deployed, and of a bare Socket.IO server. */
export async function reconnectStorm(count: number): Promise<{ mastoc: ReconnectFigures; bare: ReconnectFigures }> {
  execFileSync(process.execPath, ['scripts/build.mjs', 'server'], { stdio: 'ignore' })
  const { dataDir, faceId, ...who } = await prepare(count)
  const feed = `face:${faceId}`
  const setClimb = async (url: string) => {
    const answer = await post(`${url}/api/climbs`, climbOf(faceId, 1))
    if (!answer.ok) throw new Error(`no climb: ${answer.status} ${await answer.text()}`)
    return { id: (await answer.json() as { id: string }).id, cursor: answer.headers.get('x-feed-cursor')?.split('=')[1] ?? '' }
  }
  const [port, barePort] = [await freePort(), await freePort()]
  const mastoc = await measure(() => startProcess('mastoc', port, dataDir), { ...who, feed }, setClimb)
  const bare = await measure(() => startProcess('bare', barePort), { feed, tokens: who.tokens.map(() => undefined) })
  rmSync(dataDir, { recursive: true, force: true })
  return { mastoc, bare }
}
