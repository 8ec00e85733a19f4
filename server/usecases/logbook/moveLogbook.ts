import type { WriteContext } from '../../transaction/context'

/** Gives the likes and sends of an imported setter to the person who is that setter, and counts their climbs anew. */
export async function moveLogbook({ stores, touch }: Pick<WriteContext, 'stores' | 'touch'>, fromId: string, toId: string): Promise<void> {
  const climbIds = await stores.logbook.climbIdsOf(fromId)
  if (climbIds.length === 0) return
  await stores.logbook.lockClimbs(climbIds)
  for (const { user_id, climb_id, face_id } of await stores.likes.on(climbIds)) {
    if (user_id !== fromId) continue
    touch.like(fromId, { id: climb_id, face_id })
    touch.like(toId, { id: climb_id, face_id })
  }
  for (const { id, climb_id, user_id } of await stores.ascents.on(climbIds)) if (user_id === fromId) touch.ascent(id, climb_id)
  await stores.logbook.move(fromId, toId)
  await stores.logbook.count(climbIds)
}
