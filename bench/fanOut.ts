import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { io, type Socket } from 'socket.io-client'
import { climbOf, post } from './climbOf'
import { forkServer } from './forkServer'
import { ms, quantile, type Figure } from './table'

interface Target {
  name: string
  child: ChildProcess
  url: string
  sockets: Socket[]
  /** Makes everyone see one change. */
  trigger: (n: number) => Promise<Response>
  latencies: number[]
  cpu: number
}

async function connect(url: string, feed: string, count: number): Promise<Socket[]> {
  const sockets: Socket[] = []
  for (let at = 0; at < count; at += 50) {
    sockets.push(...await Promise.all(Array.from({ length: Math.min(50, count - at) }, async () => {
      const socket = io(url, { transports: ['websocket'], forceNew: true })
      await once(socket as never, 'connect')
      await socket.emitWithAck('feed:open', { feed })
      return socket
    })))
  }
  return sockets
}

async function cpuOf(child: ChildProcess): Promise<number> {
  const answer = once(child, 'message') as Promise<[{ cpu: number }]>
  child.send('cpu')
  return (await answer)[0].cpu
}

/** Triggers one change and waits until every socket has it; keeps each one's delay. */
async function round(target: Target, n: number, keep: boolean): Promise<void> {
  const started = performance.now()
  const seen = target.sockets.map(socket => new Promise<number>(resolve => socket.once('feed:change', () => resolve(performance.now() - started))))
  const answered = await target.trigger(n)
  if (!answered.ok) throw new Error(`${target.name}: ${answered.status} ${await answered.text()}`)
  const delays = await Promise.all(seen)
  if (keep) target.latencies.push(...delays)
}

/** The same sockets, the same bytes, in turn: a climb set on mastoc, and a bare emit of the change that it caused. */
export async function fanOut(clients: number, rounds: number): Promise<Figure[]> {
  const [mastoc, bare] = [await forkServer<{ url: string; faceId: string }>('mastoc'), await forkServer<{ url: string }>('bare')]
  const { faceId } = mastoc.ready
  const targets: [Target, Target] = [
    { name: 'mastoc', child: mastoc.child, url: mastoc.ready.url, sockets: await connect(mastoc.ready.url, `face:${faceId}`, clients), trigger: n => post(`${mastoc.ready.url}/api/climbs`, climbOf(faceId, n)), latencies: [], cpu: 0 },
    { name: 'bare emit', child: bare.child, url: bare.ready.url, sockets: await connect(bare.ready.url, 'all', clients), trigger: async () => post(bare.ready.url, sample), latencies: [], cpu: 0 },
  ]
  let sample: object = {}
  targets[0].sockets[0]?.once('feed:change', (change: object) => {
    sample = change
  })
  for (let n = 0; n < 5; n++) for (const target of targets) await round(target, n, false)
  for (let n = 5; n < rounds + 5; n++) {
    for (const target of targets) {
      const before = await cpuOf(target.child)
      await round(target, n, true)
      target.cpu += await cpuOf(target.child) - before
    }
  }
  for (const { child, sockets } of targets) {
    for (const socket of sockets) socket.disconnect()
    child.disconnect()
  }
  return figuresOf(targets, clients, rounds)
}

function figuresOf([mastoc, bare]: [Target, Target], clients: number, rounds: number): Figure[] {
  const compare = (what: string, a: number, b: number, show: (value: number) => string, aim: string): Figure =>
    ({ what, measured: show(a), reference: `${show(b)} bare emit`, ratio: (a / b).toFixed(2), aim })
  const micros = (value: number) => `${value.toFixed(1)} us`
  return [
    compare(`climb created, seen by ${clients}: p50`, quantile(mastoc.latencies, 0.5), quantile(bare.latencies, 0.5), ms, '<= 1.3'),
    compare(`climb created, seen by ${clients}: p99`, quantile(mastoc.latencies, 0.99), quantile(bare.latencies, 0.99), ms, '<= 1.3'),
    compare(`server CPU per delivered change, ${clients} clients`, mastoc.cpu / rounds / clients, bare.cpu / rounds / clients, micros, '<= 1.2'),
  ]
}
