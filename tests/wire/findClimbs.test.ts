import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { useSession } from '../../client/account/sessionStore'
import { useClimbs } from '../../client/climbs/climbsStore'
import { filterToQuery, noFilter } from '../../client/climbs/finder/annotationFilter'
import { useFinder } from '../../client/climbs/finder/finderStore'
import { useFacets } from '../../client/climbs/finder/useFacets'
import { fakeConnection } from '../../client/testing/fakeConnection'
import { testStores } from '../../client/testing/testStores'
import { useFaces } from '../../client/wall/facesStore'
import { faceFeed, userFeed } from '../../shared/feedName'
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
} from '../../shared/model/climbFinder'
import type { Consensus } from '../../shared/model/annotation'
import type { ClimbRow } from '../../shared/model/climb'
import type { User } from '../../shared/model/user'
import { nearMisses } from '../../shared/rules/findClimbs'
import { FONT_GRADES } from '../../shared/rules/grades'
import { formatWantedHolds } from '../../shared/rules/wantedHolds'
import type { Account, TestApp } from '../support/app'
import { allFeedRows } from '../support/feedRows'
import { holdFixture, FEET, generatedWall, TAGS } from '../support/generatedClimbs'
import { fontOf, plainlyFound, plainlySorted, type PlainSearch, type Searcher } from '../support/plainSearch'
import { servers } from '../support/servers'
import { HOLD_IDS } from '../support/wall'

const CLIMBS = 10_000
const SEARCHES = 50
const PAGE = 100

const dayOf = (n: number): string => new Date(Date.UTC(2026, 2, 1 + n)).toISOString().slice(0, 10)
const someHolds = fc.uniqueArray(holdFixture, { maxLength: 5, selector: ({ hold_id }) => hold_id })
  .chain(holds => fc.array(fc.boolean(), { minLength: holds.length, maxLength: holds.length })
    .map(free => holds.map(({ hold_id, role }, at) => ({ id: hold_id, role: free[at] ? null : role }))))

const aFinder = (setterIds: readonly string[]): fc.Arbitrary<ClimbFinder> => fc.record({
  grade_min: fc.option(fc.constantFrom(...FONT_GRADES.slice(0, 12).map(({ font }) => font))),
  grade_max: fc.option(fc.constantFrom(...FONT_GRADES.slice(8).map(({ font }) => font))),
  setters: fc.subarray([...setterIds]), not_setters: fc.subarray([...setterIds], { maxLength: 1 }),
  feet_rule: fc.option(fc.constantFrom(...FEET), { freq: 1 }),
  benchmark: fc.boolean(),
  tags: fc.subarray(TAGS, { maxLength: 1 }),
  source: fc.option(fc.constantFrom('mastoc', 'stokt'), { freq: 1 }),
  created_from: fc.option(fc.nat(60).map(dayOf), { freq: 1 }), created_until: fc.option(fc.nat(60).map(dayOf), { freq: 1 }),
  mine: fc.option(fc.constantFrom(...MINE), { freq: 1 }),
  holds: someHolds,
  holds_mode: fc.constantFrom(...HOLDS_MODES),
  not_holds: fc.uniqueArray(fc.constantFrom(...HOLD_IDS), { maxLength: 2 }),
}).map((finder): ClimbFinder => {
  // All restrictions at once would leave nothing: each search has a few of them.
  const { holds, not_holds, setters, holds_mode } = finder
  const kept = Object.entries(finder).filter((_, at) => (holds.length + not_holds.length * 3 + setters.length + at * 5) % 4 < 2)
  return { ...EVERY_CLIMB, holds_mode, ...Object.fromEntries(kept) }
})
/** What is typed: parts of names and of setters' names, the signs of patterns, and an end and a beginning that do not meet. */
const someWords = fc.oneof({ arbitrary: fc.constant(''), weight: 2 }, fc.constantFrom('ÉLÉ', 'ane ', 'oeuf', '%', '_', 'agile', 'bleu elephant', 'rien'))

const someVotes = fc.oneof({ arbitrary: fc.constant(noFilter), weight: 2 }, fc.record({
  grips: fc.subarray(['bac', 'plat', 'micro'] as const, { maxLength: 2 }),
  mostly: fc.option(fc.constantFrom('bac', 'reglette')),
  without: fc.subarray(['sale', 'cassee'] as const),
}))

/** The address of the search, with days as moments of this machine's time. */
function asked({ finder, words, votes = noFilter }: PlainSearch, sort: ClimbSort, order: Order, page: number): string {
  const moment = (day: string, later: number) => {
    const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
    return new Date(year, month - 1, date + later).toISOString()
  }
  const { setters, not_setters, tags, holds, holds_mode, not_holds, created_from, created_until, benchmark, ...rest } = finder
  return new URLSearchParams({
    ...Object.fromEntries(Object.entries(rest).filter((entry): entry is [string, string] => entry[1] !== null)),
    ...words === '' ? {} : { search: words },
    ...benchmark ? { benchmark: 'true' } : {},
    ...tags.length > 0 ? { tags: tags.join(',') } : {},
    ...setters.length > 0 ? { setters: setters.join(',') } : {},
    ...not_setters.length > 0 ? { not_setters: not_setters.join(',') } : {},
    ...holds.length > 0 ? { holds: formatWantedHolds(holds), holds_mode } : {},
    ...filterToQuery(votes),
    ...not_holds.length > 0 ? { not_holds: not_holds.join(',') } : {},
    ...created_from === null ? {} : { created_from: moment(created_from, 0) },
    ...created_until === null ? {} : { created_until: moment(created_until, 1) },
    sort, order, page: String(page), page_size: String(PAGE),
  }).toString()
}

describe.each(['sqlite', 'postgres'] as const)('finding climbs on %s', (dialect) => {
  let app: TestApp
  let me: Account
  let faceId: string
  let all: ClimbRow[]
  let who: Searcher
  beforeAll(async () => {
    app = await servers[dialect]()
    me = await app.register('chercheuse')
    const facts = await generatedWall(app, CLIMBS, { me, other: await app.register('une autre') })
    faceId = facts.faceId
    // The app as it is on the person's device, with the rows of both feeds.
    const fake = fakeConnection()
    testStores({ connection: fake.appConnection })
    useFaces().choose(faceId)
    useSession().user = { id: me.id } as User
    const rows = await allFeedRows(app, faceFeed(faceId))
    fake.step(faceFeed(faceId), rows)
    fake.step(userFeed(me.id), await allFeedRows(app, userFeed(me.id), me.token))
    const consensus = new Map(rows.filter(({ kind }) => kind === 'consensus').map(({ id, value }) => [Number(id), value as Consensus]))
    who = { userId: me.id, ...facts, consensus }
    all = rows.filter(({ kind }) => kind === 'climb').map(({ value }) => value as ClimbRow)
  }, 180_000)
  afterAll(() => app.close())

  const rest = async (search: PlainSearch, sort: ClimbSort = 'date', order: Order = 'desc', page = 1) => {
    const { body } = await app.call('GET', `/api/climbs?${asked(search, sort, order, page)}`, { token: me.token })
    const { results, count } = body as { results: ClimbRow[]; count: number }
    return { ids: results.map(({ id }) => id), count }
  }
  const setterIds = () => [...new Set(all.flatMap(({ setter_id }) => setter_id ?? []))].sort((a, b) => (a < b ? -1 : 1))
  const countsBy = (climbs: readonly ClimbRow[], key: (climb: ClimbRow) => string | null): Map<string, number> => {
    const counts = new Map<string, number>()
    for (const of of climbs.map(key)) if (of !== null) counts.set(of, (counts.get(of) ?? 0) + 1)
    return counts
  }

  test('[FIND-1] [FIND-2] [FIND-3] [FIND-4] [FILTER-1] REST, the app and a plain reading find the same of 10,000 climbs, in the same order', async () => {
    expect(all).toHaveLength(CLIMBS + 2)
    const [climbs, finding] = [useClimbs(), useFinder()]
    const [aSort, anOrder] = [fc.constantFrom(...CLIMB_SORTS), fc.option(fc.constantFrom(...ORDERS))]
    const aSearch = fc.tuple(aFinder(setterIds()), someWords, someVotes, aSort, anOrder)
    let filled = 0
    for (const [finder, words, votes, sort, given] of fc.sample(aSearch, { numRuns: SEARCHES, seed: 11 })) {
      const order = given ?? USUAL_ORDER[sort]
      const search = { finder, words, votes }
      const plain = plainlySorted(plainlyFound(all, search, who), sort, order)
      const last = Math.max(1, Math.ceil(plain.length / PAGE))
      finding.change(finder)
      finding.sortBy(sort, order)
      climbs.search = words
      climbs.filter = votes
      const said = JSON.stringify([search, sort, order])
      expect(climbs.shown.map(({ id }) => id), said).toEqual(plain)
      expect(await rest(search, sort, order), said).toEqual({ ids: plain.slice(0, PAGE), count: plain.length })
      if (last > 1) expect((await rest(search, sort, order, last)).ids, said).toEqual(plain.slice((last - 1) * PAGE))
      if (plain.length > 0) filled += 1
    }
    expect(filled).toBeGreaterThan(SEARCHES / 2)
  }, 180_000)

  test('[FIND-6] the counts beside each choice are what REST and a plain reading count', async () => {
    const [climbs, finding, facets] = [useClimbs(), useFinder(), useFacets()]
    climbs.filter = noFilter
    for (const [finder, words] of fc.sample(fc.tuple(aFinder(setterIds()), someWords), { numRuns: 8, seed: 5 })) {
      const without = (patch: Partial<ClimbFinder>) => plainlyFound(all, { finder: { ...finder, ...patch }, words }, who)
      finding.change(finder)
      climbs.search = words
      const byGrade = countsBy(without({ grade_min: null, grade_max: null }), fontOf)
      expect(facets.grades.value).toEqual(FONT_GRADES.map(({ font }) => byGrade.get(font) ?? 0))
      const bySetter = countsBy(without({ setters: [], not_setters: [] }), climb => climb.setter_id)
      expect(new Map(facets.setters.value.map(({ id, count }) => [id, count]))).toEqual(bySetter)
      expect(new Map(facets.feet.value)).toEqual(countsBy(without({ feet_rule: null }), climb => climb.feet_rule))
      expect(facets.benchmarks.value).toBe(without({ benchmark: true }).length)
      const tagged = facets.tags.value.map(([tag, count]) => [tag, count, without({}).filter(climb => climb.tags.includes(tag)).length])
      for (const [, counted, plain] of tagged) expect(counted).toBe(plain)
      const grade = FONT_GRADES.find(({ font }) => byGrade.has(font))?.font ?? '6A'
      expect((await rest({ finder: { ...finder, grade_min: grade, grade_max: grade }, words })).count).toBe(byGrade.get(grade) ?? 0)
    }
  }, 180_000)

  test('[FIND-8] each near miss brings what REST finds without these holds', async () => {
    const wanted = fc.uniqueArray(holdFixture, { minLength: 4, maxLength: 6, selector: ({ hold_id }) => hold_id })
      .map(holds => holds.map(({ hold_id: id, role }) => ({ id, role })))
    let near = 0
    for (const holds of fc.sample(wanted, { numRuns: 12, seed: 3 })) {
      const of = (some: typeof holds): PlainSearch => ({ finder: { ...EVERY_CLIMB, holds: some }, words: '' })
      if (plainlyFound(all, of(holds), who).length > 0) continue
      const misses = nearMisses(all, holds)
      for (const { missing, count } of misses) expect((await rest(of(holds.filter(hold => !missing.includes(hold))))).count).toBe(count)
      const fewest = misses[0]?.missing.length ?? holds.length
      const isOne = (hold: (typeof holds)[number]) => fewest === 1 && misses.some(({ missing }) => missing[0] === hold)
      for (const hold of holds) expect(plainlyFound(all, of(holds.filter(one => one !== hold)), who).length > 0).toBe(isOne(hold))
      near += misses.length
    }
    expect(near).toBeGreaterThan(3)
  }, 180_000)

  test('[FIND-1] nonsense is refused at its parameter', async () => {
    for (const [query, path] of [
      ['holds=101:X', 'holds'], ['holds=,', 'holds'], ['holds_mode=some', 'holds_mode'], ['not_holds=a', 'not_holds'], ['sort=beauty', 'sort'],
      ['order=up', 'order'], ['grips=bac,velcro', 'grips'], ['mostly=bac,plat', 'mostly'], ['not_conditions=', 'not_conditions'], ['mine=yours', 'mine'], ['created_from=yesterday', 'created_from'], ['benchmark=perhaps', 'benchmark'], [`tags=${'a,'.repeat(20)}`, 'tags'],
    ] as const) {
      expect(await app.call('GET', `/api/climbs?${query}`)).toMatchObject({ status: 422, body: { errors: [{ path }] } })
    }
  })

  test('[FIND-2] a guest has set, liked and sent nothing, and has no projects', async () => {
    for (const mine of ['set', 'liked', 'sent', 'project'])
      expect((await app.call('GET', `/api/climbs?mine=${mine}`)).body).toMatchObject({ results: [], count: 0 })
  })
})
