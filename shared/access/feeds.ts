import { isAdmin, type Actor } from './actor'

/** May the actor follow this feed? `publicRead` says whether guests read walls. */
export function canFollow(actor: Actor, feed: string, publicRead: boolean): boolean {
  if (feed === 'global' || feed.startsWith('face:')) {
    return actor.kind === 'user' || publicRead || (actor.kind === 'key' && actor.scopes.length > 0)
  }
  if (feed === 'admin') return isAdmin(actor)
  return actor.kind === 'user' && feed === `user:${actor.id}`
}
