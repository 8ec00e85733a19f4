import { describe, expect, it } from 'vitest'
import { holdFixture } from '../../testing/holdFixture'
import { nearest, neighbour } from './neighbour'
import { shapesOf } from './shapes'

const shapes = shapesOf(
  [
    holdFixture(1, 100, 100, 10),
    holdFixture(2, 200, 110, 10),
    holdFixture(3, 130, 190, 10),
    holdFixture(4, 900, 100, 10),
    holdFixture(5, 100, 20, 10),
  ],
  1000,
)

describe('walking over the wall with the arrows', () => {
  it('[WALL-3] goes to the nearest hold that way', () => {
    expect(neighbour(shapes.values(), { x: 100, y: 100 }, 'right', 1)).toBe(2)
    expect(neighbour(shapes.values(), { x: 200, y: 110 }, 'right', 2)).toBe(4)
    expect(neighbour(shapes.values(), { x: 100, y: 100 }, 'down', 1)).toBe(3)
    expect(neighbour(shapes.values(), { x: 100, y: 100 }, 'up', 1)).toBe(5)
  })

  it('stays where there is nothing further', () => {
    expect(neighbour(shapes.values(), { x: 100, y: 100 }, 'left', 1)).toBeNull()
  })

  it('begins at the hold nearest to the middle of the view', () => {
    expect(nearest(shapes.values(), { x: 190, y: 190 })).toBe(3)
    expect(nearest([], { x: 0, y: 0 })).toBeNull()
  })
})
