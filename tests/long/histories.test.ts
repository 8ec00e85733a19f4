import fc from 'fast-check'
import { test } from 'vitest'
import { histories } from '../faults/history'
import { PLACES, places } from '../faults/places'

const RUNS = { sqlite: 100, postgres: 60, 'postgres and nats': 60 }

test.each(PLACES.map(place => [place, RUNS[place]] as const))(
  '[SYNC-1] whatever happens between real clients and servers on %s, in %i random histories each state that is shown was the server’s, and in the end all are equal',
  async (place, numRuns) => {
    const seed = Number(process.env.FAULT_SEED ?? Math.floor(Math.random() * 2 ** 31))
    await fc.assert(histories(await places[place]()), { numRuns, seed, endOnFailure: true })
    console.log(`${place}: ${numRuns} histories from seed ${seed}`)
  },
)
