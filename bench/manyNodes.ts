import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { findProgram, PROGRAMS } from '../scripts/testPrograms.mjs'
import { crowdSite, type CrowdSite, type Somebody } from './crowdSite'
import { gatherIdle } from './gatherIdle'
import { FIRST_OWN_HOLD_ID } from '../shared/model/holdNumbers'
import { freePort, startProcess } from './realServer'
import { ms, quantile, type Figure } from './table'
import { watchNodes } from './watchNodes'

interface Size {
  nodes: number
  idle: number
  active: number
}
const WALLS = 50
const HOLDS = 776
const WATCH_MS = 40_000
/** Each active person does something this often. */
const ACT_EVERY_MS = 10_000
/** One act in so many is a climb; the others are votes. */
const CLIMB_EVERY = 10

const send = (method: string, url: string, token: string, body: object) =>
  fetch(url, { method, headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` }, body: JSON.stringify(body) })

/** One act of somebody on a wall. The climb's name says when it was wished for. */
function act(n: number, { token }: Somebody, url: string, site: CrowdSite): Promise<Response> {
  const wall = n % WALLS
  const hold = (place: number) => FIRST_OWN_HOLD_ID + wall * HOLDS + place % HOLDS
  if (n % CLIMB_EVERY !== 0) return send(
    'PUT', `${url}/api/holds/${hold(n * 7)}/annotations`, token, { condition: n % 2 === 0 ? 'sale' : 'ok' },
  )
  const holds_list = `S${hold(0)} O${hold(40)} O${hold(80)} T${hold(700)}`
  return send(
    'POST', `${url}/api/climbs`, token,
    { face_id: site.faceOfWall[wall], name: `t${Date.now()}`, holds_list, grade_font: '6B', feet_rule: 'Tous pieds' },
  )
}

interface Acts {
  answeredMs: number[]
  refused: number
}

/** Everybody acts now and then, evenly, until the time is over. */
async function actAll(people: readonly Somebody[], urls: readonly string[], site: CrowdSite): Promise<Acts> {
  const acts: Acts = { answeredMs: [], refused: 0 }
  const under: Promise<void>[] = []
  const end = performance.now() + WATCH_MS
  for (let n = 0; performance.now() < end; n++) {
    const began = performance.now()
    const somebody = people[n % people.length]
    if (!somebody) return acts
    under.push(act(n, somebody, urls[n % urls.length] ?? '', site).then(async (answer) => {
      await answer.text()
      if (answer.ok) acts.answeredMs.push(performance.now() - began)
      else acts.refused++
    }, () => void acts.refused++))
    await pause(ACT_EVERY_MS / people.length)
  }
  await Promise.all(under)
  return acts
}

async function startBus(): Promise<{ url: string; stop: () => Promise<void> } | null> {
  const program = findProgram(PROGRAMS.nats)
  if (program === null) return null
  const port = await freePort()
  const child = spawn(program, ['-a', '127.0.0.1', '-p', String(port)], { stdio: ['ignore', 'ignore', 'pipe'] })
  await once(child.stderr, 'data')
  return {
    url: `nats://127.0.0.1:${port}`,
    async stop() {
      const ended = once(child, 'exit')
      child.kill()
      await ended
    },
  }
}

async function transactionsOf(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ n: string }>('SELECT xact_commit AS n FROM pg_stat_database WHERE datname = current_database()')
  return Number(rows[0]?.n)
}

async function measure({ nodes, idle, active }: Size, bus: string | null): Promise<Figure[]> {
  const site = await crowdSite('postgres', { people: idle + active, walls: WALLS })
  const settings = { ...site.settings, ...bus !== null && { BUS_URL: bus } }
  const servers = []
  for (let at = 0; at < nodes; at++) servers.push(await startProcess('mastoc', await freePort(), site.settings['DATA_DIR'], settings))
  const urls = servers.map(({ url }) => url)
  const client = new pg.Client({ connectionString: site.settings['DATABASE_URL'] })
  await client.connect()
  try {
    const crowd = await gatherIdle(site.people.slice(0, idle), urls, site.faceOfWall)
    await pause(5_000)
    await crowd.tell()
    const before = await transactionsOf(client)
    let acts: Acts = { answeredMs: [], refused: 0 }
    const { nodes: figures, askedMs } = await watchNodes(urls, site.faceOfWall[0] ?? '', async () => {
      acts = await actAll(site.people.slice(idle), urls, site)
    })
    const perSecond = ((await transactionsOf(client)) - before) / (WATCH_MS / 1000)
    await pause(1_000)
    const { seenMs, changes } = await crowd.tell()
    crowd.leave()
    const name = `${nodes} servers, ${idle.toLocaleString('en')} idle, ${active} active, calls over ${bus === null ? 'PostgreSQL' : 'NATS'}`
    const row = (what: string, measured: string): Figure => ({ what: `${name}: ${what}`, measured, reference: '', ratio: '', aim: '' })
    return [
      row(
        'acts answered a second, p50, p99; refused',
        `${(acts.answeredMs.length / WATCH_MS * 1000).toFixed(0)}, ${ms(quantile(acts.answeredMs, 0.5))}, ${ms(quantile(acts.answeredMs, 0.99))}; ${acts.refused}`,
      ),
      row('a climb until others see it, p50, p99', `${ms(quantile(seenMs, 0.5))}, ${ms(quantile(seenMs, 0.99))}`),
      row('changes shown a second', (changes / WATCH_MS * 1000).toFixed(0)),
      row('cores of each server', figures.map(({ core }) => core.toFixed(2)).join(', ')),
      row('longest stop of each loop', figures.map(({ stopMs }) => ms(stopMs)).join(', ')),
      row("another's question, p50, longest", `${ms(quantile(askedMs, 0.5))}, ${ms(Math.max(...askedMs))}`),
      row('transactions of PostgreSQL a second', perSecond.toFixed(0)),
      row('memory of each server', figures.map(({ memory }) => `${Math.round(memory / 2 ** 20)} MB`).join(', ')),
    ]
  } finally {
    await client.end()
    for (const server of servers) await server.kill()
    await site.stop()
  }
}

/** Several servers on one PostgreSQL with people who look on and people who act, with the calls over both ways. */
export async function manyNodes(size: Size): Promise<Figure[]> {
  const figures = await measure(size, null)
  const bus = await startBus()
  if (bus === null) return figures
  try {
    return [...figures, ...await measure(size, bus.url)]
  } finally {
    await bus.stop()
  }
}
