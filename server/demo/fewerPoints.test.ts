import { expect, test } from 'vitest'
import { polygonArea } from '../../shared/rules/polygon'
import { fewerPoints } from './fewerPoints'

const circle = (radius: number, count: number) =>
  Array.from({ length: count }, (_, i) => (2 * Math.PI * i) / count)
    .map(turn => ({ x: radius * Math.cos(turn), y: radius * Math.sin(turn) }))

test('[DEMO-2] an outline loses the points that lie on its sides, and keeps its corners', () => {
  const side = (n: number) => Array.from({ length: 10 }, (_, i) => i * n)
  const square = [
    ...side(10).map(x => ({ x, y: 0 })), ...side(10).map(y => ({ x: 100, y })),
    ...side(10).map(x => ({ x: 100 - x, y: 100 })), ...side(10).map(y => ({ x: 0, y: 100 - y })),
  ]
  const fewer = fewerPoints(square, 0.7)
  expect(fewer).toHaveLength(12)
  for (const corner of [{ x: 0, y: 0 }, { x: 100, y: 0 }, { x: 100, y: 100 }, { x: 0, y: 100 }]) expect(fewer).toContainEqual(corner)
  expect(polygonArea(fewer)).toBeCloseTo(10_000)
})

test('[DEMO-2] a large round outline keeps what can be seen of it, a small one needs few points', () => {
  expect(fewerPoints(circle(100, 24), 0.7)).toHaveLength(24)
  expect(fewerPoints(circle(8, 24), 0.7).length).toBeLessThan(16)
  expect(fewerPoints(circle(2, 24), 0.7)).toHaveLength(12)
})
