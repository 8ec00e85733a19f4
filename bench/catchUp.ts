import { guest } from '../shared/access/actor'
import { importWall } from '../server/usecases/imports/importWall'
import { startServer, type BenchServer } from './startServer'
import { kb, ms, quantile, type Figure } from './table'
import { benchWall } from './wall'

interface CaughtUp {
  bytes: number
  wholeBytes: number
  millis: number
}

const get = async (url: string): Promise<string> => (await fetch(url, { headers: { 'accept-encoding': 'identity' } })).text()

/** Ten climbs renamed, then asked for by a client that was away. */
async function tenChanges({ app, url }: BenchServer, climbs: number): Promise<CaughtUp> {
  const { transactions, stores } = app.services
  const wall = benchWall(climbs)
  await transactions(guest, context => importWall(context, wall, { keepDemo: true }))
  const [face] = await stores.walls.faces({})
  const address = `${url}/api/feeds/face:${face?.id}/changes`
  const { cursor, bytes: wholeBytes } = await fetchAll(address)
  await transactions(guest, async ({ stores: inside, touch, now }) => {
    for (const { id } of (await inside.climbs.list({}, { userId: null, seesPrivate: false }, { page: 1, page_size: 10 })).results) {
      await inside.climbs.update(id, { name: `Renommé ${id.slice(0, 4)}`, updated_at: now })
      touch.climb(id)
    }
  })
  const since = `${address}?since=${encodeURIComponent(cursor)}`
  const times: number[] = []
  let bytes = 0
  for (let n = 0; n < 60; n++) {
    const started = performance.now()
    bytes = (await get(since)).length
    if (n >= 10) times.push(performance.now() - started)
  }
  return { bytes, wholeBytes, millis: quantile(times, 0.5) }
}

/** The whole feed, page by page. */
async function fetchAll(address: string): Promise<{ cursor: string; bytes: number }> {
  let [since, bytes, more] = ['', 0, true]
  while (more) {
    const text = await get(`${address}${since && `?since=${encodeURIComponent(since)}`}`)
    const page = JSON.parse(text) as { cursor: string; more: boolean }
    bytes += text.length;
    [since, more] = [page.cursor, page.more]
  }
  return { cursor: since, bytes }
}

async function measure(climbs: number): Promise<CaughtUp> {
  const server = await startServer()
  try {
    return await tenChanges(server, climbs)
  } finally {
    await server.stop()
  }
}

export async function catchUp(large: number): Promise<Figure[]> {
  const [small, big] = [await measure(1000), await measure(large)]
  return [
    { what: 'catching up 10 changes of 1,000 climbs: bytes', measured: kb(small.bytes), reference: `${kb(small.wholeBytes)} whole`, ratio: `${(100 * small.bytes / small.wholeBytes).toFixed(2)} %`, aim: '<= 1 %' },
    { what: `the same at ${large.toLocaleString('en')} climbs: time`, measured: ms(big.millis), reference: `${ms(small.millis)} at 1,000`, ratio: (big.millis / small.millis).toFixed(2), aim: '<= 1.5' },
  ]
}
