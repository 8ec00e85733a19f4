import { describe, expect, it } from 'vitest'
import { agoOf, daysAgoOf } from './ago'

const now = Date.parse('2026-06-15T12:00:00Z')
const ago = (then: string): string => agoOf(Date.parse(then), now, 'fr').replace(/\s/g, ' ')

describe('the words for how long ago a moment was', () => {
  it('[UI-3] counts in the largest whole unit within a week', () => {
    expect(ago('2026-06-15T11:59:40Z')).toBe('maintenant')
    expect(ago('2026-06-15T11:48:00Z')).toBe('il y a 12 min')
    expect(ago('2026-06-15T07:00:00Z')).toBe('il y a 5 h')
    expect(ago('2026-06-14T11:00:00Z')).toBe('hier')
  })

  it('[UI-3] names the day after a week, with its year when it is another', () => {
    expect(ago('2026-03-02T12:00:00Z')).toBe('2 mars')
    expect(ago('2023-03-02T12:00:00Z')).toBe('2 mars 2023')
  })

  it('[UI-3] takes a clock that is ahead for now', () => {
    expect(ago('2026-06-15T12:03:00Z')).toBe('maintenant')
  })
})

describe('the words for how many days ago a moment was', () => {
  it('[CARE-9] counts whole days, however many', () => {
    const days = (then: string): string => daysAgoOf(Date.parse(then), now, 'fr').replace(/\s/g, ' ')
    expect(days('2026-05-01T11:00:00Z')).toBe('il y a 45 jours')
    expect(days('2026-06-14T12:00:00Z')).toBe('hier')
    expect(days('2026-06-15T12:00:05Z')).toBe('aujourd’hui')
  })
})
