import { USUAL_ORDER, type ClimbFinder, type ClimbSort, type Order, type WantedHold } from '../model/climbFinder'
import type { ClimbRow } from '../model/climb'
import type { Role } from '../model/climbHold'
import { instantOf, type Instant } from '../model/instant'
import { parseHoldsList } from './holdsList'
import { isInRange, isUngraded, rangeOf } from './grades'
import { normalise } from './text'

/** The person who searches: their id, null for a guest, and the climbs that they liked, sent and marked as projects. */
export interface Finder {
  userId: string | null
  isProject: (climbId: string) => boolean
  isLiked: (climbId: string) => boolean
  isSent: (climbId: string) => boolean
}

type Test = (climb: ClimbRow) => boolean

const BIT: Readonly<Record<Role, number>> = { S: 1, O: 2, F: 4, T: 8 }
const ANY = 15
const bitsOf = ({ role }: WantedHold): number => (role === null ? ANY : BIT[role])

const rolesRead = new WeakMap<ClimbRow, ReadonlyMap<number, number>>()
const namesRead = new WeakMap<ClimbRow, string>()

/** The roles of each hold of the climb, a bit each. Rows are replaced and never changed, so each is read once. */
function rolesOf(climb: ClimbRow): ReadonlyMap<number, number> {
  const known = rolesRead.get(climb)
  if (known) return known
  const roles = new Map<number, number>()
  for (const { hold_id, role } of parseHoldsList(climb.holds_list) ?? []) roles.set(hold_id, (roles.get(hold_id) ?? 0) | BIT[role])
  rolesRead.set(climb, roles)
  return roles
}

function nameOf(climb: ClimbRow): string {
  const known = namesRead.get(climb) ?? normalise(climb.name)
  namesRead.set(climb, known)
  return known
}

const uses = (climb: ClimbRow, wanted: WantedHold): boolean => ((rolesOf(climb).get(wanted.id) ?? 0) & bitsOf(wanted)) !== 0

/** A set of wanted holds that some climbs do not use, though they use all others. */
export interface NearMiss {
  missing: readonly WantedHold[]
  count: number
}

/** [FIND-8] The fewest wanted holds that have to go for something to be found, and what each choice of them brings. */
export function nearMisses(climbs: readonly ClimbRow[], wanted: readonly WantedHold[]): NearMiss[] {
  const groups = new Map<string, { missing: readonly WantedHold[]; count: number }>()
  let fewest = wanted.length
  for (const climb of climbs) {
    const missing = wanted.filter(hold => !uses(climb, hold))
    if (missing.length === 0 || missing.length > fewest || missing.length === wanted.length) continue
    if (missing.length < fewest) groups.clear()
    fewest = missing.length
    const key = missing.map(({ id }) => id).join()
    const group = groups.get(key) ?? { missing, count: 0 }
    group.count += 1
    groups.set(key, group)
  }
  return [...groups.values()].sort((a, b) => b.count - a.count)
}

/** [FIND-3] Tests the holds that a climb uses, does not use, or uses alone. */
function holdTests({ holds, holds_mode, not_holds }: ClimbFinder): Test[] {
  const tests: Test[] = []
  if (not_holds.length > 0) tests.push(climb => not_holds.every(id => !rolesOf(climb).has(id)))
  if (holds.length === 0) return tests
  if (holds_mode === 'all') tests.push(climb => holds.every(wanted => uses(climb, wanted)))
  else if (holds_mode === 'any') tests.push(climb => holds.some(wanted => uses(climb, wanted)))
  else {
    const allowed = new Map<number, number>()
    for (const wanted of holds) allowed.set(wanted.id, (allowed.get(wanted.id) ?? 0) | bitsOf(wanted))
    tests.push((climb) => {
      const roles = rolesOf(climb)
      return roles.size > 0 && [...roles].every(([id, bits]) => (bits & ~(allowed.get(id) ?? 0)) === 0)
    })
  }
  return tests
}

/** The beginning of a day in the time of this device; so many days later. */
function dayHere(day: string, later = 0): Instant {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return instantOf(new Date(year, month - 1, date + later).getTime())
}

function timeTests({ created_from, created_until }: ClimbFinder): Test[] {
  const from = created_from === null ? null : dayHere(created_from)
  const below = created_until === null ? null : dayHere(created_until, 1)
  return [
    ...from === null ? [] : [({ created_at }: ClimbRow) => created_at >= from],
    ...below === null ? [] : [({ created_at }: ClimbRow) => created_at < below],
  ]
}

/** [FIND-2] Tests what the person who searches set, liked, sent or marked. */
function mineTest({ mine }: ClimbFinder, { userId, isProject, isLiked, isSent }: Finder): Test[] {
  switch (mine) {
    case null:
      return []
    case 'set':
      return [({ setter_id, created_by_id }) => userId !== null && (setter_id === userId || created_by_id === userId)]
    case 'liked':
      return [({ id }) => isLiked(id)]
    case 'sent':
      return [({ id }) => isSent(id)]
    case 'unsent':
      return [({ id }) => !isSent(id)]
    case 'project':
      return [({ id }) => isProject(id)]
  }
}

function setterTests({ setters, not_setters }: ClimbFinder): Test[] {
  const [wanted, unwanted] = [new Set(setters), new Set(not_setters)]
  return [
    ...wanted.size === 0 ? [] : [({ setter_id }: ClimbRow) => setter_id !== null && wanted.has(setter_id)],
    ...unwanted.size === 0 ? [] : [({ setter_id }: ClimbRow) => setter_id === null || !unwanted.has(setter_id)],
  ]
}

function kindTests({ grade_min, grade_max, feet_rule, benchmark, tags, source }: ClimbFinder): Test[] {
  const grade = grade_min !== null || grade_max !== null ? rangeOf(grade_min ?? undefined, grade_max ?? undefined) : null
  return [
    ...grade ? [({ shown_grade_ircra }: ClimbRow) => isInRange(shown_grade_ircra, grade)] : [],
    ...feet_rule === null ? [] : [(climb: ClimbRow) => climb.feet_rule === feet_rule],
    ...benchmark ? [({ is_benchmark }: ClimbRow) => is_benchmark] : [],
    ...tags.map(tag => (climb: ClimbRow) => climb.tags.includes(tag)),
    ...source === null ? [] : [(climb: ClimbRow) => climb.source === source],
  ]
}

/** [FIND-1] The finder as one question about a climb. */
export function findingTest(finder: ClimbFinder, who: Finder): Test {
  const tests = [...kindTests(finder), ...setterTests(finder), ...mineTest(finder, who), ...timeTests(finder), ...holdTests(finder)]
  return climb => tests.every(test => test(climb))
}

const compare = <T extends string | number>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0)
const byDate = (a: ClimbRow, b: ClimbRow): number => compare(a.created_at, b.created_at) || compare(a.id, b.id)

/** [FIND-4] Ungraded climbs come last both ways. What is equal is in the order of the date, the newest first. */
export function climbComparer(sort: ClimbSort, order: Order = USUAL_ORDER[sort]): (a: ClimbRow, b: ClimbRow) => number {
  const sign = order === 'asc' ? 1 : -1
  const by = {
    date: () => 0,
    grade: (a: ClimbRow, b: ClimbRow) => compare(a.shown_grade_ircra ?? 0, b.shown_grade_ircra ?? 0),
    name: (a: ClimbRow, b: ClimbRow) => compare(nameOf(a), nameOf(b)),
    ascents: (a: ClimbRow, b: ClimbRow) => compare(a.climbed_by, b.climbed_by),
    likes: (a: ClimbRow, b: ClimbRow) => compare(a.total_likes, b.total_likes),
  }[sort]
  if (sort === 'date') return (a, b) => sign * byDate(a, b)
  const last = (climb: ClimbRow) => Number(sort === 'grade' && isUngraded(climb.shown_grade_ircra))
  return (a, b) => last(a) - last(b) || (last(a) === 1 ? 0 : sign * by(a, b)) || byDate(b, a)
}
