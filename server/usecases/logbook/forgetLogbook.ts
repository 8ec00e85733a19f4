import type { WriteContext } from '../../transaction/context'

/** [LIKE-5] Deletes the likes and sends of an account that leaves, and counts their climbs anew. */
export async function forgetLogbook({ stores, touch }: Pick<WriteContext, 'stores' | 'touch'>, userId: string): Promise<void> {
  const climbIds = await stores.logbook.climbIdsOf(userId)
  if (climbIds.length === 0) return
  await stores.logbook.lockClimbs(climbIds)
  for (const { user_id, climb_id, face_id } of await stores.likes.on(climbIds)) {
    if (user_id === userId) touch.like(userId, { id: climb_id, face_id })
  }
  for (const { id, climb_id, user_id } of await stores.ascents.on(climbIds)) if (user_id === userId) touch.ascent(id, climb_id)
  await stores.logbook.forget(userId)
  await stores.logbook.count(climbIds)
}
