import { expect, test, vi } from 'vitest'
import { batched } from './batch'

test('what is asked in one turn is answered in one go, each with its own answer', async () => {
  const answer = vi.fn(async (asked: readonly number[]) => asked.map(n => n * 10))
  const ask = batched(answer)
  expect(await Promise.all([ask(1), ask(2), ask(3)])).toEqual([10, 20, 30])
  expect(await ask(4)).toBe(40)
  expect(answer.mock.calls).toEqual([[[1, 2, 3]], [[4]]])
})

test('one is refused, the others are answered', async () => {
  const ask = batched(async (asked: readonly number[]) => asked.map(n => (n === 2 ? new Error('not you') : n)))
  expect(await Promise.allSettled([ask(1), ask(2), ask(3)])).toMatchObject([{ value: 1 }, { reason: { message: 'not you' } }, { value: 3 }])
})

test('where nothing can be answered all are refused, and those who ask later are answered', async () => {
  const answer = vi.fn(async (asked: readonly number[]) => [...asked]).mockRejectedValueOnce(new Error('away'))
  const ask = batched(answer)
  expect(await Promise.allSettled([ask(1), ask(2)])).toMatchObject([{ reason: { message: 'away' } }, { reason: { message: 'away' } }])
  expect(await ask(3)).toBe(3)
})

test('who asks while others are being answered does not wait for them', async () => {
  let goOn = () => {}
  const first = new Promise<void>((resolve) => { goOn = resolve })
  const ask = batched(async (asked: readonly number[]) => {
    if (asked.includes(1)) await first
    return [...asked]
  })
  const slow = ask(1)
  await new Promise(resolve => setImmediate(resolve))
  expect(await ask(2)).toBe(2)
  goOn()
  expect(await slow).toBe(1)
})

test('[LIMIT-2] many who ask in one turn are answered in portions, in their order', async () => {
  const answer = vi.fn(async (asked: readonly number[]) => asked.map(n => n * 10))
  const ask = batched(answer)
  const asked = Array.from({ length: 600 }, (_, n) => n)
  expect(await Promise.all(asked.map(ask))).toEqual(asked.map(n => n * 10))
  expect(answer.mock.calls.map(([portion]) => portion.length)).toEqual([250, 250, 100])
})
