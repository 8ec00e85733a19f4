import { createAccount } from '../server/usecases/accounts/createAccount'
import { guest } from '../shared/access/actor'
import { CONDITIONS, DIFFICULTIES, GRIP_TYPES } from '../shared/model/annotation'
import { importWall } from '../server/usecases/imports/importWall'
import { startServer, type BenchServer } from './startServer'
import { ms, quantile, type Figure } from './table'
import { benchWall } from './wall'

const ANNOTATORS = 100
const ROUNDS = 30

/** Everybody's word on every hold of a face. */
async function everybodyVotes({ app, db }: BenchServer): Promise<number[]> {
  const { transactions, stores } = app.services
  await transactions(guest, context => importWall(context, benchWall(0), { keepDemo: true }))
  const [face] = await stores.walls.faces({})
  const holdIds = (await stores.walls.holds()).map(hold => hold.id)
  const { value: people } = await transactions(guest, async (context) => {
    const ids: string[] = []
    for (let n = 0; n < ANNOTATORS; n++) ids.push(await createAccount(context, { email: `p${n}@example.org`, username: `votant-${n}`, full_name: '', password_hash: 'x', role: 'user' }))
    return ids
  })
  const { annotations } = db.t
  const now = app.services.clock()
  await db.transaction(async (tx) => {
    for (const [at, user_id] of people.entries()) {
      const rows = holdIds.map((hold_id, place) => ({
        user_id, hold_id, face_id: face?.id ?? '', created_at: now, updated_at: now, notes: null, notes_at: null,
        grip_type: GRIP_TYPES[(place + at % 5) % GRIP_TYPES.length] ?? null, grip_type_at: now,
        condition: CONDITIONS[(place * 7 + at % 3) % CONDITIONS.length] ?? null, condition_at: now,
        difficulty: DIFFICULTIES[(place + at % 2) % DIFFICULTIES.length] ?? null, difficulty_at: now,
      }))
      await tx.insert(annotations).values(rows)
    }
  })
  return holdIds
}

async function median(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const started = performance.now()
    await work()
    times.push(performance.now() - started)
  }
  return quantile(times, 0.5)
}

/** What 100 people said of 776 holds, from single votes to consensus, in the database. */
export async function consensus(): Promise<Figure[]> {
  const server = await startServer()
  try {
    const holdIds = await everybodyVotes(server)
    const { stores, clock, transactions } = server.app.services
    await transactions(guest, async ({ touch }) => holdIds.forEach(touch.consensus))
    const [face] = await stores.walls.faces({})
    const read = await median(() => stores.annotations.keptConsensus({ faceId: face?.id ?? '' }))
    const counted = await median(() => stores.annotations.consensusRows(holdIds, clock()))
    return [{ what: `consensus of 776 holds, ${ANNOTATORS} annotators each, in one query`, measured: ms(read), reference: `${ms(counted)} counting every vote`, ratio: '', aim: '<= 50 ms' }]
  } finally {
    await server.stop()
  }
}
