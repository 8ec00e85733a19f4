import { API_KEY } from './startServer'

export interface NodeFigures {
  /** The share of a core that the process took. */
  core: number
  /** The longest stop of the event loop, milliseconds. */
  stopMs: number
  /** Resident memory, bytes. */
  memory: number
}
export interface Watched {
  nodes: NodeFigures[]
  /** Milliseconds that somebody else's question to the first server took. */
  askedMs: number[]
}

const SCRAPE_MS = 1_000
const ASK_MS = 100

async function scrape(url: string): Promise<{ cpu: number; stop: number; memory: number }> {
  const text = await (await fetch(`${url}/metrics`)).text()
  const of = (name: string) => Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1])
  return { cpu: of('process_cpu_seconds_total'), stop: of('nodejs_eventloop_lag_max_seconds'), memory: of('process_resident_memory_bytes') }
}

/** A question that no cache answers. */
async function ask(url: string, face: string): Promise<number> {
  const began = performance.now()
  await (await fetch(`${url}/api/climbs?face_id=${face}&page_size=1`, { headers: { 'x-api-key': API_KEY } })).text()
  return performance.now() - began
}

/** Watches the servers until the work is done. */
export async function watchNodes(urls: readonly string[], face: string, work: () => Promise<void>): Promise<Watched> {
  const first = await Promise.all(urls.map(scrape))
  const began = performance.now()
  const stops = urls.map(() => 0)
  const askedMs: number[] = []
  let isOver = false
  const every = async (ms: number, look: () => Promise<void>) => {
    while (!isOver) {
      await new Promise((next) => { setTimeout(next, ms) })
      await look()
    }
  }
  const looks = [
    every(SCRAPE_MS, async () => {
      for (const [at, { stop }] of (await Promise.all(urls.map(scrape))).entries()) stops[at] = Math.max(stops[at] ?? 0, stop * 1000)
    }),
    every(ASK_MS, async () => void askedMs.push(await ask(urls[0] ?? '', face))),
  ]
  await work()
  isOver = true
  await Promise.all(looks)
  const last = await Promise.all(urls.map(scrape))
  const seconds = (performance.now() - began) / 1000
  return {
    nodes: last.map(({ cpu, memory }, at) => ({ core: (cpu - (first[at]?.cpu ?? 0)) / seconds, stopMs: stops[at] ?? 0, memory })),
    askedMs,
  }
}
