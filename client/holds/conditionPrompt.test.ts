import { describe, expect, it } from 'vitest'
import { instantOf } from '../../shared/model/instant'
import { conditionPrompt } from './conditionPrompt'

const now = instantOf(Date.parse('2026-05-01T12:00:00Z'))
const daysAgo = (days: number) => instantOf(Date.parse(now) - days * 86_400_000)
const asked = (known: Partial<Parameters<typeof conditionPrompt>[0]>) =>
  conditionPrompt({ mine: null, official: null, now, workedAt: null, ...known })

describe('[CARE-9] whether it is still so', () => {
  it('is asked of my own bad word, with when I said it', () => {
    expect(asked({ mine: { value: 'sale', at: daysAgo(45) } })).toEqual({ value: 'sale', saidAt: daysAgo(45), counts: true })
    expect(asked({ mine: { value: 'usee', at: daysAgo(45) }, official: 'cassee' })).toMatchObject({ value: 'usee' })
  })

  it('is asked where my word no longer counts: too old, or the hold was worked on since', () => {
    expect(asked({ mine: { value: 'sale', at: daysAgo(60) } })).toMatchObject({ saidAt: daysAgo(60), counts: false })
    expect(asked({ mine: { value: 'sale', at: daysAgo(45) }, workedAt: daysAgo(44) })).toMatchObject({ value: 'sale', counts: false })
    expect(asked({ mine: { value: 'sale', at: daysAgo(45) }, workedAt: daysAgo(46) })).toMatchObject({ counts: true })
  })

  it('is asked of what is officially bad, of who said nothing or whose "fine" no longer counts', () => {
    expect(asked({ official: 'tournee' })).toEqual({ value: 'tournee', saidAt: null, counts: false })
    expect(asked({ mine: { value: 'ok', at: daysAgo(61) }, official: 'tournee' })).toMatchObject({ value: 'tournee', saidAt: null })
    expect(asked({ mine: { value: 'ok', at: daysAgo(59) }, official: 'tournee' })).toBeNull()
  })

  it('is not asked of a hold in good shape, nor of who spoke within a day', () => {
    expect(asked({})).toBeNull()
    expect(asked({ official: 'ok' })).toBeNull()
    expect(asked({ mine: { value: 'ok', at: daysAgo(70) }, official: 'ok' })).toBeNull()
    expect(asked({ mine: { value: 'sale', at: null } })).toBeNull()
    expect(asked({ mine: { value: 'sale', at: daysAgo(0.9) }, official: 'sale' })).toBeNull()
    expect(asked({ mine: { value: 'sale', at: daysAgo(1) } })).not.toBeNull()
  })
})
