import { and, asc, eq, inArray } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { DIALECTS, emptyDatabase } from '../../tests/support/databases'
import { instantOf } from '../../shared/model/instant'
import type { Database } from './database'
import { prepared } from './preparedQuery'

const now = instantOf(Date.UTC(2026, 0, 1))
type Entry = Database['t']['holdHistory']['$inferInsert']

const put = prepared((db, { holdHistory }, { rows }: { rows: Entry[] }) => db.insert(holdHistory).values(rows))
const ofHolds = prepared((db, { holdHistory }, { holds, kind }: { holds: number[]; kind?: string | undefined }) =>
  db
    .select()
    .from(holdHistory)
    .where(and(inArray(holdHistory.hold_id, holds), kind === undefined ? undefined : eq(holdHistory.kind, kind)))
    .orderBy(asc(holdHistory.id)),
)

const entry = (hold: number, kind = 'lock', detail: Record<string, unknown> = {}): Entry => ({
  id: `${hold}-${kind}`,
  hold_id: hold,
  face_id: 'f',
  at: now,
  kind,
  actor_id: null,
  detail,
})

describe.each(DIALECTS)('a kept query on %s', (dialect) => {
  it('answers each list of values for itself, however long, the same length twice too', async () => {
    const { db } = await emptyDatabase(dialect)
    await put(db, { rows: Array.from({ length: 60 }, (_, hold) => entry(hold)) })
    for (const holds of [[1], [2], [3, 4], [5, 6], Array.from({ length: 50 }, (_, hold) => hold), [59]]) {
      expect((await ofHolds(db, { holds })).map(row => row.hold_id).sort((a, b) => a - b)).toEqual(holds)
    }
  })

  it('has another text where a value is not given', async () => {
    const { db } = await emptyDatabase(dialect)
    await put(db, { rows: [entry(1, 'lock'), entry(1, 'task')] })
    const kinds = async (kind?: string) => (await ofHolds(db, { holds: [1], kind })).map(row => row.kind)
    expect([await kinds('task'), await kinds(), await kinds('lock')]).toEqual([['task'], ['lock', 'task'], ['lock']])
  })

  it('keeps objects, lists in rows and nulls as their columns do', async () => {
    const { db } = await emptyDatabase(dialect)
    const detail = { part: 'grip_type', from: null, list: [1, 'deux', null] }
    await put(db, { rows: [entry(1, 'lock', detail), { ...entry(2), actor_id: 'somebody' }] })
    expect((await ofHolds(db, { holds: [1, 2] })).map(row => [row.detail, row.actor_id])).toEqual([[detail, null], [{}, 'somebody']])
  })

  it('sees a transaction’s writes inside it, and nothing of one that failed', async () => {
    const { db } = await emptyDatabase(dialect)
    const seen: number[] = []
    await expect(db.transaction(async (tx) => {
      await put(tx, { rows: [entry(1)] })
      seen.push((await ofHolds(tx, { holds: [1] })).length)
      throw new Error('no')
    })).rejects.toThrow('no')
    expect([seen, await ofHolds(db, { holds: [1] })]).toEqual([[1], []])
  })

  it('refuses the outer database inside a transaction', async () => {
    const { db } = await emptyDatabase(dialect)
    await expect(db.transaction(() => ofHolds(db, { holds: [1] }))).rejects.toThrow('use tx')
  })
})
