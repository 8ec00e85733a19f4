import { hasScope, keyOf, userIdOf, type Actor } from '../../../shared/access/actor'
import { canClimb, ownsClimb, type ClimbAction } from '../../../shared/access/climbs'
import { NO_REMARKS, type Climb } from '../../../shared/model/climb'
import { Refusal } from '../../../shared/result'
import type { Viewer } from '../../db/stores/climbs/visibleClimbs'
import type { ReadContext } from '../../transaction/context'

export const viewerOf = (actor: Actor): Viewer => ({ userId: userIdOf(actor), seesPrivate: hasScope(actor, 'import') })

type Context = Pick<ReadContext, 'actor' | 'stores'>

/** [MOD-2] A climb that an admin hid, as one of its owners reads it; null for everybody else. */
export async function ownHiddenClimb({ actor, stores }: Context, id: string): Promise<Climb | null> {
  const [binned] = await stores.bin.byIds([id])
  if (!binned || binned.deleted || !ownsClimb(actor, binned.climb)) return null
  const [remarks] = await stores.climbs.personalsOf(userIdOf(actor) ?? '', [id])
  const { personal_notes, personal_rating, is_project } = remarks ?? NO_REMARKS
  return { ...binned.climb, personal_notes, personal_rating, is_project }
}

/**
 * The climb, if the actor may do this to it. Its owners also read and delete one that an admin hid.
 * @throws Refusal `not_found` if they may not even see it, otherwise `forbidden`
 */
export async function climbFor(
  { actor, stores }: Context,
  key: { id: string } | { stoktId: string },
  action: ClimbAction,
  { orHidden = false } = {},
): Promise<Climb> {
  const climb = await stores.climbs.get(key, viewerOf(actor))
    ?? (orHidden && 'id' in key ? await ownHiddenClimb({ actor, stores }, key.id) : null)
  if (!climb || !canClimb(actor, 'read', climb)) throw new Refusal('not_found')
  const asking = keyOf(actor)
  const is_made_with_key = asking !== null && await stores.climbs.isMadeWith(climb.id, asking)
  if (!canClimb(actor, action, { ...climb, is_made_with_key })) throw new Refusal('forbidden')
  return climb
}

/** [REST-10] @throws Refusal `stale` if it is not as the client last saw it */
export function requireUnchanged(thing: { updated_at: string }, ifMatch: string | null): void {
  if (ifMatch !== null && ifMatch !== thing.updated_at) throw new Refusal('stale', {}, { current: thing })
}
