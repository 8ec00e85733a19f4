import { expect, it } from 'vitest'
import { shapesOf } from '../canvas/shapes'
import { circuitOrder } from '../../../shared/rules/circuit'
import { holdFixture } from '../../testing/holdFixture'
import { drawOrders } from './orders'
import type { Surface } from './surface'

interface Drawn { words: string; x: number; y: number }

/** A surface that remembers what is written on it, and on what ground. */
function paper(ratio: number) {
  const [texts, grounds]: [Drawn[], number[][]] = [[], []]
  const transforms: number[][] = []
  const context = {
    save() {}, restore() {}, beginPath() {}, fill() {}, stroke() {},
    setTransform: (...matrix: number[]) => void transforms.push(matrix),
    measureText: (words: string) => ({ width: words.length * 7 }),
    roundRect: (...box: number[]) => void grounds.push(box),
    fillText: (words: string, x: number, y: number) => void texts.push({ words, x, y }),
  }
  return { texts, grounds, transforms, surface: { canvas: { getContext: () => context }, ratio: () => ratio } as unknown as Surface }
}

const shapes = shapesOf([holdFixture(101, 200, 180, 40), holdFixture(105, 420, 300, 60)], 800)
const view = { width: 400, height: 300 }
const circuit = circuitOrder(JSON.stringify([{ id: 101, value: '1' }, { id: 105, value: '2' }, { id: 101, value: '3' }, { id: 999, value: '4' }]))

it('[CARD-4] the numbers of a circuit are written at the upper right of their holds, where the camera shows these', () => {
  const { texts, grounds, transforms, surface } = paper(2)
  drawOrders(surface, circuit, { shapes, camera: { scale: 0.5, x: 10, y: 0 }, view })
  expect(texts.map(({ words }) => words)).toEqual(['1, 3', '2'])
  for (const [at, id] of [101, 105].entries()) {
    const { right, top } = shapes.get(id)?.box ?? { right: NaN, top: NaN }
    const [x, y] = [right * 0.5 + 10, top * 0.5]
    const { text, ground: [left, above, width, height] } = { text: texts[at], ground: grounds[at] as [number, number, number, number] }
    expect([text?.x, Math.round(text?.y ?? 0)]).toEqual([x, Math.round(y + 0.5)])
    expect([left + width / 2, above + height / 2]).toEqual([x, y])
  }
  expect(transforms).toEqual([[2, 0, 0, 2, 0, 0]])
})

it('[CARD-4] numbers of holds that are out of sight are not written', () => {
  const { texts, surface } = paper(1)
  drawOrders(surface, circuit, { shapes, camera: { scale: 10, x: -4000, y: -4000 }, view })
  expect(texts).toEqual([])
})
