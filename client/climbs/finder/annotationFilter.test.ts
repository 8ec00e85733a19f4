import { describe, expect, it } from 'vitest'
import type { Consensus } from '../../../shared/model/annotation'
import type { ClimbRow } from '../../../shared/model/climb'
import {
  climbFacts,
  countsOf,
  filterFromQuery,
  filterToQuery,
  matcher,
  noFilter,
  officialHolds,
  type AnnotationFilter,
} from './annotationFilter'

const consensus = (values: Partial<Consensus>): Consensus => ({
  grip_type: null, grip_type_votes: 3, grip_type_votes_cast: 3, grip_type_confidence: 1, grip_type_official: true,
  condition: null, condition_votes: 2, condition_votes_cast: 2, condition_confidence: 1, condition_official: true,
  difficulty: null, difficulty_votes: 0, difficulty_votes_cast: 0, difficulty_confidence: 0, difficulty_official: false,
  total_annotators: 3, ...values,
})
const holds = officialHolds([
  ['1', consensus({ grip_type: 'bac' })],
  ['2', consensus({ grip_type: 'bac', condition: 'sale' })],
  ['3', consensus({ grip_type: 'plat', condition: 'ok' })],
  ['4', consensus({ grip_type: 'pince', grip_type_official: false, condition: 'cassee', condition_official: false })],
])
const climb = (holds_list: string) => ({ holds_list }) as ClimbRow
const facts = {
  jugs: climbFacts(climb('S1 O2 T3 F9'), holds),
  mixed: climbFacts(climb('S1 O3 T9'), holds),
  unknown: climbFacts(climb('S4 T9'), holds),
}
const passing = (filter: Partial<AnnotationFilter>) => {
  const matches = matcher({ ...noFilter, ...filter })
  return Object.entries(facts).filter(([, one]) => matches(one)).map(([name]) => name)
}

describe('[FILTER-1] a climb passes by what its holds officially are', () => {
  it('has at least one hold of each wanted grip type', () => {
    expect(passing({ grips: ['bac'] })).toEqual(['jugs', 'mixed'])
    expect(passing({ grips: ['bac', 'plat'] })).toEqual(['jugs', 'mixed'])
    expect(passing({ grips: ['pince'] })).toEqual([])
  })
  it('has no hold in an unwanted condition; what is not official does not count', () => {
    expect(passing({ without: ['sale', 'cassee'] })).toEqual(['mixed', 'unknown'])
  })
  it('is mostly of a grip type where more than half of the hand holds are; feet do not count', () => {
    expect(passing({ mostly: 'bac' })).toEqual(['jugs'])
    expect(passing({ mostly: 'plat' })).toEqual([])
  })
  it('lets everything through when nothing is asked', () => {
    expect(passing({})).toEqual(['jugs', 'mixed', 'unknown'])
  })
})

it('[FILTER-2] counts what each choice would leave, the other choices kept', () => {
  const counts = countsOf(Object.values(facts), { ...noFilter, without: ['sale'] })
  expect(counts.grips).toMatchObject({ bac: 1, plat: 1, pince: 0 })
  expect(counts.mostly).toMatchObject({ bac: 0 })
  expect(counts.without).toMatchObject({ sale: 2, ok: 1, cassee: 2 })
})

it('[FILTER-3] stands in the address and comes back from it; nonsense is left out', () => {
  const filter: AnnotationFilter = { grips: ['plat', 'bac'], mostly: 'bac', without: ['sale'] }
  expect(filterToQuery(filter)).toEqual({ grips: 'plat,bac', mostly: 'bac', not_conditions: 'sale' })
  expect(filterFromQuery(filterToQuery(filter))).toEqual(filter)
  expect(filterFromQuery({ grips: 'velcro,bac', mostly: 'x', not_conditions: ['a'], search: 'y' })).toEqual({
    grips: ['bac'],
    mostly: null,
    without: [],
  })
  expect(filterToQuery(noFilter)).toEqual({})
})
