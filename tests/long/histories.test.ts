import fc from 'fast-check'
import { test } from 'vitest'
import { histories } from '../faults/history'
import { places } from '../faults/places'

test.each([
  ['sqlite', 100],
  ['postgres', 60],
] as const)(
  '[SYNC-1] whatever happens between real clients and servers on %s, in %i random histories each state that is shown was the server’s, and in the end all are equal',
  async (dialect, numRuns) => {
    const seed = Number(process.env.FAULT_SEED ?? Math.floor(Math.random() * 2 ** 31))
    await fc.assert(histories(await places[dialect]()), { numRuns, seed, endOnFailure: true })
    console.log(`${dialect}: ${numRuns} histories from seed ${seed}`)
  },
)
