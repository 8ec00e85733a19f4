import { describe, expect, it } from 'vitest'
import type { Mark } from './mark'
import { touches } from './touches'

/** A square of 20 px about 50, 50. */
const SQUARE = '40,40 60,40 60,60 40,60'
const mark = (kind: Mark['kind'], points: [number, number][]): Mark => ({ id: 'm', kind, points, colour: '#ff5a3c', text: '', by: 'u' })

describe('[MARK-6] a mark says something of a hold', () => {
  it.each([
    ['a zone that holds its middle does', mark('zone', [[0, 0], [55, 0], [55, 100], [0, 100]]), true],
    ['a zone that only cuts its edge does not', mark('zone', [[0, 0], [45, 0], [45, 100], [0, 100]]), false],
    ['an arrow that ends on it does', mark('arrow', [[0, 0], [50, 50]]), true],
    ['an arrow that runs over it does', mark('arrow', [[0, 50], [100, 52]]), true],
    ['an arrow beside it does not', mark('arrow', [[0, 0], [100, 20]]), false],
    ['a pin on it does', mark('pin', [[59, 41]]), true],
    ['a pin beside it does not', mark('pin', [[61, 41]]), false],
  ])('%s', (_what, drawn, expected) => {
    expect(touches(drawn, SQUARE)).toBe(expected)
  })

  it('no mark does if the hold has no outline', () => {
    expect(touches(mark('zone', [[0, 0], [100, 0], [100, 100]]), '')).toBe(false)
  })
})
