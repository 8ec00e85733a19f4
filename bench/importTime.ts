import { guest } from '../shared/access/actor'
import { importWall } from '../server/usecases/imports/importWall'
import { startServer } from './startServer'
import { ms, type Figure } from './table'
import { benchWall } from './wall'

/** A wall of the real one's size into an empty database, then again with nothing to do. */
export async function importTime(): Promise<Figure[]> {
  const { app, stop } = await startServer()
  const wall = benchWall(1017)
  const run = async () => {
    const started = performance.now()
    await app.services.transactions(guest, context => importWall(context, wall, { keepDemo: true }))
    return performance.now() - started
  }
  const [first, second] = [await run(), await run()]
  await stop()
  return [{ what: 'import of 776 holds and 1,017 climbs', measured: ms(first), reference: `${ms(second)} when nothing changed`, ratio: (first / second).toFixed(2), aim: '<= 2000 ms' }]
}
