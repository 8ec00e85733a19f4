import { faceFeed, type FeedName, userFeed } from '../../../../shared/feedName'
import { describe, expect, test } from 'vitest'
import type { RowKind } from '../../../../shared/contract/feeds'
import { instant } from '../../../../shared/model/instant'
import { DIALECTS, wallDatabase } from '../../../../tests/support/databases'
import type { Placement } from './feeds'

const NOW = instant('2030-03-01T10:00:00.000000Z')
const sorted = (placements: readonly Placement[]) => placements.map(({ feed, kind, id, body }) => `${feed} ${kind} ${id} ${body}`).sort()

describe.each(DIALECTS)('rows of feeds on %s', (dialect) => {
  test('[FEED-1] are written to several feeds at once, each counting for itself from where it stood', async () => {
    const { stores, write, faceId } = await wallDatabase(dialect)
    const [face, user] = [faceFeed(faceId), userFeed('new')]
    const before = (await stores.feeds.heads([face]))[0]?.rev ?? 0
    const written = await write(async ({ stores: { feeds } }) => {
      const heads = await feeds.lock([user, face], NOW)
      expect([...heads.keys()].sort()).toEqual([face, user])
      return feeds.write([face, user].map((name, at) => {
        const head = heads.get(name)
        if (!head) throw new Error('not locked')
        return { head, rows: Array.from({ length: at + 1 }, (_, id) => ({ kind: 'vote' as const, id: `${id}`, body: `"${name}"`, was: null })) }
      }), NOW)
    })
    const { id: epoch } = await stores.feeds.epoch() ?? {}
    expect(written.map(({ name, rev, epoch: of }) => [name, rev, of])).toEqual([[face, before + 1, epoch], [user, 2, epoch]])
    const stored = await stores.feeds.heads([face, user])
    expect(stored.map(({ name, rev }) => [name, rev]).sort()).toEqual([[face, before + 1], [user, 2]])
    expect((await stores.feeds.rowsAfter(user, { rev: 0, base: 0, limit: 10 })).map(({ entity_id, rev }) => [entity_id, rev])).toEqual([
      ['0', 1],
      ['1', 2],
    ])
  })

  test('are found for few things as for many, each of its kind and of its feed where that is known', async () => {
    const { stores, write } = await wallDatabase(dialect)
    const ids = Array.from({ length: 30 }, (_, at) => `${at}`)
    await write(async ({ stores: { feeds } }) => {
      const heads = await feeds.lock([userFeed('a'), userFeed('b')], NOW)
      await feeds.write([...heads.values()].map(head => ({
        head, rows: ids.flatMap(id => (['vote', 'personal'] as const).map(kind => ({ kind, id, body: id === '3' ? null : `"${id}"`, was: null }))),
      })), NOW)
    })
    const asked = (some: readonly string[]): { kind: RowKind; feed: FeedName | null; ids: Set<string> }[] =>
      [{ kind: 'vote', feed: userFeed('a'), ids: new Set(some) }, { kind: 'personal', feed: null, ids: new Set(some) }]
    const many = sorted(await stores.feeds.placementsIn(asked(ids)))
    expect(many).toHaveLength(29 * 3)
    const few = (await Promise.all(ids.map(id => stores.feeds.placementsIn(asked([id]))))).flat()
    expect(sorted(few)).toEqual(many)
    expect(await stores.feeds.placementsIn(asked(['none', '3']))).toEqual([])
  })
})
