import type { Actor } from './actor'

/** Lists and kept searches are their own person's: nobody else changes or deletes them, not even an admin. */
export const ownsList = (actor: Actor, list: { owner_id: string }): boolean => actor.kind === 'user' && actor.id === list.owner_id

/** Whoever may read the gym reads a shared list that they have the link of. */
export const canReadList = (actor: Actor, list: { owner_id: string; is_shared: boolean }): boolean =>
  list.is_shared || ownsList(actor, list)
