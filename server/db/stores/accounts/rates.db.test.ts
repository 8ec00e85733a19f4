import { describe, expect, it } from 'vitest'
import { DIALECTS, emptyDatabase } from '../../../../tests/support/databases'
import { instant } from '../../../../shared/model/instant'
import { storesOn } from '../stores'

const NOW = instant('2026-03-01T10:00:00.000000Z')
const SOON = instant('2026-03-01T10:00:01.000000Z')
const HOUR = instant('2026-03-01T11:00:00.000000Z')
const LATER = instant('2026-03-01T12:00:00.000000Z')

describe.each(DIALECTS)('[RATE-1] counters on %s', (dialect) => {
  it('lose none of those that come at once, over two connections', async () => {
    const { db, open } = await emptyDatabase(dialect)
    const stores = [storesOn(db), storesOn(await open())]
    await Promise.all(Array.from({ length: 40 }, (_, n) => stores[n % 2]?.rates.add('k', HOUR, NOW)))
    expect(await stores[0]?.rates.get('k', SOON)).toEqual({ points: 40, ends_at: HOUR })
  })

  it('keep their first end, and begin again after it', async () => {
    const { rates } = storesOn((await emptyDatabase(dialect)).db)
    await rates.add('k', HOUR, NOW)
    expect(await rates.add('k', LATER, SOON)).toEqual({ points: 2, ends_at: HOUR })
    expect(await rates.get('k', HOUR)).toBeNull()
    expect(await rates.add('k', LATER, HOUR)).toEqual({ points: 1, ends_at: LATER })
  })

  it('are written only as long as they stand as they were seen', async () => {
    const { rates } = storesOn((await emptyDatabase(dialect)).db)
    expect(await rates.replace('k', null, { points: 1, ends_at: HOUR }, NOW)).toBe(true)
    expect(await rates.replace('k', null, { points: 1, ends_at: HOUR }, NOW)).toBe(false)
    const seen = await rates.get('k', NOW)
    expect(await rates.replace('k', seen, { points: 2, ends_at: LATER }, NOW)).toBe(true)
    expect(await rates.replace('k', seen, { points: 2, ends_at: LATER }, NOW)).toBe(false)
    await rates.takeBack('k')
    expect(await rates.get('k', NOW)).toEqual({ points: 1, ends_at: LATER })
    expect(await rates.replace('k', null, { points: 1, ends_at: HOUR }, LATER)).toBe(true)
  })

  it('are cleared, and forgotten after their end', async () => {
    const { rates } = storesOn((await emptyDatabase(dialect)).db)
    for (const key of ['a', 'b']) await rates.add(key, HOUR, NOW)
    await rates.clear('a')
    expect([await rates.get('a', NOW), await rates.get('b', NOW)]).toEqual([null, { points: 1, ends_at: HOUR }])
    await rates.forget(LATER)
    expect(await rates.get('b', NOW)).toBeNull()
  })
})
