import { expect, test } from 'vitest'
import { inPieces } from './inPieces'

const busyFor = (ms: number) => {
  const end = performance.now() + ms
  while (performance.now() < end) Math.sqrt(end)
}

test('[LIMIT-2] work that lasts lets others in between its pieces, and keeps its order', async () => {
  const done: number[] = []
  let others = 0
  const timer = setInterval(() => others++, 1)
  await inPieces([1, 2, 3, 4, 5, 6], (item) => {
    busyFor(10)
    done.push(item)
  })
  clearInterval(timer)
  expect(done).toEqual([1, 2, 3, 4, 5, 6])
  expect(others).toBeGreaterThanOrEqual(3)
})

test('[LIMIT-2] what the work throws ends it', async () => {
  const done: number[] = []
  await expect(inPieces([1, 2, 3], (item) => {
    if (item === 2) throw new Error('two')
    done.push(item)
  })).rejects.toThrow('two')
  expect(done).toEqual([1])
})
