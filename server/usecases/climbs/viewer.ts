import { hasScope, userIdOf, type Actor } from '../../../shared/access/actor'
import { canClimb, type ClimbAction } from '../../../shared/access/climbs'
import type { Climb } from '../../../shared/model/climb'
import { Refusal } from '../../../shared/result'
import type { Viewer } from '../../db/stores/visibleClimbs'
import type { ReadContext } from '../context'

export const viewerOf = (actor: Actor): Viewer => ({ userId: userIdOf(actor), seesPrivate: hasScope(actor, 'import') })

/**
 * The climb, if the actor may do this to it.
 * @throws Refusal `not_found` if they may not even see it, otherwise `forbidden`
 */
export async function climbFor(
  { actor, stores }: Pick<ReadContext, 'actor' | 'stores'>,
  key: { id: string } | { stoktId: string },
  action: ClimbAction,
): Promise<Climb> {
  const climb = await stores.climbs.get(key, viewerOf(actor))
  if (!climb || !canClimb(actor, 'read', climb)) throw new Refusal('not_found')
  if (!canClimb(actor, action, climb)) throw new Refusal('forbidden')
  return climb
}

/** [REST-10] @throws Refusal `stale` if it is not as the client last saw it */
export function requireUnchanged(thing: { updated_at: string }, ifMatch: string | null): void {
  if (ifMatch !== null && ifMatch !== thing.updated_at) throw new Refusal('stale', {}, { current: thing })
}
