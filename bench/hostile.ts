import { parseArgs } from 'node:util'
import { attacks } from '../tests/hostile/attacks'
import { wordsOf } from '../tests/hostile/answers'
import { startTarget } from '../tests/hostile/target'
import { underAttack, type Figures } from '../tests/hostile/underAttack'
import { makeWall, type Place } from '../tests/hostile/wall'
import { startPostgres } from '../tests/support/startPostgres'

// Measures how long others wait while one person attacks:
// `npm run bench:hostile -- [--checkout DIR] [--only F1,F2] [--database sqlite|postgres]`.
// Before and after a change are two runs, with the folders of two checkouts that are built.

const { values } = parseArgs({
  options: { checkout: { type: 'string', default: process.cwd() }, only: { type: 'string' }, database: { type: 'string' } },
})
const QUIET_SECONDS = 5

const ms = (value: number): string => (value < 1000 ? `${value.toFixed(1)} ms` : `${(value / 1000).toFixed(1)} s`)
const mb = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(0)} MB`

function lineOf(name: string, database: string, figures: Figures): string {
  const { quiet, attacked, after, slowest, failures, quietStop, stop, growth, back, answers } = figures
  return [
    `${name} on ${database}`,
    `  bystander p50: ${ms(quiet)} quiet, ${ms(attacked)} attacked, ${ms(after)} after; slowest ${ms(slowest)}, ${failures} failed`,
    `  longest stop: ${ms(quietStop)} quiet, ${ms(stop)} attacked; memory +${mb(growth)}; back to normal ${back === null ? 'not within 30 s' : `after ${ms(back)}`}`,
    `  answers: ${wordsOf(answers)}`,
  ].join('\n')
}

async function measure(place: Place, database: string): Promise<void> {
  const wall = await makeWall(place)
  const wanted = values.only?.split(',')
  for (const [name, { attack, seconds }] of Object.entries(attacks)) {
    if (wanted && !wanted.some(word => name.startsWith(word))) continue
    const target = await startTarget(wall)
    try {
      console.log(lineOf(name, database, await underAttack(target, attack, { seconds, quietSeconds: QUIET_SECONDS })))
    } finally {
      await target.close()
    }
  }
  await wall.remove()
}

if (values.database !== 'postgres') await measure({ checkout: values.checkout }, 'sqlite')
if (values.database !== 'sqlite') {
  const { url, stop } = await startPostgres()
  await measure({ checkout: values.checkout, postgres: url }, 'postgres')
  await stop()
}
process.exit(0)
