import { expect, test } from 'vitest'
import { wallThirds } from './wallThirds'

const hold = (id: number, centroid_x: number, centroid_y: number) => ({ id, centroid_x, centroid_y })

test('[STAT-5] the thirds of a wall stand by the climbs through each of their holds, the most used first', () => {
  const holds = [hold(1, 0, 0), hold(2, 10, 20), hold(3, 50, 150), hold(4, 90, 300), hold(5, 89, 290)]
  const thirds = wallThirds(holds, new Map([[1, 1], [3, 7], [4, 2], [5, 3]]))
  expect(thirds).toEqual([
    { height: 'middle', side: 'centre', holds: 1, uses: 7 },
    { height: 'bottom', side: 'right', holds: 2, uses: 2.5 },
    { height: 'top', side: 'left', holds: 2, uses: 0.5 },
  ])
})

test('[STAT-5] holds in one row have no upper and no lower third, and a wall without holds has none', () => {
  expect(wallThirds([hold(1, 0, 5), hold(2, 9, 5)], new Map()).map(({ height, side }) => [height, side])).toEqual([['middle', 'left'], ['middle', 'right']])
  expect(wallThirds([], new Map())).toEqual([])
})
