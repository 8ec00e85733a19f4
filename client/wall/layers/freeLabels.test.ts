import { describe, expect, it } from 'vitest'
import { freeLabels } from './freeLabels'

const at = (left: number) => ({ box: { left, top: 0, right: left + 100, bottom: 20 } })

describe('[MARK-7] words beside a mark', () => {
  it('are left out where they would lie over words before them', () => {
    const [first, over, beside] = [at(0), at(50), at(120)]
    expect(freeLabels([first, over, beside], [])).toEqual([first, beside])
  })

  it('are left out where they would lie over a warning', () => {
    const [under, free] = [at(0), at(200)]
    expect(freeLabels([under, free], [{ left: 90, top: 10, right: 110, bottom: 30 }])).toEqual([free])
  })
})
