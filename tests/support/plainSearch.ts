import type { AnnotationFilter } from '../../client/climbs/finder/annotationFilter'
import type { Consensus } from '../../shared/model/annotation'
import type { ClimbRow } from '../../shared/model/climb'
import type { ClimbFinder, ClimbSort, Order, WantedHold } from '../../shared/model/climbFinder'
import { FONT_GRADES, ircraOf } from '../../shared/rules/grades'
import { normalise } from '../../shared/rules/text'

export interface PlainSearch { finder: ClimbFinder; words: string; votes?: AnnotationFilter }
export interface Searcher {
  userId: string
  projects: ReadonlySet<string>
  liked: ReadonlySet<string>
  sent: ReadonlySet<string>
  /** What all say of each hold. */
  consensus: ReadonlyMap<number, Consensus>
}

type PlainTest = (climb: ClimbRow, finder: ClimbFinder, who: Searcher) => boolean

/** The day in the time of this machine, as `2026-05-01`. */
const dayHere = (moment: string): string => new Date(moment).toLocaleDateString('sv-SE')
const wordsOf = ({ holds_list }: ClimbRow): string[] => holds_list.split(' ').filter(word => word !== '')
const usedAs = (climb: ClimbRow, id: number) => wordsOf(climb).filter(word => Number(word.slice(1)) === id).map(word => word[0])
const fits = (climb: ClimbRow, { id, role }: WantedHold) => usedAs(climb, id).some(letter => role === null || letter === role)
const allows = (word: string, { id, role }: WantedHold) => Number(word.slice(1)) === id && (role === null || word.startsWith(role))
const above = (font: string): number => FONT_GRADES.find(({ ircra }) => ircra > (ircraOf(font) ?? 0))?.ircra ?? Infinity
const gradeOf = ({ shown_grade_ircra: ircra }: ClimbRow): number | null => (ircra !== null && ircra > 0 ? ircra : null)

/** The Font grade to which a climb belongs; null where it has none. */
export const fontOf = (climb: ClimbRow): string | null =>
  FONT_GRADES.find(({ ircra, font }) => (gradeOf(climb) ?? 0) >= ircra && (gradeOf(climb) ?? Infinity) < above(font))?.font ?? null

/** Each does slowly and plainly what the rule says of one field. */
const PLAINLY: readonly PlainTest[] = [
  (climb, { grade_min }) => grade_min === null || (gradeOf(climb) ?? 0) >= (ircraOf(grade_min) ?? 0),
  (climb, { grade_max }) => grade_max === null || (gradeOf(climb) ?? Infinity) < above(grade_max),
  ({ setter_id }, { setters }) => setters.length === 0 || setters.includes(setter_id ?? ''),
  ({ setter_id }, { not_setters }) => !not_setters.includes(setter_id ?? ''),
  (climb, { feet_rule }) => feet_rule === null || climb.feet_rule === feet_rule,
  ({ is_benchmark }, { benchmark }) => !benchmark || is_benchmark,
  (climb, { source }) => source === null || climb.source === source,
  ({ created_at }, { created_from }) => created_from === null || dayHere(created_at) >= created_from,
  ({ created_at }, { created_until }) => created_until === null || dayHere(created_at) <= created_until,
  ({ setter_id, created_by_id }, { mine }, { userId }) => mine !== 'set' || setter_id === userId || created_by_id === userId,
  ({ id }, { mine }, { projects }) => mine !== 'project' || projects.has(id),
  ({ id }, { mine }, { liked }) => mine !== 'liked' || liked.has(id),
  ({ id }, { mine }, { sent }) => mine !== 'sent' || sent.has(id),
  ({ id }, { mine }, { sent }) => mine !== 'unsent' || !sent.has(id),
  (climb, { tags }) => tags.every(tag => climb.tags.includes(tag)),
  (climb, { holds, holds_mode }) => holds_mode !== 'all' || holds.every(wanted => fits(climb, wanted)),
  (climb, { holds, holds_mode }) => holds.length === 0 || holds_mode !== 'any' || holds.some(wanted => fits(climb, wanted)),
  (climb, { holds, holds_mode }) => holds.length === 0 || holds_mode !== 'only'
    || wordsOf(climb).length > 0 && wordsOf(climb).every(word => holds.some(wanted => allows(word, wanted))),
  (climb, { not_holds }) => not_holds.every(id => usedAs(climb, id).length === 0),
]

const NO_VOTES: AnnotationFilter = { grips: [], mostly: null, without: [] }

function isVoted(climb: ClimbRow, { grips, mostly, without }: AnnotationFilter, { consensus }: Searcher): boolean {
  const numbers = (words: readonly string[]) => [...new Set(words.map(word => Number(word.slice(1))))]
  const gripOf = (id: number) => (consensus.get(id)?.grip_type_official ? consensus.get(id)?.grip_type : null)
  const conditionOf = (id: number) => (consensus.get(id)?.condition_official ? consensus.get(id)?.condition : null)
  const [all, hands] = [numbers(wordsOf(climb)), numbers(wordsOf(climb).filter(word => !word.startsWith('F')))]
  return grips.every(grip => all.some(id => gripOf(id) === grip))
    && (mostly === null || hands.filter(id => gripOf(id) === mostly).length > hands.length / 2)
    && !all.some(id => without.some(condition => conditionOf(id) === condition))
}

const isNamed = ({ name, setter_name }: ClimbRow, words: string): boolean =>
  [name, setter_name ?? ''].some(text => normalise(text).includes(normalise(words)))

export const plainlyFound = (climbs: readonly ClimbRow[], { finder, words, votes = NO_VOTES }: PlainSearch, who: Searcher): ClimbRow[] =>
  climbs.filter(climb => PLAINLY.every(test => test(climb, finder, who)) && isNamed(climb, words) && isVoted(climb, votes, who))

/** The sorted list by repeated choice of the first. */
export function plainlySorted(found: readonly ClimbRow[], sort: ClimbSort, order: Order): string[] {
  const key = (climb: ClimbRow): number | string => {
    if (sort === 'date') return climb.created_at
    if (sort === 'grade') return climb.shown_grade_ircra ?? 0
    if (sort === 'name') return normalise(climb.name)
    return sort === 'ascents' ? climb.climbed_by : climb.total_likes
  }
  const isUngraded = (climb: ClimbRow) => sort === 'grade' && gradeOf(climb) === null
  const newestFirst = [...found].sort((a, b) => (a.created_at + a.id < b.created_at + b.id ? 1 : -1))
  const groups = new Map<number | string, ClimbRow[]>()
  for (const climb of newestFirst.filter(one => !isUngraded(one))) {
    const group = groups.get(key(climb))
    if (group) group.push(climb)
    else groups.set(key(climb), [climb])
  }
  const keys = [...groups.keys()].sort((a, b) => (a < b ? -1 : 1))
  if (order === 'desc') keys.reverse()
  const graded = keys.flatMap(one => (sort === 'date' && order === 'asc' ? [...groups.get(one) ?? []].reverse() : groups.get(one) ?? []))
  return [...graded, ...newestFirst.filter(isUngraded)].map(({ id }) => id)
}
