import { expect, test, vi } from 'vitest'
import { instantOf } from '../../shared/model/instant'
import { LEFT_OUT, type StoredFailure } from '../db/stores/admin/failures'
import { createFailures } from './failures'

function ground() {
  const rows: StoredFailure[] = []
  let isAway = false
  let tries = 0
  const insert = (some: readonly StoredFailure[]) => {
    tries++
    if (isAway) return Promise.reject(new Error('away'))
    rows.push(...some)
    return Promise.resolve()
  }
  const stores = { failures: { insert } } as unknown as Parameters<typeof createFailures>[0]['stores']
  const failures = createFailures({ stores, clock: () => instantOf(Date.now()), nodeId: 'one' })
  return { rows, failures, away: (now: boolean) => { isAway = now }, tries: () => tries }
}

test('[OVERVIEW-6] an error keeps its part and its kind, and no value that somebody gave', async () => {
  const { rows, failures } = ground()
  failures.tell('request', new Error('duplicate "nina@example.org"', { cause: new TypeError('nina@example.org is no number') }), 'request-1')
  failures.tell('job', 'a thrown text')
  await failures.close()
  expect(rows.map(({ node_id, part, message, request_id }) => ({ node_id, part, message, request_id }))).toEqual([
    { node_id: 'one', part: 'request', message: 'Error: duplicate "…"; TypeError: …@… is no number', request_id: 'request-1' },
    { node_id: 'one', part: 'job', message: 'string', request_id: null },
  ])
})

test('[OVERVIEW-7] of a flood of errors twenty a minute are kept, and the others are counted', async () => {
  const { rows, failures } = ground()
  for (let n = 0; n < 1_000; n++) failures.tell('socket', new Error('again'))
  await failures.close()
  expect(rows).toHaveLength(21)
  expect(rows.at(-1)).toMatchObject({ part: LEFT_OUT, message: '980' })
})

test('[OVERVIEW-7] while the database is away nothing is tried in a loop, and what waited is kept once it is back', async () => {
  vi.useFakeTimers()
  try {
    const { rows, failures, away, tries } = ground()
    away(true)
    failures.tell('feed', new Error('no answer'))
    await vi.advanceTimersByTimeAsync(60_000)
    expect(tries()).toBeLessThanOrEqual(3)
    away(false)
    await vi.advanceTimersByTimeAsync(31_000)
    expect(rows).toMatchObject([{ part: 'feed', message: 'Error: no answer' }])
  } finally {
    vi.useRealTimers()
  }
})
