import { describe, expect, it } from 'vitest'
import { plainText } from './plainText'

describe('[TEXT-2] a text without invisible characters', () => {
  it('takes out what turns the direction of text, and control characters', () => {
    expect(plainText('\u202Etest LTR override')).toBe('test LTR override')
    expect(plainText('un\u2067deux\u2069\u0007')).toBe('undeux')
  })

  it('leaves letters of every script and joined emoji as they are', () => {
    for (const text of ['Éléphant', 'مرحبا', '🧗‍♀️ à 45°']) expect(plainText(text)).toBe(text)
  })
})
