import fc from 'fast-check'
import { expect, test } from 'vitest'
import { histories } from '../../faults/history'
import { FIXTURES, historyFixtures } from '../../faults/historyFixtures'

// Many more histories are in tests/long.

test.each(FIXTURES)(
  '[SYNC-1] whatever happens between real clients and servers on %s, each state that is shown was the server’s, and in the end all are equal',
  async (fixture) => {
    await fc.assert(histories(await historyFixtures[fixture]()), { numRuns: fixture === 'postgres and nats' ? 1 : 2, endOnFailure: true })
  },
  180_000,
)

test('[SYNC-1] clients that mind no gap are found out', async () => {
  const found = await fc.check(histories(await historyFixtures.sqlite(), 'no-gap-check'), { numRuns: 10, endOnFailure: true })
  expect(found.failed).toBe(true)
}, 180_000)
