import { describe, expect, it } from 'vitest'
import { createGlide } from './cursorInterpolation'
import type { Peer } from '../canvas/scene'

const peer = (x: number, y: number): Peer => ({ id: 'a', name: 'Pof', colour: '#f00', point: [x, y] })

describe("somebody else's pointer", () => {
  it('appears where it is and glides to where it goes', () => {
    const glide = createGlide(() => false)
    glide.aim([peer(0, 0)])
    glide.aim([peer(100, 0)])
    expect(glide.at('a')).toEqual({ x: 0, y: 0 })
    expect(glide.step(16)).toBe(true)
    const first = glide.at('a')?.x ?? 0
    expect(first).toBeGreaterThan(0)
    expect(first).toBeLessThan(100)
    while (glide.step(16));
    expect(glide.at('a')).toEqual({ x: 100, y: 0 })
  })

  it('jumps for those who want no motion', () => {
    const glide = createGlide(() => true)
    glide.aim([peer(0, 0)])
    glide.aim([peer(100, 50)])
    expect(glide.step(16)).toBe(false)
    expect(glide.at('a')).toEqual({ x: 100, y: 50 })
  })

  it('goes when it leaves the wall', () => {
    const glide = createGlide(() => false)
    glide.aim([peer(0, 0)])
    glide.aim([{ ...peer(0, 0), point: null }])
    expect(glide.at('a')).toBeNull()
  })
})
