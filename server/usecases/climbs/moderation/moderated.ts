import type { Actor as Caller } from '../../../../shared/access/actor'
import type { AuditThing } from '../../../../shared/contract/admin'
import type { Input } from '../../../../shared/contract/commands'
import type { ClimbsChanged } from '../../../../shared/contract/climbModeration'
import { Refusal } from '../../../../shared/result'
import type { AuditEntry } from '../../../db/stores/admin/audit'
import type { ClimbChoice, StoredClimb } from '../../../db/stores/climbs/moderation'
import type { ModerationContext } from '../../moderation/removableKinds'
import { storedFilter } from '../storedFilter'

type Actor = AuditEntry['actor']

/**
 * [MOD-9] An admin who is demoted or shut out in the middle of an act did all of it before, or none of it: the account
 * stays as it is until the act is committed.
 * @throws Refusal `forbidden`
 */
export async function requireStillAdmin({ stores }: Pick<ModerationContext, 'stores'>, actor: Actor): Promise<void> {
  if (actor.kind === 'user' && !await stores.moderation.holdsAdmin(actor.id)) throw new Refusal('forbidden')
}

/** @throws Refusal `invalid` if the filter names an unknown grade */
export function choiceOf({ ids, filter }: Pick<Input<'climbs.hideMany'>, 'ids' | 'filter'>, caller: Caller): ClimbChoice {
  return ids ? { ids } : { filter: filter ? storedFilter(filter, caller) : {} }
}

/** The climbs as the log names the things of an act. */
export const asThings = (climbs: readonly StoredClimb[]): AuditThing[] => climbs.map(({ id, name }) => ({ kind: 'climb', id, name }))

interface Act {
  actor: Actor
  action: string
  reason: string
  detail?: Record<string, unknown>
  /** Whatever undoing it needs. */
  state: unknown
}

/** Writes one entry for all of the climbs, which names the climb where it is one. */
export async function told({ stores, now }: ModerationContext, climbs: readonly StoredClimb[], act: Act): Promise<ClimbsChanged> {
  const [only, another] = climbs
  if (!only) return { changed: 0, audit_id: null }
  const { actor, action, reason, detail = {}, state } = act
  const audit_id = await stores.audit.append(
    {
      actor, action, state,
      things: another ? asThings(climbs) : [],
      target: another ? { kind: 'climbs', id: '' } : { kind: 'climb', id: only.id },
      detail: { ...detail, changed: climbs.length, ...(reason === '' ? {} : { reason }) },
    },
    now,
  )
  return { changed: climbs.length, audit_id }
}
