import { describe, expect, it } from 'vitest'
import { conditionCounts, confidence, consensusOf as consensusAt, isOfficial, noConsensus, type CastVotes } from './consensus'
import { instant, type Instant } from '../model/instant'

const silent: CastVotes = {
  grip_type: null, grip_type_at: null, condition: null, condition_at: null, difficulty: null, difficulty_at: null,
}
const NOW = instant('2025-01-02T00:00:00.000000Z')
const consensusOf = (votes: CastVotes[], workedAt: Instant | null = null) => consensusAt(votes, { now: NOW, workedAt })
const grip = (value: string, second = 0): CastVotes => ({
  ...silent, grip_type: value, grip_type_at: instant(`2025-01-01T00:00:${String(second).padStart(2, '0')}.000000Z`),
})
const condition = (value: string): CastVotes => ({ ...silent, condition: value, condition_at: instant('2025-01-01T00:00:00.000000Z') })

describe('[VOTE-1] a consensus is official', () => {
  it.each([
    ['grip_type', 2, 2, false], ['grip_type', 3, 3, true], ['grip_type', 2, 4, true], ['grip_type', 2, 5, false],
    ['condition', 1, 1, false], ['condition', 2, 2, true], ['condition', 1, 2, false], ['condition', 3, 5, true], ['condition', 4, 7, false],
    ['difficulty', 2, 3, true], ['difficulty', 1, 3, false], ['difficulty', 0, 0, false],
  ] as const)('%s with %i of %i votes: %s', (part, votes, cast, official) => {
    expect(isOfficial(part, votes, cast)).toBe(official)
  })

  it('is decided before rounding', () => {
    expect(confidence(299, 501)).toBe(0.6)
    expect(isOfficial('condition', 299, 501)).toBe(false)
  })
})

it('[VOTE-2] shows confidence with two decimals', () => {
  expect([confidence(2, 3), confidence(1, 3), confidence(1, 1), confidence(0, 0)]).toEqual([0.67, 0.33, 1, 0])
})

describe('[VOTE-3] the consensus on a hold', () => {
  it('is none without votes; notes alone are no vote', () => {
    expect(consensusOf([])).toEqual(noConsensus)
    expect(consensusOf([silent])).toEqual(noConsensus)
  })

  it('is the value with most votes', () => {
    expect(consensusOf([grip('bac'), grip('pince', 9), grip('bac')])).toEqual({
      ...noConsensus, grip_type: 'bac', grip_type_votes: 2, grip_type_votes_cast: 3, grip_type_confidence: 0.67,
      grip_type_official: true, total_annotators: 3,
    })
  })

  it('is on a tie the one whose newest vote is newest', () => {
    expect(consensusOf([grip('bac', 1), grip('pince', 2)]).grip_type).toBe('pince')
    expect(consensusOf([grip('bac', 5), grip('pince', 2), grip('pince', 4), grip('bac', 1)]).grip_type).toBe('bac')
  })

  it('is on a tie of times the first by name', () => {
    expect(consensusOf([grip('pince', 1), grip('bac', 1)]).grip_type).toBe('bac')
  })

  it('counts each part for itself', () => {
    const both: CastVotes = { ...grip('bac'), condition: 'ok', condition_at: instant('2025-01-01T00:00:00.000000Z') }
    expect(consensusOf([both, condition('ok'), grip('plat', 1)])).toMatchObject({
      grip_type: 'plat', grip_type_votes: 1, grip_type_votes_cast: 2, grip_type_official: false,
      condition: 'ok', condition_votes: 2, condition_votes_cast: 2, condition_official: true, difficulty: null, total_annotators: 3,
    })
  })
})

describe('a vote on the condition', () => {
  it('[CARE-4] counts for 60 days', () => {
    const now = instant('2025-03-02T00:00:00.000000Z')
    expect(conditionCounts(instant('2025-01-01T00:00:00.000000Z'), { now, workedAt: null })).toBe(false)
    expect(conditionCounts(instant('2025-01-01T00:00:00.000001Z'), { now, workedAt: null })).toBe(true)
    expect(conditionCounts(null, { now, workedAt: null })).toBe(false)
  })

  it('[CARE-3] counts when nobody worked on the hold since; who said nothing else is no annotator then', () => {
    expect(consensusOf([condition('sale')], instant('2025-01-01T00:00:00.000000Z'))).toEqual(noConsensus)
    expect(consensusOf([condition('sale'), { ...grip('bac'), ...condition('sale'), grip_type: 'bac' }], instant('2024-12-31T23:59:59.999999Z')))
      .toMatchObject({ condition: 'sale', condition_votes: 2, total_annotators: 2 })
  })
})
