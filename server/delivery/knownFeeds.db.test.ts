import { faceFeed, GLOBAL_FEED, userFeed } from '../../shared/feedName'
import { describe, expect, test, vi } from 'vitest'
import { DIALECTS, wallDatabase } from '../../tests/support/databases'
import { smallWall } from '../../tests/support/wall'
import { importWall } from '../usecases/imports/importWall'
import { createKnownFeeds } from './knownFeeds'

describe.each(DIALECTS)('whether a feed is there, on %s', (dialect) => {
  test('[LIMIT-40] is asked in one query for all who ask in one turn, and never again once it is', async () => {
    const { stores, faceId } = await wallDatabase(dialect)
    const { exists, isKnown } = createKnownFeeds(stores)
    const heads = vi.spyOn(stores.feeds, 'heads')
    const names = Array.from({ length: 200 }, (_, n) => faceFeed(`nobody-${n}`))
    expect(await Promise.all([...names, faceFeed(faceId)].map(exists))).toEqual([...names.map(() => false), true])
    expect(heads).toHaveBeenCalledOnce()
    expect(isKnown(faceFeed(faceId))).toBe(true)
    expect(await Promise.all([exists(faceFeed(faceId)), exists(GLOBAL_FEED), exists(userFeed('anybody'))])).toEqual([true, true, true])
    expect(heads).toHaveBeenCalledOnce()
  })

  test('[LIMIT-40] is asked anew of a face that was not there, so that one imported since is found at once', async () => {
    const { stores, write, faceId } = await wallDatabase(dialect)
    const { exists } = createKnownFeeds(stores)
    expect(await exists(faceFeed('unknown'))).toBe(false)
    await write(context =>
      importWall(
        context,
        { ...smallWall, face: { ...smallWall.face, stokt_id: 'new', name: 'new' }, holds: [], climbs: [] },
        { keepDemo: true },
      ),
    )
    const imported = (await stores.walls.faces({})).find(({ id }) => id !== faceId)
    expect(await exists(faceFeed(imported?.id ?? ''))).toBe(true)
  })
})
