import { expect, test } from 'vitest'
import { worthTelling, type ConsensusChange } from './consensusHistory'

const change = (part: string, isWeighty: boolean, hold_id = 101): ConsensusChange => ({
  isWeighty,
  entry: { hold_id, face_id: 'f', kind: 'consensus', actor_id: null, detail: { part, from: null, to: 'bac', official: isWeighty } },
})
const told = (part: string, times: number, hold_id = 101) => Array.from({ length: times }, () => ({ hold_id, detail: { part } }))

test('[LIMIT-25] a part of a hold is told once in ten minutes, each part and each hold for itself', () => {
  const changes = [change('grip_type', false), change('condition', false), change('grip_type', false, 102)]
  expect(worthTelling(changes, [])).toHaveLength(3)
  expect(worthTelling(changes, told('grip_type', 1)).map(({ hold_id, detail }) => [hold_id, detail['part']])).toEqual([
    [101, 'condition'],
    [102, 'grip_type'],
  ])
})

test('[LIMIT-25] an official value that comes, goes or changes, or the last vote that is taken back, is told three times in ten minutes', () => {
  expect(worthTelling([change('condition', true)], told('condition', 2))).toHaveLength(1)
  expect(worthTelling([change('condition', true)], told('condition', 3))).toEqual([])
})
