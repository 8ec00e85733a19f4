import { describe, expect, it } from 'vitest'
import { holdOrder } from './holdOrder'

const hold = (id: number, centroid_x: number, centroid_y: number) => ({ id, centroid_x, centroid_y })

describe('the order of holds', () => {
  it('[WALK-1] goes from the top down, to the right and back, so that the next hold is near', () => {
    const holds = [hold(1, 900, 2140), hold(2, 800, 110), hold(3, 100, 120), hold(4, 50, 2150), hold(5, 60, 2500)]
    expect(holdOrder(holds, 3000)).toEqual([3, 2, 1, 4, 5])
  })
})
