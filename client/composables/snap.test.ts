import { describe, expect, it } from 'vitest'
import { PEEK, sheetPixels, snap } from './snap'

const room = 700
const { half, full } = sheetPixels(room)

describe('snap', () => {
  it('comes to rest at the nearest height', () => {
    expect(snap(PEEK + 20, 0, room)).toBe('peek')
    expect(snap(half - 30, 0.1, room)).toBe('half')
    expect(snap(full - 60, -0.1, room)).toBe('full')
  })

  it('goes on in the direction of a flick', () => {
    expect(snap(PEEK + 20, 0.8, room)).toBe('half')
    expect(snap(half + 20, 0.8, room)).toBe('full')
    expect(snap(half - 20, -0.8, room)).toBe('peek')
  })

  it('keeps three different heights on the smallest phones', () => {
    const small = sheetPixels(320)
    expect(small.peek).toBeLessThan(small.half)
    expect(small.half).toBeLessThan(small.full)
  })
})
