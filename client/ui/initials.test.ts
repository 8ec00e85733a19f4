import { describe, expect, it } from 'vitest'
import { hueOf, initials } from './initials'

describe('the initials of a name', () => {
  it('takes the first letters of the first and last word', () => {
    expect(initials('Ana de la Roca')).toBe('AR')
  })

  it('takes two letters of a single word, and keeps emoji whole', () => {
    expect([initials('dwarf'), initials('🧗'), initials('')]).toEqual(['DW', '🧗', '?'])
    expect(initials('Mo 🧗‍♀️')).toBe('M🧗‍♀️')
  })
})

describe('the hue of a name', () => {
  it('is the same for the same name', () => {
    expect(hueOf('Ana')).toBe(hueOf('Ana'))
    expect(hueOf('Ana')).not.toBe(hueOf('Bo'))
  })
})
