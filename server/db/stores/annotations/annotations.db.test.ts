import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CONDITIONS, DIFFICULTIES, GRIP_TYPES } from '../../../../shared/model/annotationParts'
import { instantOf } from '../../../../shared/model/instant'
import { consensusOf } from '../../../../shared/rules/consensus'
import { DIALECTS, wallDatabase, type Dialect } from '../../../../tests/support/databases'

const HOLD = 101
const few = <T extends string>(values: readonly T[]) => fc.option(fc.constantFrom(...values.slice(0, 3)), { nil: null })
const vote = fc.record({
  who: fc.nat({ max: 6 }),
  parts: fc.record(
    { grip_type: few(GRIP_TYPES), condition: few(CONDITIONS), difficulty: few(DIFFICULTIES), notes: fc.constantFrom(null, 'note') },
    { requiredKeys: [] },
  ),
})

async function ground(dialect: Dialect) {
  let now = Date.parse('2024-06-01')
  const wall = await wallDatabase(dialect, () => instantOf(now))
  const people = await Promise.all(Array.from({ length: 7 }, (_, n) => wall.person(`votant-${n}`)))
  const cast = (who: number, parts: Parameters<typeof wall.stores.annotations.setParts>[1]) =>
    wall.write(async ({ stores, touch, now: at }) => {
      const userId = people[who] ?? ''
      await stores.annotations.setParts({ userId, holdId: HOLD, faceId: wall.faceId }, parts, at)
      touch.vote(userId, HOLD)
      touch.consensus(HOLD)
    })
  const inFeed = async () => {
    const [placed] = await wall.stores.feeds.placementsOf('consensus', [String(HOLD)])
    return placed ? JSON.parse(placed.body) as unknown : null
  }
  const reference = async () => {
    const rows = await wall.db.select().from(wall.db.t.annotations)
    const done = (await wall.db.select().from(wall.db.t.tasks)).flatMap(task => task.done_at ?? []).sort()
    const consensus = consensusOf(rows, { now: instantOf(now), workedAt: done.at(-1) ?? null })
    return consensus.total_annotators > 0 ? { hold_id: HOLD, ...consensus } : null
  }
  const computed = async () => {
    const [row] = await wall.stores.annotations.consensusRows([HOLD], instantOf(now))
    if (!row) return null
    const { face_id, ...consensus } = row
    void face_id
    return consensus
  }
  const work = () => wall.write(async ({ stores, touch, now: at }) => {
    await stores.tasks.insert({
      id: randomUUID(),
      face_id: wall.faceId,
      hold_id: HOLD,
      kind: 'brush',
      note: null,
      asked_by_id: null,
      asked_at: at,
      done_by_id: null,
      done_at: at,
    })
    touch.consensus(HOLD)
  })
  return { ...wall, cast, work, inFeed, computed, reference, tick: (ms = 1000) => { now += ms }, people }
}

describe.each(DIALECTS)('the consensus on %s', (dialect) => {
  test('[VOTE-1][VOTE-2][VOTE-3] is the rules’, whatever was voted in whatever order', async () => {
    const { db, cast, inFeed, reference, tick } = await ground(dialect)
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(vote, fc.boolean()), { minLength: 1, maxLength: 14 }), async (votes) => {
      for (const [{ who, parts }, sameInstant] of votes) {
        if (!sameInstant) tick()
        await cast(who, parts)
      }
      expect(await inFeed()).toEqual(await reference())
      await db.delete(db.t.annotations)
      await cast(0, { grip_type: 'bac' })
      await cast(0, { grip_type: null })
    }), { numRuns: dialect === 'sqlite' ? 20 : 8 })
  }, 60_000)

  test('[CARE-3][CARE-4] counts of the condition what is young and younger than the last work, in whatever order things happened', async () => {
    const { db, cast, work, computed, reference, tick } = await ground(dialect)
    const step = fc.oneof(
      { weight: 6, arbitrary: fc.record({ do: fc.constant('cast' as const), vote }) },
      fc.record({ do: fc.constant('work' as const) }),
      fc.record({ do: fc.constant('wait' as const), days: fc.constantFrom(0.001, 1, 25, 60) }),
    )
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 14 }), async (steps) => {
      for (const now of steps) {
        if (now.do === 'cast') await cast(now.vote.who, now.vote.parts)
        if (now.do === 'work') await work()
        if (now.do === 'wait') tick(now.days * 86_400_000)
        expect(await computed()).toEqual(await reference())
      }
      await db.delete(db.t.annotations)
      await db.delete(db.t.tasks)
    }), { numRuns: dialect === 'sqlite' ? 40 : 10 })
  }, 60_000)

  test('[VOTE-4] of votes cast at once is that of all of them', async () => {
    const { cast, inFeed, reference } = await ground(dialect)
    for (const round of ['bac', 'plat', 'pince'] as const) {
      await Promise.all(Array.from({ length: 7 }, (_, who) => cast(who, { grip_type: who % 2 ? round : 'micro', condition: 'ok' })))
      expect(await inFeed()).toEqual(await reference())
      expect(await inFeed()).toMatchObject({
        total_annotators: 7,
        grip_type: 'micro',
        grip_type_votes: 4,
        grip_type_official: true,
        condition_votes: 7,
      })
    }
  })

  test('[VOTE-3] sending a vote again unchanged makes it no newer', async () => {
    const { cast, inFeed, tick, stores, people } = await ground(dialect)
    await cast(0, { grip_type: 'bac' })
    tick()
    await cast(1, { grip_type: 'plat' })
    tick()
    expect(
      await stores.annotations.setParts(
        { userId: people[0] ?? '', holdId: HOLD, faceId: '' },
        { grip_type: 'bac' },
        instantOf(Date.parse('2025-01-01')),
      ),
    ).toBe(false)
    expect(await inFeed()).toMatchObject({ grip_type: 'plat' })
  })

  test('[VOTE-4] single votes stand in their user’s feed alone, and go with the last part', async () => {
    const { cast, stores, people } = await ground(dialect)
    await cast(2, { notes: 'humide', condition: 'sale' })
    const feedsOf = async () => (await stores.feeds.placementsOf('vote', [String(HOLD)])).map(({ feed }) => feed)
    expect(await feedsOf()).toEqual([`user:${people[2]}`])
    await cast(2, { notes: null, condition: null })
    expect([await feedsOf(), await stores.feeds.placementsOf('consensus', [String(HOLD)])]).toEqual([[], []])
  })
})
