import type { Consensus } from '../../shared/model/annotation'
import type { ClimbRow } from '../../shared/model/climb'
import { normalise } from '../../shared/rules/text'
import { climbFacts, matcher, noFilter, officialHolds, type AnnotationFilter } from '../../client/annotations/annotationFilter'
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
