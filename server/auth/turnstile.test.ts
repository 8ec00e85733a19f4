import { expect, test } from 'vitest'
import { createTurnstile } from './turnstile'

/** Works that end when told to; `order` says which began. */
function crowd() {
  const order: number[] = []
  const ends: (() => void)[] = []
  const work = (n: number) => () => new Promise<number>((resolve) => {
    order.push(n)
    ends[n] = () => resolve(n)
  })
  return { order, ends, work }
}
const soon = () => new Promise(resolve => setImmediate(resolve))
const outcome = (promise: Promise<number>) => promise.then(value => value, (error: { code: string }) => error.code)

test('[ACCOUNT-12] four run, fifty wait, and exactly those beyond are refused', async () => {
  const pass = createTurnstile({ atOnce: 4, waiting: 50 })
  const { order, ends, work } = crowd()
  const outcomes = Array.from({ length: 60 }, (_, n) => outcome(pass(work(n))))
  await soon()
  expect(order).toEqual([0, 1, 2, 3])
  expect(await Promise.all(outcomes.slice(54))).toEqual(Array.from({ length: 6 }, () => 'unavailable'))
  for (let n = 0; n < 54; n++) {
    ends[n]?.()
    await soon()
    expect(order.length).toBe(Math.min(n + 5, 54))
  }
  expect(order).toEqual(Array.from({ length: 54 }, (_, n) => n))
  expect(await Promise.all(outcomes.slice(0, 54))).toEqual(order)
})

test('[ACCOUNT-12] work that fails gives its place on, and a newcomer takes none that was handed over', async () => {
  const pass = createTurnstile({ atOnce: 1, waiting: 1 })
  const { order, ends, work } = crowd()
  const failing = outcome(pass(() => Promise.reject(Object.assign(new Error('no'), { code: 'failed' }))))
  const second = outcome(pass(work(1)))
  expect(await failing).toBe('failed')
  const third = outcome(pass(work(2)))
  expect(await outcome(pass(work(3)))).toBe('unavailable')
  expect(order).toEqual([1])
  ends[1]?.()
  expect(await second).toBe(1)
  await soon()
  ends[2]?.()
  expect(await third).toBe(2)
})
