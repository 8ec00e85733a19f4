import { describe, expect, it } from 'vitest'
import { toneOf, widthsFor } from './photo'
import { emptyScene } from './scene'

describe('the photo', () => {
  it('asks for no more pixels than are shown, and takes what is nearest when it cannot be had', () => {
    expect(widthsFor(780, 2263)).toEqual([960, 480, 1440, 2263])
    expect(widthsFor(300, 2263)[0]).toBe(480)
    expect(widthsFor(5000, 2263)[0]).toBe(2263)
    expect(widthsFor(700, 600)[0]).toBe(600)
  })

  it('keeps its colours until there is something to show on it', () => {
    expect(toneOf(emptyScene, 'look').cover).toBe(0)
    expect(toneOf({ ...emptyScene, climb: [] }, 'look')).toEqual({ cover: 1, grey: 0.85, brightness: 0.25 })
    expect(toneOf({ ...emptyScene, climb: [] }, 'paint').cover).toBeLessThan(1)
    expect(toneOf({ ...emptyScene, fills: new Map() }, 'look')).toMatchObject({ cover: 1, grey: 1 })
  })

  it('[FINGER-12] keeps its colours under the holds that a search leaves', () => {
    expect(toneOf({ ...emptyScene, dimmed: new Set([1]) }, 'look').cover).toBe(0)
  })
})
