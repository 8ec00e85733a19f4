import { describe, expect, it } from 'vitest'
import { createCursorInterpolation } from './cursorInterpolation'
import type { Peer } from '../canvas/scene'

const peer = (x: number, y: number): Peer => ({ id: 'a', name: 'Pof', colour: '#f00', point: [x, y] })

describe("somebody else's pointer", () => {
  it('appears where it is and glides to where it goes', () => {
    const cursors = createCursorInterpolation(() => false)
    cursors.aim([peer(0, 0)])
    cursors.aim([peer(100, 0)])
    expect(cursors.at('a')).toEqual({ x: 0, y: 0 })
    expect(cursors.step(16)).toBe(true)
    const first = cursors.at('a')?.x ?? 0
    expect(first).toBeGreaterThan(0)
    expect(first).toBeLessThan(100)
    while (cursors.step(16));
    expect(cursors.at('a')).toEqual({ x: 100, y: 0 })
  })

  it('jumps for those who want no motion', () => {
    const cursors = createCursorInterpolation(() => true)
    cursors.aim([peer(0, 0)])
    cursors.aim([peer(100, 50)])
    expect(cursors.step(16)).toBe(false)
    expect(cursors.at('a')).toEqual({ x: 100, y: 50 })
  })

  it('goes when it leaves the wall', () => {
    const cursors = createCursorInterpolation(() => false)
    cursors.aim([peer(0, 0)])
    cursors.aim([{ ...peer(0, 0), point: null }])
    expect(cursors.at('a')).toBeNull()
  })
})
