import type { Consensus } from '../../shared/model/annotation'
import type { ClimbRow } from '../../shared/model/climb'
import { EVERY_CLIMB, type ClimbFinder } from '../../shared/model/climbFinder'
import { climbComparer, findingTest } from '../../shared/rules/findClimbs'
import { isInRange, rangeOf } from '../../shared/rules/grades'
import { parseHoldsList } from '../../shared/rules/holdsList'
import { normalise } from '../../shared/rules/text'
import { climbFacts, matcher, noFilter, officialHolds, type AnnotationFilter } from '../../client/climbs/finder/annotationFilter'
import { searched } from '../../client/climbs/climbSearch'

// Runs in the page: the client's own search, and a plain one that reads every climb anew.
interface Row { kind: string; id: string; value: unknown }
export interface SearchTimes { climbs: number; ours: number[]; plain: number[]; found: number }

const ASKED = ['b', 'bl', 'bloc 1', 'bloc 12', 'setter 7', 'SETTER 1', 'zz', '']
const FILTER: AnnotationFilter = { ...noFilter, grips: ['bac'], without: ['cassee'] }

function timed(work: () => number): [ms: number, found: number] {
  const start = performance.now()
  const found = work()
  return [performance.now() - start, found]
}

/** The face's feed, page by page. */
async function fetched(feed: string): Promise<Row[]> {
  const rows: Row[] = []
  let since = ''
  for (let more = true; more;) {
    const page = await (await fetch(`/api/feeds/${feed}/changes${since}`)).json() as { rows: Row[]; cursor: string; more: boolean }
    rows.push(...page.rows)
    more = page.more
    since = `?since=${encodeURIComponent(page.cursor)}`
  }
  return rows
}

function rowsOf(rows: readonly Row[]) {
  const climbs = rows.filter(({ kind }) => kind === 'climb').map(({ value }) => value as ClimbRow)
  const consensus = rows.filter(({ kind }) => kind === 'consensus').map(({ id, value }) => [id, value as Consensus] as const)
  return { climbs, holds: officialHolds(consensus) }
}

/** Searches by two holds, by one with a role, and without one, each within a range of grades, sorted by grade. */
function findersOn(climbs: readonly ClimbRow[]): ClimbFinder[] {
  const ids = climbs.slice(0, 20).flatMap(climb => parseHoldsList(climb.holds_list)?.slice(0, 2).map(({ hold_id }) => hold_id) ?? [])
  const grades = { grade_min: '5', grade_max: '7A' }
  return [0, 2, 4, 6].flatMap((at): ClimbFinder[] => {
    const [one = 0, other = 0] = ids.slice(at)
    return [
      { ...EVERY_CLIMB, ...grades, holds: [{ id: one, role: null }, { id: other, role: null }] },
      { ...EVERY_CLIMB, ...grades, holds: [{ id: one, role: 'S' }] },
      { ...EVERY_CLIMB, ...grades, not_holds: [one, other] },
    ]
  })
}

/** The same searches by a reader of every list of holds. */
function findsPlainly({ grade_ircra, holds_list }: ClimbRow, { grade_min, grade_max, holds, not_holds }: ClimbFinder): boolean {
  const range = rangeOf(grade_min ?? undefined, grade_max ?? undefined)
  const used = parseHoldsList(holds_list) ?? []
  const uses = (id: number, role: string | null) => used.some(hold => hold.hold_id === id && (role === null || hold.role === role))
  const isGraded = range !== null && isInRange(grade_ircra, range)
  return isGraded && holds.every(({ id, role }) => uses(id, role)) && !not_holds.some(id => uses(id, null))
}

const NOBODY = { userId: null, isProject: () => false, isLiked: () => false, isSent: () => false }

/** @throws if the two do not find the same */
export async function finderTimes(feed: string, rounds: number): Promise<SearchTimes> {
  const { climbs } = rowsOf(await fetched(feed))
  const times: SearchTimes = { climbs: climbs.length, ours: [], plain: [], found: 0 }
  const sorted = climbComparer('grade')
  for (let round = 0; round < rounds; round += 1) {
    for (const finder of findersOn(climbs)) {
      const [ours, found] = timed(() => climbs.filter(findingTest(finder, NOBODY)).sort(sorted).length)
      const [plain, foundPlainly] = timed(() => climbs.filter(climb => findsPlainly(climb, finder)).sort(sorted).length)
      if (found !== foundPlainly) throw new Error(`${JSON.stringify(finder)}: ${found}, plainly ${foundPlainly}`)
      times.ours.push(ours)
      times.plain.push(plain)
      times.found += found
    }
  }
  return times
}

/** @throws where the two do not find the same */
export async function searchTimes(feed: string, rounds: number): Promise<SearchTimes> {
  const { climbs, holds } = rowsOf(await fetched(feed))
  const matches = matcher(FILTER)
  const times: SearchTimes = { climbs: climbs.length, ours: [], plain: [], found: 0 }
  for (let round = 0; round < rounds; round += 1) {
    for (const asked of ASKED) {
      const [ours, found] = timed(() => searched(climbs, asked).filter(climb => matches(climbFacts(climb, holds))).length)
      // A copy: nothing of it was read before.
      const [plain, foundPlainly] = timed(() => climbs.filter(climb => normalise(`${climb.name} ${climb.setter_name ?? ''}`).includes(normalise(asked))
        && matches(climbFacts({ ...climb }, holds))).length)
      if (found !== foundPlainly) throw new Error(`${asked}: ${found}, plainly ${foundPlainly}`)
      times.ours.push(ours)
      times.plain.push(plain)
      times.found += found
    }
  }
  return times
}
