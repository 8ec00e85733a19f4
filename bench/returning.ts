import { execFileSync, fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { guest } from '../shared/access/actor'
import { importWall } from '../server/usecases/imports/importWall'
import { climbOf, post } from './climbOf'
import type { CrowdAsks, CrowdTells } from './crowd'
import { freePort, startProcess, type RealServer } from './realServer'
import { startServer } from './startServer'
import { benchWall } from './wall'

const CROWDS = 2
const AT_ONCE = 250
/** On a busy machine too: only what is not there after that counts as lost. */
const PATIENCE_MS = 300_000

interface Crowd {
  make: (count: number, what: Omit<Extract<CrowdAsks, { make: number }>, 'make'>) => Promise<void>
  /** How many of all stand at the cursor and know these things. */
  standing: (cursor?: string, ids?: string[]) => Promise<number>
  leave: () => void
}

/** Many clients in two processes of their own. */
function gather(): Crowd {
  const children: ChildProcess[] = Array.from({ length: CROWDS }, () => fork(fileURLToPath(new URL('./crowd.ts', import.meta.url)), { execArgv: ['--import', 'tsx'] }))
  let made = 0
  const standing = async (cursor?: string, ids: string[] = []) => {
    const answers = children.map(async (child) => {
      const answer = once(child, 'message') as Promise<[CrowdTells]>
      child.send({ ids, ...(cursor === undefined ? {} : { cursor }) } satisfies CrowdAsks)
      return (await answer)[0].standing
    })
    return (await Promise.all(answers)).reduce((sum, n) => sum + n, 0)
  }
  return {
    standing,
    async make(count, what) {
      for (let left = count; left > 0; left -= AT_ONCE) {
        for (const child of children) child.send({ ...what, make: Math.min(left, AT_ONCE) / CROWDS } satisfies CrowdAsks)
        made += Math.min(left, AT_ONCE)
        await until(async () => await standing(what.cursor) >= made)
      }
    },
    leave: () => children.forEach(child => child.disconnect()),
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
  token: string
}

/** A wall of a real one's size in a folder, and somebody who is logged in. */
async function prepare(): Promise<Place> {
  const dataDir = mkdtempSync(join(tmpdir(), 'mastoc-bench-'))
  const { app, url, close } = await startServer(dataDir)
  await app.services.transactions(guest, context => importWall(context, benchWall(1000), { keepDemo: true }))
  const [face] = await app.services.stores.walls.faces({})
  const who = { username: 'bench', password: 'prise-verte-du-fond-7' }
  await post(`${url}/api/auth/register`, { ...who, email: 'bench@example.org', full_name: 'Bench' })
  const { access_token } = await (await post(`${url}/api/auth/login`, who)).json() as { access_token: string }
  const feed = `face:${face?.id ?? ''}`
  const { cursor } = await app.services.snapshot(async stores => ({ cursor: `${(await stores.feeds.epoch())?.id}.${(await stores.feeds.heads([feed]))[0]?.rev}` }))
  await close()
  return { dataDir, faceId: face?.id ?? '', cursor, token: access_token }
}

export interface CrowdFigures {
  /** Bytes. */
  perConnection: number
  /** With 1,000 connections, bytes. */
  whole: number
  /** Milliseconds from the moment that the server listens again. */
  back: number
  lost: number
}

/** Memory at 1,000 and at all; killed and started again on the same data, how long until everyone has everything. */
async function measure(start: () => Promise<RealServer>, count: number, who: { feed: string; token?: string; cursor?: string }, change?: (url: string) => Promise<{ id: string; cursor: string }>): Promise<CrowdFigures> {
  let server = await start()
  const crowd = gather()
  const settled = async (clients: number) => {
    await crowd.make(clients, { ...who, url: server.url })
    // The garbage of connecting is collected by and by.
    await pause(3000)
    return server.memory()
  }
  const first = Math.min(1000, count / 2)
  const whole = await settled(first)
  const all = await settled(count - first)
  // What is acknowledged just before the end, and what comes just after the new beginning.
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
export async function returning(count: number): Promise<{ mastoc: CrowdFigures; bare: CrowdFigures }> {
  execFileSync(process.execPath, ['scripts/build.mjs', 'server'], { stdio: 'ignore' })
  const { dataDir, faceId, ...who } = await prepare()
  const feed = `face:${faceId}`
  const setClimb = async (url: string) => {
    const answer = await post(`${url}/api/climbs`, climbOf(faceId, 1))
    if (!answer.ok) throw new Error(`no climb: ${answer.status} ${await answer.text()}`)
    return { id: (await answer.json() as { id: string }).id, cursor: answer.headers.get('x-feed-cursor')?.split('=')[1] ?? '' }
  }
  const [port, barePort] = [await freePort(), await freePort()]
  const mastoc = await measure(() => startProcess('mastoc', port, dataDir), count, { ...who, feed }, setClimb)
  const bare = await measure(() => startProcess('bare', barePort), count, { feed })
  rmSync(dataDir, { recursive: true, force: true })
  return { mastoc, bare }
}
