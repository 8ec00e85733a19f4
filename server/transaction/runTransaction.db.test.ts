import { describe, expect, test } from 'vitest'
import { guest } from '../../shared/access/actor'
import { instantOf } from '../../shared/model/instant'
import { DIALECTS, wallDatabase, type Dialect } from '../../tests/support/databases'
import { readConfig } from '../config/config'
import { ConcurrentAppend } from '../feeds/append'
import { createTransactions } from './runTransaction'

async function ground(dialect: Dialect) {
  const { db, stores } = await wallDatabase(dialect)
  const [climb] = (await stores.climbs.list({}, { userId: null, seesPrivate: true }, { page: 1, page_size: 1 })).results
  if (!climb) throw new Error('the wall has no climbs')
  const order: string[] = []
  const transactions = createTransactions({
    config: readConfig({ JWT_SECRET: 'not used by anything here' }), db, clock: () => instantOf(Date.now()),
    wake: () => order.push('told'),
  })
  const nameNow = async () =>
    (await stores.climbs.list({}, { userId: null, seesPrivate: true }, { page: 1, page_size: 100 })).results.find(
      ({ id }) => id === climb.id,
    )?.name
  return { transactions, climb, order, nameNow }
}

describe.each(DIALECTS)('what waits for the commit on %s', (dialect) => {
  test('[FEED-1] is done once others can read what was written, before the feeds are told', async () => {
    const { transactions, climb, order, nameNow } = await ground(dialect)
    let seen: Promise<string | undefined> | undefined
    await transactions(guest, async ({ stores, touch, onceCommitted }) => {
      await stores.climbs.update(climb.id, { name: 'Renommée' })
      touch.climb(climb.id)
      onceCommitted(() => {
        order.push('done')
        seen = nameNow()
      })
      order.push('written')
    })
    expect(order).toEqual(['written', 'done', 'told'])
    expect(await seen).toBe('Renommée')
  })

  test('is not done where the work failed, and once where it ran twice', async () => {
    const { transactions, order } = await ground(dialect)
    await expect(transactions(guest, async ({ onceCommitted }) => {
      onceCommitted(() => order.push('never'))
      throw new Error('no')
    })).rejects.toThrow('no')
    let tries = 0
    await transactions(guest, async ({ onceCommitted }) => {
      const turn = ++tries
      onceCommitted(() => order.push(`turn ${turn}`))
      if (turn === 1) throw new ConcurrentAppend()
    })
    expect(order).toEqual(['turn 2', 'told'])
  })
})
