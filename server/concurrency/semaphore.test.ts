import { expect, test } from 'vitest'
import { createSemaphore, type Claimant } from './semaphore'

/** Works that end when told to; `order` says which began. */
function crowd() {
  const order: string[] = []
  const ends = new Map<string, () => void>()
  const work = (id: string) => () => new Promise<string>((resolve) => {
    order.push(id)
    ends.set(id, () => resolve(id))
  })
  return { order, work, end: (id: string) => ends.get(id)?.() }
}
const soon = () => new Promise(resolve => setImmediate(resolve))
const outcome = (promise: Promise<string>) => promise.then(value => value, (error: { code: string }) => error.code)
const by = (payer: string, name?: string): Claimant => (name === undefined ? { payer } : { payer, name })
const room = { atOnce: 2, waiting: 10, share: 6, nameShare: 6 }

test('[LIMIT-52] two run at once, the others in their order', async () => {
  const run = createSemaphore(room)
  const { order, work, end } = crowd()
  const ids = Array.from({ length: 6 }, (_, n) => `${n}`)
  const outcomes = ids.map(id => outcome(run(by('one'), work(id))))
  await soon()
  expect(order).toEqual(['0', '1'])
  for (const id of ids) {
    end(id)
    await soon()
  }
  expect(await Promise.all(outcomes)).toEqual(ids)
  expect(order).toEqual(ids)
})

test('[LIMIT-52] whoever waits behind nobody of their own is next, however many another has waiting', async () => {
  const run = createSemaphore({ ...room, atOnce: 1 })
  const { order, work, end } = crowd()
  const all = [...Array.from({ length: 5 }, (_, n) => run(by('crowd'), work(`crowd ${n}`))), run(by('alone'), work('alone'))]
  await soon()
  end('crowd 0')
  await soon()
  end('crowd 1')
  await soon()
  expect(order).toEqual(['crowd 0', 'crowd 1', 'alone'])
  for (const id of ['alone', 'crowd 2', 'crowd 3', 'crowd 4']) {
    end(id)
    await soon()
  }
  await Promise.all(all)
})

test('[LIMIT-52] a payer over the share is refused, and so is one name of a payer; others are not', async () => {
  const run = createSemaphore({ ...room, share: 3, nameShare: 2 })
  const { work, end } = crowd()
  const running = ['0', '1'].map(id => outcome(run(by('one', id), work(id))))
  const waiting = ['a', 'b'].map(id => outcome(run(by('one', 'name'), work(id))))
  expect(await outcome(run(by('one', 'name'), work('c')))).toBe('unavailable')
  const third = outcome(run(by('one', 'other'), work('d')))
  expect(await outcome(run(by('one', 'yet another'), work('e')))).toBe('unavailable')
  const honest = outcome(run(by('two', 'name'), work('f')))
  for (const id of ['0', '1', 'a', 'f', 'b', 'd']) {
    end(id)
    await soon()
  }
  expect(await Promise.all([...running, ...waiting, third, honest])).toEqual(['0', '1', 'a', 'b', 'd', 'f'])
})

test('[LIMIT-52] where every place is taken, who holds most of them loses one to a newcomer', async () => {
  const run = createSemaphore({ atOnce: 1, waiting: 4, share: 4, nameShare: 4 })
  const { work, end } = crowd()
  const first = outcome(run(by('crowd'), work('0')))
  const crowded = ['1', '2', '3'].map(id => outcome(run(by('crowd'), work(id))))
  const other = outcome(run(by('other'), work('other')))
  const honest = outcome(run(by('honest'), work('honest')))
  expect(await crowded[2]).toBe('unavailable')
  expect(await outcome(run(by('crowd'), work('4')))).toBe('unavailable')
  for (const id of ['0', '1', 'other', 'honest', '2']) {
    end(id)
    await soon()
  }
  expect(await Promise.all([first, ...crowded, other, honest])).toEqual(['0', '1', '2', 'unavailable', 'other', 'honest'])
})

test('[LIMIT-52] work that fails gives its place on, and a newcomer takes none that was handed over', async () => {
  const run = createSemaphore({ atOnce: 1, waiting: 1, share: 1, nameShare: 1 })
  const { order, work, end } = crowd()
  const failing = outcome(run(by('one'), () => Promise.reject(Object.assign(new Error('no'), { code: 'failed' }))))
  const second = outcome(run(by('one'), work('1')))
  expect(await failing).toBe('failed')
  const third = outcome(run(by('one'), work('2')))
  expect(await outcome(run(by('one'), work('3')))).toBe('unavailable')
  expect(order).toEqual(['1'])
  end('1')
  expect(await second).toBe('1')
  await soon()
  end('2')
  expect(await third).toBe('2')
})
