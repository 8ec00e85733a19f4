import { expect, test } from 'vitest'
import { createBudgets } from './budgets'

test('[LIMIT-1] each pays from a bucket of their own', () => {
  const { take, waitFor } = createBudgets({ perSecond: 1, burst: 2 }, () => 0)
  expect([take('ada'), take('ada'), take('ada'), take('bo', 2), take('bo')]).toEqual([true, true, false, true, false])
  expect(waitFor('ada', 2)).toBe(2)
  expect(waitFor('nobody yet')).toBe(1)
})

test('[LIMIT-1] whoever has not asked for longest is forgotten first', () => {
  const { take } = createBudgets({ perSecond: 0.001, burst: 1 }, () => 0)
  take('first')
  for (let other = 0; other < 9_999; other++) take(`other ${other}`)
  expect(take('first')).toBe(false)
  take('one more')
  expect(take('first')).toBe(false)
  expect(take('other 0')).toBe(true)
})
