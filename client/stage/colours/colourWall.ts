import type { Consensus } from '../../../shared/model/annotation'
import { VOTED_VALUES, type VotedPart } from '../../../shared/model/annotationParts'
import { fontOf } from '../../../shared/rules/grades'
import type { HoldUse } from './holdUses'
import type { ColourMode, PaletteName } from '../../wall/colourModes'
import { colourAt } from './palettes'
import { textureAt, type Texture } from '../../wall/canvas/textures'
import { zoneUses } from './zones'

export type Legend =
  | { kind: 'grades'; ticks: { at: number; font: string }[] }
  /** `isZone`: the numbers are averages for each hold of a zone. */
  | { kind: 'uses'; isZone: boolean; steps: { colour: string; from: number; to: number; holds: number }[] }
  | { kind: 'values'; part: VotedPart; values: { value: string; colour: string; texture: Texture; holds: number }[]; undecided: number }

/** The fill of each hold. `outlined`: the value is not official yet. `outside`: no climb that is shown uses the hold. */
export interface WallColours {
  fills: ReadonlyMap<number, string>
  textures: ReadonlyMap<number, Texture>
  outlined: ReadonlySet<number>
  outside: ReadonlySet<number>
  legend: Legend | null
}

export interface ColourInput {
  holdIds: readonly number[]
  /** Counted among the climbs that the filters leave. */
  uses: ReadonlyMap<number, HoldUse>
  /** The holds of the zone of each hold that is on the wall. */
  zones: ReadonlyMap<number, readonly number[]>
  filtered: boolean
  consensusOf: (holdId: number) => Consensus | null
}

/** [COLOUR-1] What each hold is filled with in a mode other than none. */
export function colourWall(mode: Exclude<ColourMode, 'none'>, palette: PaletteName, input: ColourInput): WallColours {
  if (mode === 'easiest' || mode === 'hardest') return byGrade(mode, palette, input)
  if (mode === 'frequency' || mode === 'rarity' || mode === 'zones') return byUse(mode, palette, input)
  return byPart(mode, palette, input)
}

const outsideOf = ({ holdIds, uses }: ColourInput): Set<number> => new Set(holdIds.filter(id => !uses.has(id)))
const plain = { textures: new Map<number, Texture>(), outlined: new Set<number>() }

function byGrade(mode: 'easiest' | 'hardest', palette: PaletteName, input: ColourInput): WallColours {
  const grades = new Map<number, number>()
  for (const id of input.holdIds) {
    const grade = input.uses.get(id)?.[mode] ?? null
    if (grade !== null) grades.set(id, grade)
  }
  const [least, most] = extent(grades.values())
  const at = (grade: number) => (most > least ? (grade - least) / (most - least) : 0.5)
  const fills = new Map([...grades].map(([id, grade]) => [id, colourAt(palette, at(grade))]))
  const ticks = grades.size === 0 ? [] : [0, 0.25, 0.5, 0.75, 1].map(t => ({ at: t, font: fontOf(least + t * (most - least)) ?? '4' }))
  return { fills, ...plain, outside: outsideOf(input), legend: { kind: 'grades', ticks: distinctTicks(ticks) } }
}

function extent(values: Iterable<number>): [least: number, most: number] {
  let [least, most] = [Infinity, -Infinity]
  for (const value of values) {
    least = Math.min(least, value)
    most = Math.max(most, value)
  }
  return [least, most]
}

const distinctTicks = <T extends { font: string }>(ticks: T[]): T[] => ticks.filter((tick, at) => tick.font !== ticks[at - 1]?.font)

const STEPS = 5
/**
 * [COLOUR-2] By quantile, because use is very skewed: five steps with about as many holds each, and
 * holds that are used as often share a step. Without a filter, what no climb uses is the rarest.
 */
function byUse(mode: 'frequency' | 'rarity' | 'zones', palette: PaletteName, input: ColourInput): WallColours {
  const isZone = mode === 'zones'
  const counted = input.holdIds.filter(id => (isZone ? input.zones.has(id) : input.uses.has(id) || (mode === 'rarity' && !input.filtered)))
  const ofZones = isZone ? zoneUses(input.zones, input.uses) : null
  const usesOf = (id: number) => (ofZones ? ofZones.get(id) : input.uses.get(id)?.uses) ?? 0
  const sorted = counted.map(usesOf).sort((a, b) => a - b)
  const bounds = [...new Set(Array.from({ length: STEPS }, (_, step) => sorted[Math.ceil(((step + 1) * sorted.length) / STEPS) - 1] ?? 0))]
  const stepOf = (count: number) => Math.max(0, bounds.findIndex(bound => count <= bound))
  const colourOf = (step: number) => {
    const t = bounds.length > 1 ? step / (bounds.length - 1) : 0.5
    return colourAt(palette, mode === 'rarity' ? 1 - t : t)
  }
  const steps = bounds.map((to, step) => {
    const inside = sorted.filter(count => stepOf(count) === step)
    return { colour: colourOf(step), from: inside[0] ?? to, to, holds: inside.length }
  })
  const fills = new Map(counted.map(id => [id, colourOf(stepOf(usesOf(id)))]))
  return {
    fills,
    ...plain,
    outside: new Set(input.holdIds.filter(id => !fills.has(id))),
    legend: { kind: 'uses', isZone, steps: counted.length === 0 ? [] : mode === 'rarity' ? steps : steps.reverse() },
  }
}

/** [COLOUR-3] The value most say; official ones filled, with a texture beside the hue, others outlined. */
function byPart(part: VotedPart, palette: PaletteName, input: ColourInput): WallColours {
  const options: readonly string[] = VOTED_VALUES[part]
  const looks = options.map((value, at) => ({
    value, colour: colourAt(palette, options.length > 1 ? at / (options.length - 1) : 0.5), texture: textureAt(at), holds: 0,
  }))
  const fills = new Map<number, string>()
  const textures = new Map<number, Texture>()
  const outlined = new Set<number>()
  for (const id of input.holdIds) {
    const consensus = input.consensusOf(id)
    const look = looks.find(({ value }) => value === consensus?.[part])
    if (!consensus || !look) continue
    fills.set(id, look.colour)
    if (consensus[`${part}_official`]) {
      textures.set(id, look.texture)
      look.holds++
    } else {
      outlined.add(id)
    }
  }
  const outside = input.filtered ? outsideOf(input) : new Set<number>()
  return { fills, textures, outlined, outside, legend: { kind: 'values', part, values: looks, undecided: outlined.size } }
}
