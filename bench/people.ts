import { setTimeout as pause } from 'node:timers/promises'
import { crowdSite } from './crowdSite'
import { gatherIdle } from './gatherIdle'
import { freePort, startProcess } from './realServer'
import { ms, quantile, type Figure } from './table'
import { watchNodes } from './watchNodes'

/** Two rounds of heads and some more. */
const WATCH_MS = 45_000
/** So long the server is watched with nobody there: being watched costs too. */
const ALONE_MS = 10_000
const WALLS = 25

const percent = (share: number): string => `${(share * 100).toFixed(1)} % of a core`

/** People who are logged in on one server and do nothing: what their being there costs. */
async function peopleOn(dialect: 'sqlite' | 'postgres', count: number): Promise<Figure[]> {
  const site = await crowdSite(dialect, { people: count, walls: WALLS })
  const server = await startProcess('mastoc', await freePort(), site.settings['DATA_DIR'], site.settings)
  try {
    const face = site.faceOfWall[0] ?? ''
    const alone = await watchNodes([server.url], face, () => pause(ALONE_MS))
    const idle = await gatherIdle(site.people, [server.url], site.faceOfWall)
    // By then the server has done all work that their coming caused.
    await pause(5_000)
    await idle.tell()
    const { nodes: [node], askedMs } = await watchNodes([server.url], face, () => pause(WATCH_MS))
    const { heads } = await idle.tell()
    idle.leave()
    const what = `${count.toLocaleString('en')} people logged in and idle, ${dialect}`
    return [
      { what: `${what}: longest stop of the event loop`, measured: ms(node?.stopMs ?? NaN), reference: '', ratio: '', aim: '<= 50 ms' },
      {
        what: `${what}: another's question, p50 and longest`, measured: `${ms(quantile(askedMs, 0.5))}, ${ms(Math.max(...askedMs))}`,
        reference: '', ratio: '', aim: '<= 100 ms',
      },
      {
        what: `${what}: processor`, measured: percent(node?.core ?? NaN),
        reference: `${percent(alone.nodes[0]?.core ?? NaN)} with nobody, just started`, ratio: '', aim: '<= 10 %',
      },
      {
        what: `${what}: memory; heads told`, measured: `${Math.round((node?.memory ?? 0) / 2 ** 20)} MB; ${heads}`, reference: '',
        ratio: '', aim: '',
      },
    ]
  } finally {
    await server.kill()
    await site.stop()
  }
}

export const people = async (count: number): Promise<Figure[]> => [...await peopleOn('sqlite', count), ...await peopleOn('postgres', count)]
