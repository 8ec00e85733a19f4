import { describe, expect, it } from 'vitest'
import { climbLines, boxAround } from './climbLines'
import { dashesOf, drawLine, emptyMask } from './lineMask'
import { pictureWords } from './pictureWords'
import { wallView } from './wallView'

const hold = (id: number, x: number) => ({
  id, polygon_str: `${x},100 ${x + 40},100 ${x + 40},140 ${x},140`, center_tape_str: `${x} 140 ${x} 200`, left_tape_str: '', right_tape_str: null,
})

describe('a drawn climb', () => {
  it('[SHARE-2] doubles tops, tells feet apart, and has a tape for each of two starts or two for one', () => {
    const drawn = climbLines([{ hold_id: 1, role: 'S' }, { hold_id: 2, role: 'F' }, { hold_id: 3, role: 'T' }, { hold_id: 3, role: 'O' }],
      [hold(1, 0), hold(2, 200), hold(3, 400), hold(9, 600)], 1000)
    expect(drawn.map(({ lines }) => lines.map(({ points, isFeet }) => [points.length, isFeet]))).toEqual([
      // Its tapes are derived, because it was stored without them.
      [[5, false], [2, false], [2, false]], [[5, true]], [[5, false], [5, false]],
    ])
    const [first] = climbLines([{ hold_id: 1, role: 'S' }, { hold_id: 2, role: 'S' }], [hold(1, 0), hold(2, 200)], 1000)
    expect(first?.lines.at(-1)?.points).toEqual([{ x: 0, y: 140 }, { x: 0, y: 200 }])
    expect(boxAround(drawn)).toMatchObject({ left: expect.any(Number) as number, top: 93 })
    expect(boxAround([])).toBeNull()
  })

  it.each([[2263, 3000], [4000, 300], [300, 4000], [800, 600], [5, 5]])('[SHARE-2] shows a part of a wall of %i x %i that fits', (width, height) => {
    const place = { width: 720, height: 630 }
    const whole = { left: 0, top: 0, right: width, bottom: height }
    const corner = { left: width - 2, top: height - 2, right: width + 90, bottom: height }
    for (const box of [null, whole, corner]) {
      const view = wallView({ width, height }, box, place)
      expect([view.width <= place.width, view.height <= place.height, view.left >= 0, view.top >= 0]).toEqual([true, true, true, true])
      expect(view.left + view.width).toBeLessThanOrEqual(Math.max(1, Math.round(width * view.scale)))
      expect(view.top + view.height).toBeLessThanOrEqual(Math.max(1, Math.round(height * view.scale)))
    }
  })

  it('[SHARE-2] has smooth lines, also beyond the picture, and dashes of one length', () => {
    const mask = emptyMask(10, 10)
    drawLine(mask, [{ x: -5, y: 5 }, { x: 50, y: 5 }], 2)
    expect([...mask.cover.slice(40, 50)]).toEqual(Array<number>(10).fill(255))
    expect([...mask.cover.slice(20, 30)]).toEqual(Array<number>(10).fill(0))
    const dashes = dashesOf([{ x: 0, y: 0 }, { x: 7, y: 0 }, { x: 7, y: 8 }], 4, 2)
    expect(dashes).toEqual([
      [{ x: 0, y: 0 }, { x: 4, y: 0 }],
      [{ x: 6, y: 0 }, { x: 7, y: 0 }, { x: 7, y: 3 }],
      [{ x: 7, y: 5 }, { x: 7, y: 8 }],
    ])
  })

  it('[SHARE-2] leaves out letters that its font lacks, shortens long words and writes no markup', () => {
    const words = pictureWords({ name: '<b>Été</b> 🦙 & الاسم', grade: '?', setter: 'x'.repeat(200), place: '' })
    expect(words.replace(/<\/?span[^>]*>/g, '').split('\n')).toEqual(['&#60;b&#62;Été&#60;/b&#62;  &#38;', `${'x'.repeat(47)}…`, 'mastoc'])
  })
})
