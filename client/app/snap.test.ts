import { describe, expect, it } from 'vitest'
import { sheetPixels, snap } from './snap'

const pixels = sheetPixels(700)
const { peek, half, full } = pixels

describe('the height at which the sheet comes to rest', () => {
  it('comes to rest at the nearest height', () => {
    expect(snap(peek + 20, 0, pixels)).toBe('peek')
    expect(snap(half - 30, 0.1, pixels)).toBe('half')
    expect(snap(full - 60, -0.1, pixels)).toBe('full')
  })

  it('goes on in the direction of a flick', () => {
    expect(snap(peek + 20, 0.8, pixels)).toBe('half')
    expect(snap(half + 20, 0.8, pixels)).toBe('full')
    expect(snap(half - 20, -0.8, pixels)).toBe('peek')
  })

  it('keeps three different heights on the smallest phones, and a low one that grows with the text', () => {
    const [small, large] = [sheetPixels(320), sheetPixels(320, 32)]
    for (const { peek, half, full } of [small, large]) {
      expect(peek).toBeLessThan(half)
      expect(half).toBeLessThan(full)
    }
    expect(large.peek).toBeGreaterThan(small.peek)
  })
})
