import type { Consensus } from '../../../shared/model/annotation'
import { CONDITIONS, GRIP_TYPES, type Condition } from '../../../shared/model/annotationParts'
import type { ClimbRow } from '../../../shared/model/climb'
import { handHoldIdsOf, holdIdsOf } from '../climbHolds'

export type GripType = (typeof GRIP_TYPES)[number]

/** The official values that the holds of a climb have to have. `mostly`: more than half of those for the hands. */
export interface AnnotationFilter {
  grips: readonly GripType[]
  mostly: GripType | null
  without: readonly Condition[]
}
export const noFilter: AnnotationFilter = { grips: [], mostly: null, without: [] }
export const isFiltering = ({ grips, mostly, without }: AnnotationFilter): boolean =>
  grips.length > 0 || mostly !== null || without.length > 0

/** The official values of a climb's holds: a bit for each value that one of them has; the prevailing grip or -1. */
export interface ClimbFacts {
  grips: number
  mostly: number
  conditions: number
}

/** Value numbers of a hold's official consensus, -1 where there is none. */
export interface HoldFacts {
  grip: number
  condition: number
}
export type OfficialHolds = ReadonlyMap<number, HoldFacts>

export function officialHolds(consensus: Iterable<readonly [string, Consensus]>): Map<number, HoldFacts> {
  const facts = new Map<number, HoldFacts>()
  for (const [id, row] of consensus) {
    const grip = row.grip_type_official ? GRIP_TYPES.indexOf(row.grip_type as GripType) : -1
    const condition = row.condition_official ? CONDITIONS.indexOf(row.condition as Condition) : -1
    if (grip >= 0 || condition >= 0) facts.set(Number(id), { grip, condition })
  }
  return facts
}

export function climbFacts(climb: ClimbRow, holds: OfficialHolds): ClimbFacts {
  const read = factsRead.get(holds) ?? new WeakMap<ClimbRow, ClimbFacts>()
  factsRead.set(holds, read)
  const known = read.get(climb) ?? factsOf(climb, holds)
  read.set(climb, known)
  return known
}
const factsRead = new WeakMap<OfficialHolds, WeakMap<ClimbRow, ClimbFacts>>()

function factsOf(climb: ClimbRow, holds: OfficialHolds): ClimbFacts {
  let [grips, conditions] = [0, 0]
  for (const id of holdIdsOf(climb)) {
    const hold = holds.get(id)
    if (!hold) continue
    if (hold.grip >= 0) grips |= 1 << hold.grip
    if (hold.condition >= 0) conditions |= 1 << hold.condition
  }
  return { grips, conditions, mostly: grips === 0 ? -1 : prevailing(handHoldIdsOf(climb), holds) }
}

function prevailing(ids: readonly number[], holds: OfficialHolds): number {
  const counts = new Uint16Array(GRIP_TYPES.length)
  for (const id of ids) {
    const grip = holds.get(id)?.grip ?? -1
    if (grip < 0) continue
    const count = (counts[grip] ?? 0) + 1
    counts[grip] = count
    if (2 * count > ids.length) return grip
  }
  return -1
}

const bitsOf = <T extends string>(chosen: readonly T[], all: readonly T[]): number =>
  chosen.reduce((bits, value) => bits | (1 << all.indexOf(value)), 0)

/** [FILTER-1] The filter as a question about a climb's facts. */
export function matcher({ grips, mostly, without }: AnnotationFilter): (facts: ClimbFacts) => boolean {
  const [wanted, unwanted] = [bitsOf(grips, GRIP_TYPES), bitsOf(without, CONDITIONS)]
  const prevails = mostly === null ? -1 : GRIP_TYPES.indexOf(mostly)
  return facts => (facts.grips & wanted) === wanted && (facts.conditions & unwanted) === 0 && (prevails < 0 || facts.mostly === prevails)
}

export interface FilterCounts {
  grips: Record<GripType, number>
  mostly: Record<GripType, number>
  without: Record<Condition, number>
}

/**
 * [FILTER-2] How many climbs would be left with each choice, the others kept. Each climb is asked once: it knows which
 * choices it would pass.
 */
export function countsOf(facts: readonly ClimbFacts[], filter: AnnotationFilter): FilterCounts {
  const [passes, passesOthers] = [matcher(filter), matcher({ ...filter, mostly: null })]
  const [grips, mostly, without] = [
    new Uint32Array(GRIP_TYPES.length),
    new Uint32Array(GRIP_TYPES.length),
    new Uint32Array(CONDITIONS.length),
  ]
  for (const one of facts) {
    if (!passesOthers(one)) continue
    if (one.mostly >= 0) mostly[one.mostly] = (mostly[one.mostly] ?? 0) + 1
    if (!passes(one)) continue
    addBits(grips, one.grips)
    addBits(without, ~one.conditions)
  }
  return { grips: named(GRIP_TYPES, grips), mostly: named(GRIP_TYPES, mostly), without: named(CONDITIONS, without) }
}

function addBits(counts: Uint32Array, bits: number): void {
  for (let at = 0; at < counts.length; at += 1) counts[at] = (counts[at] ?? 0) + ((bits >> at) & 1)
}

const named = <T extends string>(all: readonly T[], counts: Uint32Array) =>
  Object.fromEntries(all.map((value, at) => [value, counts[at] ?? 0])) as Record<T, number>

/** The filter in the address, with the names of `GET /api/climbs`; senseless parts are left out. */
export const filterFromQuery = (query: Readonly<Record<string, unknown>>): AnnotationFilter => {
  const words = (name: string): string[] => (typeof query[name] === 'string' ? query[name].split(',') : [])
  return {
    grips: GRIP_TYPES.filter(value => words('grips').includes(value)),
    mostly: GRIP_TYPES.find(value => value === query['mostly']) ?? null,
    without: CONDITIONS.filter(value => words('not_conditions').includes(value)),
  }
}
export const filterToQuery = ({ grips, mostly, without }: AnnotationFilter): Record<string, string> => ({
  ...(grips.length > 0 ? { grips: grips.join(',') } : {}),
  ...(mostly === null ? {} : { mostly }),
  ...(without.length > 0 ? { not_conditions: without.join(',') } : {}),
})
