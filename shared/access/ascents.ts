import type { Actor } from './actor'

/** A send is its own person's: nobody else changes or deletes it, not even an admin. */
export const ownsAscent = (actor: Actor, ascent: { user_id: string }): boolean => actor.kind === 'user' && actor.id === ascent.user_id
