import { isAdmin, type Actor } from './actor'
import { parseFeedName } from '../feedName'

/** May the actor follow this feed? `publicRead` says whether guests read walls. */
export function canFollow(actor: Actor, feed: string, publicRead: boolean): boolean {
  const parsed = parseFeedName(feed)
  if (parsed?.kind === 'global' || parsed?.kind === 'face') {
    return actor.kind === 'user' || publicRead || (actor.kind === 'key' && actor.scopes.length > 0)
  }
  if (parsed?.kind === 'admin') return isAdmin(actor)
  return actor.kind === 'user' && parsed?.kind === 'user' && parsed.userId === actor.id
}
