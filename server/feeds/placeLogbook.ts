import { faceFeed, faceIdOf, userFeed, userIdOfFeed, type FeedName } from '../../shared/feedName'
import type { Placement } from '../db/stores/feeds/feeds'
import type { Stores } from '../db/stores/stores'
import { place } from './place'

/** [LIKE-4] A person's feed says which climbs they like, and a wall's feed how many people like each. */
async function placeLikes({ likes }: Stores, feed: FeedName | null, ids: readonly string[]): Promise<Placement[]> {
  const [faceId, userId] = feed ? [faceIdOf(feed), userIdOfFeed(feed)] : [null, null]
  if (feed && faceId !== null) return (await likes.counts(faceId, ids)).map(count => place(feed, 'like', count.climb_id, count))
  if (feed && userId !== null) return (await likes.of(userId, ids)).map(like => place(feed, 'like', like.climb_id, like))
  throw new Error('a like stands in the feed of a wall or of a person')
}

/** [SEND-4] A person's feed has all of their sends; a wall's feed has what others may see of them. */
async function placeAscents({ ascents }: Stores, ids: readonly string[]): Promise<Placement[]> {
  const [own, told] = [await ascents.ownRows(ids), await ascents.toldRows(ids)]
  return [
    ...own.map(({ user_id, ...ascent }) => place(userFeed(user_id), 'ascent', ascent.id, ascent)),
    ...told.map(({ face_id, ...ascent }) => place(faceFeed(face_id), 'ascent', ascent.id, ascent)),
  ]
}

async function placeGrades({ logbook }: Stores, ids: readonly string[]): Promise<Placement[]> {
  return (await logbook.opinions(ids)).map(({ face_id, ...opinion }) => place(faceFeed(face_id), 'grade', opinion.climb_id, opinion))
}

/** The feed rows of what people did with climbs. */
export function placeLogbook(
  stores: Stores, kind: 'like' | 'ascent' | 'grade', feed: FeedName | null, ids: readonly string[],
): Promise<Placement[]> {
  if (kind === 'like') return placeLikes(stores, feed, ids)
  return kind === 'ascent' ? placeAscents(stores, ids) : placeGrades(stores, ids)
}
