import type { WriteContext } from '../../transaction/context'

/**
 * The climbs are about to be deleted for good: everybody's remarks on them, likes, sends, places in lists and states in
 * Stokt go with them.
 */
export async function touchOwnFacts({ stores, touch }: Pick<WriteContext, 'stores' | 'touch'>, climbIds: readonly string[]): Promise<void> {
  for (const climbId of climbIds) for (const userId of await stores.climbs.usersWithNotes(climbId)) touch.personal(userId, climbId)
  for (const { user_id, climb_id, face_id } of await stores.likes.on(climbIds)) touch.like(user_id, { id: climb_id, face_id })
  for (const { id, climb_id } of await stores.ascents.on(climbIds)) touch.ascent(id, climb_id)
  for (const climbId of climbIds) touch.publication(climbId)
  for (const listId of await stores.lists.idsWith(climbIds)) touch.list(listId)
}
