import { describe, expect, it } from 'vitest'
import type { Consensus } from '../../../shared/model/annotation'
import type { ClimbRow } from '../../../shared/model/climb'
import { colourWall, type ColourInput } from './colourWall'
import { holdUses } from './holdUses'
import { PALETTES } from '../../wall/colourModes'
import { colourAt } from './palettes'

const climb = (holds_list: string, shown_grade_ircra: number | null) => ({ holds_list, shown_grade_ircra }) as ClimbRow
const input = (climbs: ClimbRow[], more: Partial<ColourInput> = {}): ColourInput =>
  ({ holdIds: [1, 2, 3, 4, 5], uses: holdUses(climbs), zones: new Map(), filtered: false, consensusOf: () => null, ...more })
const said = (values: Partial<Consensus>) => values as Consensus

describe('[COLOUR-1] by the climbs shown', () => {
  const climbs = [climb('S1 O2 T3', 15.5), climb('S2 O3 T3', 20.5), climb('S4 T4', 0)]
  it('colours each hold by the easiest and the hardest climb through it', () => {
    const easiest = colourWall('easiest', 'viridis', input(climbs))
    // All three are touched by the 6A, so there is no scale: the middle.
    expect([...easiest.fills]).toEqual([1, 2, 3].map(id => [id, colourAt('viridis', 0.5)]))
    const hardest = colourWall('hardest', 'viridis', input(climbs))
    expect(hardest.fills.get(1)).toBe(colourAt('viridis', 0))
    expect(hardest.fills.get(2)).toBe(colourAt('viridis', 1))
    expect(hardest.legend).toMatchObject({
      kind: 'grades',
      ticks: [{ at: 0, font: '6A' }, { font: '6A+' }, { font: '6B+' }, { font: '6C' }, { at: 1, font: '7A' }],
    })
  })
  it('leaves ungraded climbs out of grade colours, and greys what no climb uses', () => {
    const { fills, outside } = colourWall('hardest', 'viridis', input(climbs))
    expect(fills.has(4)).toBe(false)
    expect(outside).toEqual(new Set([5]))
  })
  it('says nothing of a wall without climbs', () => {
    for (const mode of ['easiest', 'frequency'] as const) expect(colourWall(mode, 'magma', input([])).fills.size).toBe(0)
  })
})

describe('[COLOUR-2] by use', () => {
  const climbs = [...Array.from({ length: 40 }, () => climb('S1 T1', 15)), climb('S2 T2', 15), climb('S2 T3', 15), climb('S4 T4', 15)]
  it('shares the colours by quantile, so that one hold in every climb does not flatten the rest', () => {
    const { fills, legend, outside } = colourWall('frequency', 'plasma', input(climbs))
    expect(fills.get(1)).toBe(colourAt('plasma', 1))
    expect(fills.get(3)).toBe(colourAt('plasma', 0))
    expect(fills.get(3)).toBe(fills.get(4))
    expect(fills.get(2)).not.toBe(fills.get(3))
    expect(outside).toEqual(new Set([5]))
    expect(legend).toMatchObject({ steps: [{ from: 40, to: 40, holds: 1 }, { from: 2, to: 2, holds: 1 }, { from: 1, to: 1, holds: 2 }] })
  })
  it('has the unused as the rarest, unless a filter hides why they are', () => {
    expect(colourWall('rarity', 'plasma', input(climbs)).fills.get(5)).toBe(colourAt('plasma', 1))
    const filtered = colourWall('rarity', 'plasma', input(climbs, { filtered: true }))
    expect(filtered.fills.has(5)).toBe(false)
    expect(filtered.outside).toEqual(new Set([5]))
    expect(filtered.fills.get(3)).toBe(colourAt('plasma', 1))
  })
})

describe('[COLOUR-6] by zones', () => {
  it('colours an unused hold as what is around it, and tells averages', () => {
    const zones = new Map([[1, [1, 2]], [2, [1, 2]], [3, [3, 4, 5]], [4, [3, 4, 5]], [5, [3, 4, 5]]])
    const { fills, outside, legend } = colourWall('zones', 'plasma', input([climb('S1 T1', 15), climb('S4 T1', 15)], { zones }))
    expect([fills.get(1), fills.get(2)]).toEqual([colourAt('plasma', 1), colourAt('plasma', 1)])
    expect([fills.get(3), fills.get(4), fills.get(5)]).toEqual([0, 0, 0].map(at => colourAt('plasma', at)))
    expect(outside.size).toBe(0)
    zones.delete(5)
    const without = colourWall('zones', 'plasma', input([climb('S1 T1', 15)], { zones }))
    expect([without.fills.has(5), without.outside]).toEqual([false, new Set([5])])
    expect(legend).toMatchObject({ isZone: true, steps: [{ from: 1, to: 1, holds: 2 }, { from: 0.3, to: 0.3, holds: 3 }] })
  })
})

describe('[COLOUR-3] by consensus', () => {
  const known: Record<number, Consensus> = {
    1: said({ condition: 'ok', condition_official: true }),
    2: said({ condition: 'cassee', condition_official: true }),
    3: said({ condition: 'sale', condition_official: false }),
  }
  const consensusOf = (id: number) => known[id] ?? null
  it('fills the official with hue and texture, outlines the others', () => {
    const { fills, textures, outlined, legend } = colourWall('condition', 'turbo', input([], { consensusOf }))
    expect([fills.get(1), fills.get(2)]).toEqual([colourAt('turbo', 0), colourAt('turbo', 1)])
    expect(textures.get(1)).not.toBe(textures.get(2))
    expect([...outlined]).toEqual([3])
    expect(textures.has(3)).toBe(false)
    expect(legend).toMatchObject({ kind: 'values', part: 'condition', undecided: 1 })
  })
  it('greys holds outside the filter, and only then', () => {
    expect(colourWall('condition', 'turbo', input([climb('S1 T1', 15)], { consensusOf })).outside.size).toBe(0)
    expect(colourWall('condition', 'turbo', input([climb('S1 T1', 15)], { consensusOf, filtered: true })).outside).toEqual(
      new Set([2, 3, 4, 5]),
    )
  })
  it('gives the twelve grip types twelve different looks in every palette', () => {
    for (const palette of PALETTES) {
      const { legend } = colourWall('grip_type', palette, input([]))
      const looks = legend?.kind === 'values' ? legend.values.map(({ colour, texture }) => `${colour} ${texture}`) : []
      expect(new Set(looks).size).toBe(looks.length)
      expect(looks.length).toBeGreaterThanOrEqual(11)
    }
  })
})
