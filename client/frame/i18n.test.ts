import { describe, expect, it } from 'vitest'
import { preferredLocale } from './i18n'

describe('the language that a browser prefers', () => {
  it('[UI-1] takes the first language of the browser that we speak', () => {
    expect(preferredLocale(['de-DE', 'en-GB', 'fr'])).toBe('en')
  })

  it('[UI-1] speaks French where it knows none', () => {
    expect(preferredLocale(['de', 'it'])).toBe('fr')
  })
})
