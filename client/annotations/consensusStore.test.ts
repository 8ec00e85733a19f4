import { beforeEach, expect, it } from 'vitest'
import { useConsensus } from './consensusStore'
import { fakeConnection, put } from '../testing/fakeConnection'
import { testStores } from '../testing/testStores'
import { useFaces } from '../wall/facesStore'
import { GLOBAL_FEED, faceFeed } from '../../shared/feedName'

let fake = fakeConnection()

beforeEach(() => {
  fake = fakeConnection()
  testStores({ connection: fake.appConnection })
  fake.step(GLOBAL_FEED, [put('face', 'f', { id: 'f' })])
  useFaces().choose('f')
})

it('shows the consensus of a hold as its row says it', () => {
  const consensus = useConsensus()
  expect(consensus.of(7)).toBeNull()
  fake.step(faceFeed('f'), [put('consensus', '7', { grip_type: 'bac' })])
  expect(consensus.of(7)).toEqual({ grip_type: 'bac' })
})

it('[CARE-7] warns of holds that are officially broken or turned, and of no others', () => {
  fake.step(faceFeed('f'), [
    put('consensus', '1', { condition: 'cassee', condition_official: true }),
    put('consensus', '2', { condition: 'tournee', condition_official: true }),
    put('consensus', '3', { condition: 'cassee', condition_official: false }),
    put('consensus', '4', { condition: 'sale', condition_official: true }),
  ])
  expect([...useConsensus().unsafe].sort()).toEqual([1, 2])
})
