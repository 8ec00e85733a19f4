/** The name of a feed: `global`, `admin`, `face:<face id>` or `user:<user id>`. */
export type FeedName = string & { readonly FeedName: unique symbol }

const ID = '[A-Za-z0-9-]{1,64}'
export const FEED_NAME = new RegExp(`^(global|admin|(face|user):${ID})$`)

export const GLOBAL_FEED = 'global' as FeedName
export const ADMIN_FEED = 'admin' as FeedName
export const faceFeed = (faceId: string): FeedName => `face:${faceId}` as FeedName
export const userFeed = (userId: string): FeedName => `user:${userId}` as FeedName

/** The text as a feed's name, null if it is none. */
export const asFeedName = (text: string): FeedName | null => (FEED_NAME.test(text) ? text as FeedName : null)

export type ParsedFeedName =
  | { kind: 'global' | 'admin' }
  | { kind: 'face'; faceId: string }
  | { kind: 'user'; userId: string }

/** @returns null where the text is no feed's name */
export function parseFeedName(name: string): ParsedFeedName | null {
  if (!FEED_NAME.test(name)) return null
  if (name === 'global' || name === 'admin') return { kind: name }
  const id = name.slice('face:'.length)
  return name.startsWith('face:') ? { kind: 'face', faceId: id } : { kind: 'user', userId: id }
}

/** The face whose feed it is, null for every other feed. */
export function faceIdOf(name: string): string | null {
  const parsed = parseFeedName(name)
  return parsed?.kind === 'face' ? parsed.faceId : null
}

/** The user whose feed it is, null for every other feed. */
export function userIdOfFeed(name: string): string | null {
  const parsed = parseFeedName(name)
  return parsed?.kind === 'user' ? parsed.userId : null
}
