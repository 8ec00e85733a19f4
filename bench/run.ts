import { cpus } from 'node:os'
import { browserFigures } from './browserFigures'
import { catchUp } from './catchUp'
import { consensus } from './consensus'
import { idleConnections } from './idleConnections'
import { documentSizes } from './documentSize'
import { fanOut } from './fanOut'
import { firstLoad } from './firstLoad'
import { firstSeconds } from './firstSeconds'
import { slider } from './browserSlider'
import { importTime } from './importTime'
import { manyNodes } from './manyNodes'
import { pagesWritten } from './pagesWritten'
import { people } from './people'
import { votes } from './votes'
import { timingLeak } from './timingLeak'
import { table, type Figure } from './table'
import { thumbFigures } from './thumbFigures'

// The figures of docs/figures.md. Ratios count: both sides of one are measured in the same run.
const parts: Record<string, () => Figure[] | Promise<Figure[]>> = {
  fanOut: async () => [...await fanOut(500, 40), ...(await fanOut(1000, 30)).filter(figure => figure.what.includes('CPU'))],
  catchUp: () => catchUp(100_000),
  firstLoad, importTime, timingLeak, votes, consensus,
  documentSizes, browserFigures, pagesWritten, slider,
  thumbs390: () => thumbFigures(390),
  thumbs320: () => thumbFigures(320),
  firstSeconds,
  idleConnections: () => idleConnections(5000),
  manyNodes: () => manyNodes({
    nodes: 4, idle: Number(process.env['BENCH_IDLE'] ?? 10_000), active: Number(process.env['BENCH_ACTIVE'] ?? 500),
  }),
  people: () => people(Number(process.env['BENCH_PEOPLE'] ?? 5000)),
}
const asked = process.argv.slice(2)
const figures: Figure[] = []
for (const [name, measure] of Object.entries(parts)) if (asked.length === 0 || asked.includes(name)) figures.push(...await measure())
console.log(`\nnode ${process.version}, ${cpus().length} cores\n`)
console.log(table(figures))
// Keep-alive connections to servers that are gone would hold the process for minutes.
process.exit(0)
