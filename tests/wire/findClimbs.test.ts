import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  CLIMB_SORTS,
  EVERY_CLIMB,
  HOLDS_MODES,
  MINE,
  ORDERS,
  USUAL_ORDER,
  type ClimbFinder,
  type ClimbSort,
  type Order,
  type WantedHold,
} from '../../shared/model/climbFinder'
import type { ClimbRow } from '../../shared/model/climb'
import { ROLES } from '../../shared/model/climbHold'
import { climbComparer, findingTest, type Finder } from '../../shared/rules/findClimbs'
import { FONT_GRADES, ircraOf } from '../../shared/rules/grades'
import { normalise } from '../../shared/rules/text'
import { formatWantedHolds } from '../../shared/rules/wantedHolds'
import type { ImportClimb } from '../../server/sources/wallImport'
import type { Account, TestApp } from '../support/app'
import { servers } from '../support/servers'
import { HOLD_IDS, importTestWall, smallWall } from '../support/wall'

const CLIMBS = 300
const SEARCHES = 150
const FEET = ['All holds', 'Feet follow hands']

const aHold = fc.record({ hold_id: fc.constantFrom(...HOLD_IDS), role: fc.constantFrom(...ROLES) })
const someHolds = fc.uniqueArray(aHold, { minLength: 1, maxLength: 6, selector: ({ hold_id, role }) => `${role}${hold_id}` })
const aClimb = fc.record({
  name: fc.constantFrom('Éléphant', 'elephant', 'Zèbre', 'Âne bleu', 'Ane rouge', 'Œuf'),
  holds: someHolds,
  grade: fc.option(fc.constantFrom(...FONT_GRADES.map(({ ircra }) => ircra), 16, 0), { freq: 5 }),
  feet_rule: fc.constantFrom(...FEET, null),
  setter_key: fc.constantFrom('setter-a', 'setter-b'),
  is_benchmark: fc.boolean(),
  tags: fc.subarray(['dalle', 'dévers', '100 % "dur"']),
  climbed_by: fc.nat(5),
  total_likes: fc.nat(3),
  day: fc.nat(60),
})
const dayOf = (n: number): string => new Date(Date.UTC(2026, 2, 1 + n)).toISOString().slice(0, 10)

/** The climbs of the wall, always the same. */
const climbs: ImportClimb[] = fc.sample(aClimb, { numRuns: CLIMBS, seed: 7 }).map(({ grade, day, ...values }, n) => ({
  ...smallWall.climbs[0] as ImportClimb,
  ...values,
  key: `found-${n}`, stokt_id: `found-${n}`,
  grade_ircra: grade, grade_font: grade === null || grade === 0 ? null : FONT_GRADES.findLast(({ ircra }) => ircra <= grade)?.font ?? null,
  is_private: false, created_at: new Date(Date.UTC(2026, 2, 1 + day, 12, n % 60)).toISOString().replace('Z', '000Z') as ImportClimb['created_at'],
}))

const aFinder = (setterIds: readonly string[]): fc.Arbitrary<ClimbFinder> => fc.record({
  grade_min: fc.option(fc.constantFrom(...FONT_GRADES.slice(0, 12).map(({ font }) => font))),
  grade_max: fc.option(fc.constantFrom(...FONT_GRADES.slice(8).map(({ font }) => font))),
  setters: fc.subarray([...setterIds]), not_setters: fc.subarray([...setterIds], { maxLength: 1 }),
  feet_rule: fc.option(fc.constantFrom(...FEET), { freq: 1 }),
  benchmark: fc.boolean(),
  tags: fc.subarray(['dalle', 'dévers', '100 % "dur"'], { maxLength: 1 }),
  source: fc.option(fc.constantFrom('mastoc', 'stokt'), { freq: 1 }),
  created_from: fc.option(fc.nat(60).map(dayOf), { freq: 1 }), created_until: fc.option(fc.nat(60).map(dayOf), { freq: 1 }),
  mine: fc.option(fc.constantFrom(...MINE), { freq: 1 }),
  holds: fc.uniqueArray(aHold, { maxLength: 5, selector: ({ hold_id }) => hold_id })
    .chain(holds => fc.array(fc.boolean(), { minLength: holds.length, maxLength: holds.length })
      .map(free => holds.map(({ hold_id, role }, at) => ({ id: hold_id, role: free[at] ? null : role })))),
  holds_mode: fc.constantFrom(...HOLDS_MODES),
  not_holds: fc.uniqueArray(fc.constantFrom(...HOLD_IDS), { maxLength: 2 }),
}).map((finder): ClimbFinder => {
  // All restrictions at once would leave nothing: each search has a few of them.
  const { holds, not_holds, setters, holds_mode } = finder
  const kept = Object.entries(finder).filter((_, at) => (holds.length + not_holds.length * 3 + setters.length + at * 5) % 4 < 2)
  return { ...EVERY_CLIMB, holds_mode, ...Object.fromEntries(kept) }
})

/** The day in the time of this machine, as `2026-05-01`. */
const dayHere = (moment: string): string => new Date(moment).toLocaleDateString('sv-SE')

interface Who { userId: string; projects: ReadonlySet<string>; liked: ReadonlySet<string>; sent: ReadonlySet<string> }

type PlainTest = (climb: ClimbRow, finder: ClimbFinder, who: Who) => boolean

const wordsOf = ({ holds_list }: ClimbRow): string[] => holds_list.split(' ').filter(word => word !== '')
const usedAs = (climb: ClimbRow, id: number) => wordsOf(climb).filter(word => Number(word.slice(1)) === id).map(word => word[0])
const fits = (climb: ClimbRow, { id, role }: WantedHold) => usedAs(climb, id).some(letter => role === null || letter === role)
const allows = (word: string, { id, role }: WantedHold) => Number(word.slice(1)) === id && (role === null || word.startsWith(role))
const gradeOf = ({ shown_grade_ircra: ircra }: ClimbRow): number | null => (ircra !== null && ircra > 0 ? ircra : null)
const above = (font: string): number => FONT_GRADES.find(({ ircra }) => ircra > (ircraOf(font) ?? 0))?.ircra ?? Infinity

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
const isFound: PlainTest = (...given) => PLAINLY.every(test => test(...given))

const whoOf = ({ userId, projects, liked, sent }: Who): Finder =>
  ({ userId, isProject: id => projects.has(id), isLiked: id => liked.has(id), isSent: id => sent.has(id) })

/** The sorted list by repeated choice of the first. */
function plainlySorted(found: readonly ClimbRow[], sort: ClimbSort, order: Order): string[] {
  const key = (climb: ClimbRow): number | string => {
    if (sort === 'date') return climb.created_at
    if (sort === 'grade') return climb.shown_grade_ircra ?? 0
    if (sort === 'name') return normalise(climb.name)
    return sort === 'ascents' ? climb.climbed_by : climb.total_likes
  }
  const isUngraded = (climb: ClimbRow) => sort === 'grade' && gradeOf(climb) === null
  const newestFirst = [...found].sort((a, b) => (a.created_at + a.id < b.created_at + b.id ? 1 : -1))
  const groups = new Map<number | string, ClimbRow[]>()
  for (const climb of newestFirst.filter(one => !isUngraded(one))) groups.set(key(climb), [...groups.get(key(climb)) ?? [], climb])
  const keys = [...groups.keys()].sort((a, b) => (a < b ? -1 : 1))
  if (order === 'desc') keys.reverse()
  const graded = keys.flatMap(one => (sort === 'date' && order === 'asc' ? [...groups.get(one) ?? []].reverse() : groups.get(one) ?? []))
  return [...graded, ...newestFirst.filter(isUngraded)].map(({ id }) => id)
}

/** The address of the search, with days as moments of this machine's time. */
function asked(finder: ClimbFinder, sort: ClimbSort, order: Order): string {
  const moment = (day: string, later: number) => {
    const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
    return new Date(year, month - 1, date + later).toISOString()
  }
  const { setters, not_setters, tags, holds, holds_mode, not_holds, created_from, created_until, benchmark, ...rest } = finder
  return new URLSearchParams({
    ...Object.fromEntries(Object.entries(rest).filter((entry): entry is [string, string] => entry[1] !== null)),
    ...benchmark ? { benchmark: 'true' } : {},
    ...tags.length > 0 ? { tags: tags.join(',') } : {},
    ...setters.length > 0 ? { setters: setters.join(',') } : {},
    ...not_setters.length > 0 ? { not_setters: not_setters.join(',') } : {},
    ...holds.length > 0 ? { holds: formatWantedHolds(holds), holds_mode } : {},
    ...not_holds.length > 0 ? { not_holds: not_holds.join(',') } : {},
    ...created_from === null ? {} : { created_from: moment(created_from, 0) },
    ...created_until === null ? {} : { created_until: moment(created_until, 1) },
    sort, order, page_size: '500',
  }).toString()
}

describe.each(['sqlite', 'postgres'] as const)('finding climbs on %s', (dialect) => {
  let app: TestApp
  let me: Account
  let all: ClimbRow[]
  let who: Who
  beforeAll(async () => {
    app = await servers[dialect]()
    me = await app.register('chercheuse')
    const { faceId } = await importTestWall(app.services, { ...smallWall, climbs })
    for (const name of ['Le mien', 'Le mien aussi'])
      await app.call('POST', '/api/climbs', { token: me.token, body: { face_id: faceId, name, holds_list: 'S101 O103 T110', grade_font: '6B' } })
    all = ((await app.call('GET', '/api/climbs?page_size=500', { token: me.token })).body as { results: ClimbRow[] }).results
    const projects = all.filter((_, at) => at % 7 === 0).map(({ id }) => id)
    for (const id of projects) await app.call('PATCH', `/api/climbs/${id}`, { token: me.token, body: { is_project: true } })
    const liked = all.filter((_, at) => at % 5 === 1).map(({ id }) => id)
    for (const id of liked) await app.call('PUT', `/api/climbs/${id}/like`, { token: me.token })
    const sent = all.filter((_, at) => at % 4 === 2).map(({ id }) => id)
    const opinion = (at: number) => ({ grade_font: FONT_GRADES[at % 12]?.font })
    for (const [at, id] of sent.entries()) await app.call('POST', `/api/climbs/${id}/ascents`, { token: me.token, body: at % 2 === 0 ? opinion(at) : {} })
    all = ((await app.call('GET', '/api/climbs?page_size=500', { token: me.token })).body as { results: ClimbRow[] }).results
    who = { userId: me.id, projects: new Set(projects), liked: new Set(liked), sent: new Set(sent) }
  })
  afterAll(() => app.close())

  test('[FIND-1] [FIND-2] [FIND-3] [FIND-4] REST, the rule of the app and a plain reading find the same, in the same order', async () => {
    expect(all).toHaveLength(CLIMBS + 2)
    const setterIds = [...new Set(all.flatMap(({ setter_id }) => setter_id ?? []))]
    const aSearch = fc.tuple(aFinder(setterIds), fc.constantFrom(...CLIMB_SORTS), fc.option(fc.constantFrom(...ORDERS)))
    const searches = fc.sample(aSearch, { numRuns: SEARCHES, seed: 11 })
    let filled = 0
    for (const [finder, sort, given] of searches) {
      const order = given ?? USUAL_ORDER[sort]
      const plain = plainlySorted(all.filter(climb => isFound(climb, finder, who)), sort, order)
      const passes = findingTest(finder, whoOf(who))
      const found = all.filter(passes).sort(climbComparer(sort, order)).map(({ id }) => id)
      const { body } = await app.call('GET', `/api/climbs?${asked(finder, sort, order)}`, { token: me.token })
      const { results, count } = body as { results: ClimbRow[]; count: number }
      expect(found, JSON.stringify([finder, sort, order])).toEqual(plain)
      expect(results.map(({ id }) => id), JSON.stringify([finder, sort, order])).toEqual(plain)
      expect(count).toBe(plain.length)
      if (plain.length > 0) filled += 1
    }
    expect(filled).toBeGreaterThan(SEARCHES / 2)
  })

  test('[FIND-1] nonsense is refused at its parameter', async () => {
    for (const [query, path] of [
      ['holds=101:X', 'holds'], ['holds=,', 'holds'], ['holds_mode=some', 'holds_mode'], ['not_holds=a', 'not_holds'], ['sort=beauty', 'sort'],
      ['order=up', 'order'], ['mine=yours', 'mine'], ['created_from=yesterday', 'created_from'], ['benchmark=perhaps', 'benchmark'], [`tags=${'a,'.repeat(20)}`, 'tags'],
    ] as const) {
      expect(await app.call('GET', `/api/climbs?${query}`)).toMatchObject({ status: 422, body: { errors: [{ path }] } })
    }
  })

  test('[FIND-2] a guest has set, liked and sent nothing, and has no projects', async () => {
    for (const mine of ['set', 'liked', 'sent', 'project'])
      expect((await app.call('GET', `/api/climbs?mine=${mine}`)).body).toMatchObject({ results: [], count: 0 })
  })
})
