import { describe, expect, it } from 'vitest'
import { ADMIN_FEED, faceFeed, faceIdOf, GLOBAL_FEED, parseFeedName, userFeed, userIdOfFeed } from './feedName'

describe('a feed’s name', () => {
  it('is read back as what it was made of', () => {
    expect(parseFeedName(faceFeed('f-1'))).toEqual({ kind: 'face', faceId: 'f-1' })
    expect(parseFeedName(userFeed('u-1'))).toEqual({ kind: 'user', userId: 'u-1' })
    expect(parseFeedName(GLOBAL_FEED)).toEqual({ kind: 'global' })
    expect(parseFeedName(ADMIN_FEED)).toEqual({ kind: 'admin' })
  })

  it.each(['', 'face:', 'face:a/b', 'climb:1', 'globally', 'user:é'])('is not %o', name => {
    expect(parseFeedName(name)).toBeNull()
  })

  it('names a face or a user, never both', () => {
    expect([faceIdOf(faceFeed('a')), faceIdOf(userFeed('a')), faceIdOf(GLOBAL_FEED)]).toEqual(['a', null, null])
    expect([userIdOfFeed(userFeed('a')), userIdOfFeed(faceFeed('a')), userIdOfFeed('nothing')]).toEqual(['a', null, null])
  })
})
