import fc from 'fast-check'
import { test } from 'vitest'
import { histories } from '../faults/history'
import { FIXTURES, historyFixtures } from '../faults/historyFixtures'

const RUNS = { sqlite: 100, postgres: 60, 'postgres and nats': 60 }

test.each(FIXTURES.map(fixture => [fixture, RUNS[fixture]] as const))(
  '[SYNC-1] whatever happens between real clients and servers on %s, in %i random histories each state that is shown was the server’s, and in the end all are equal',
  async (fixture, numRuns) => {
    const seed = Number(process.env.FAULT_SEED ?? Math.floor(Math.random() * 2 ** 31))
    await fc.assert(histories(await historyFixtures[fixture]()), { numRuns, seed, endOnFailure: true })
    console.log(`${fixture}: ${numRuns} histories from seed ${seed}`)
  },
)
