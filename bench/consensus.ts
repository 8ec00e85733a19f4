import { guest } from '../shared/access/actor'
import { importWall } from '../server/usecases/imports/importWall'
import { everybodyVotes } from './everybodyVotes'
import { startServer } from './startServer'
import { ms, quantile, type Figure } from './table'
import { benchWall } from './wall'

const ANNOTATORS = 100
const ROUNDS = 30

async function median(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const started = performance.now()
    await work()
    times.push(performance.now() - started)
  }
  return quantile(times, 0.5)
}

/** The votes of 100 people on 776 holds, from single votes to consensus, in the database. */
export async function consensus(): Promise<Figure[]> {
  const server = await startServer()
  try {
    const { stores, clock, transactions } = server.app.services
    await transactions(guest, context => importWall(context, benchWall(0), { keepDemo: true }))
    const holdIds = await everybodyVotes(server, { count: ANNOTATORS, agree: false })
    const [face] = await stores.walls.faces({})
    const read = await median(() => stores.annotations.keptConsensus({ faceId: face?.id ?? '' }))
    const counted = await median(() => stores.annotations.consensusRows(holdIds, clock()))
    return [{ what: `consensus of 776 holds, ${ANNOTATORS} annotators each, in one query`, measured: ms(read), reference: `${ms(counted)} counting every vote`, ratio: '', aim: '<= 50 ms' }]
  } finally {
    await server.stop()
  }
}
