import { describe, expect, it } from 'vitest'
import { darkness, widthsFor } from './photo'
import { emptyScene } from './scene'

describe('the photo', () => {
  it('asks for no more pixels than are shown, and takes what is nearest when it cannot be had', () => {
    expect(widthsFor(780, 2263)).toEqual([960, 480, 1440, 2263])
    expect(widthsFor(300, 2263)[0]).toBe(480)
    expect(widthsFor(5000, 2263)[0]).toBe(2263)
    expect(widthsFor(700, 600)[0]).toBe(600)
  })

  it('keeps its colours until there is something to show on it', () => {
    expect(darkness(emptyScene, 'look')).toBe(0)
    expect(darkness({ ...emptyScene, climb: [] }, 'look')).toBe(1)
    expect(darkness({ ...emptyScene, climb: [] }, 'paint')).toBeLessThan(1)
    expect(darkness({ ...emptyScene, fills: new Map() }, 'look')).toBeGreaterThan(0)
  })
})
