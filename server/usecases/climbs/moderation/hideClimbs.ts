import type { ClimbsChanged } from '../../../../shared/contract/climbModeration'
import { Refusal } from '../../../../shared/result'
import type { AuditEntry } from '../../../db/stores/audit'
import type { ClimbChoice, StoredClimb } from '../../../db/stores/moderation'
import type { UseCase } from '../../context'
import { changedAt, choiceOf, requireStillAdmin, told, type ModerationContext } from './moderated'

/** An act that set one moment on all of its climbs: those that still have it are as the act left them. */
export interface TakenState {
  ids: string[]
  at: string
}

/** Hides the chosen climbs that are shown, and writes nothing in the log. */
export async function hideShown(
  { stores, touch, now }: ModerationContext,
  actor: AuditEntry['actor'],
  choice: ClimbChoice,
  reason: string,
): Promise<{ climbs: StoredClimb[]; state: TakenState }> {
  const climbs = await stores.moderation.chosen(choice, 'shown')
  const ids = climbs.map(({ id }) => id)
  const at = changedAt(climbs, now)
  await stores.moderation.set(ids, {
    hidden_at: at, hidden_by_id: actor.kind === 'user' ? actor.id : null, hidden_reason: reason || null, updated_at: at,
  })
  for (const id of ids) touch.climbAnywhere(id)
  return { climbs, state: { ids, at } }
}

/** [MOD-1] Hides the chosen climbs that are shown, in one act. */
export async function hideClimbs(context: ModerationContext, actor: AuditEntry['actor'], choice: ClimbChoice, reason: string): Promise<ClimbsChanged> {
  await requireStillAdmin(context, actor)
  const { climbs, state } = await hideShown(context, actor, choice, reason)
  return told(context, climbs, { actor, action: 'climb.hide', reason, state })
}

export const hideManyClimbs: UseCase<'climbs.hideMany'> = {
  writes: (context, { reason, ...choice }) => hideClimbs(context, context.actor, choiceOf(choice, context.actor), reason),
}

/** Hides one climb. A second time changes nothing. @throws Refusal `not_found` if there is none that an admin sees */
export async function hideOne(context: ModerationContext, actor: AuditEntry['actor'], id: string, reason: string): Promise<ClimbsChanged> {
  const done = await hideClimbs(context, actor, { ids: [id] }, reason)
  if (done.changed === 0 && (await context.stores.moderation.chosen({ ids: [id] }, 'hidden')).length === 0) throw new Refusal('not_found')
  return done
}

export const hideClimb: UseCase<'climbs.hide'> = {
  writes: (context, { id, reason }) => hideOne(context, context.actor, id, reason),
}
