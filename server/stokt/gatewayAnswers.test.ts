import { expect, test } from 'vitest'
import { GatewayAnswers } from './gatewayAnswers'

const page = (rows: number) => ({ rows: Array.from({ length: rows }, (_, n) => n), next: null, total: null })

test('[SOURCE-3] answers of all people together are bounded: others lose theirs first, then the oldest of whoever asks go', () => {
  const answers = new GatewayAnswers(() => 0)
  answers.put('ann', 'a', page(9_000), null)
  answers.put('bob', 'a', page(9_000), null)
  answers.put('cleo', 'a', page(2_000), null)
  expect([answers.get('ann', 'a'), answers.get('bob', 'a'), answers.get('cleo', 'a')].map(Boolean)).toEqual([true, true, true])
  answers.put('cleo', 'b', page(2_000), null)
  expect([answers.get('ann', 'a'), answers.get('bob', 'a'), answers.get('cleo', 'a')].map(Boolean)).toEqual([false, true, true])
  for (let path = 0; path < 100; path++) answers.put('cleo', `days ${path}`, page(1_000), null)
  expect(answers.rows('bob')).toEqual([])
  expect(answers.rows('cleo')).toHaveLength(20_000)
  expect(answers.get('cleo', 'days 99')).not.toBeNull()
  answers.put('cleo', 'all', page(30_000), null)
  expect(answers.rows('cleo')).toHaveLength(30_000)
})
