import { Refusal } from '../../../../shared/result'
import { isClaimable } from '../../users/userView'
import type { UndoAct } from './undoAct'

/** A rejected claim waits for a decision again, while the setter is still nobody's. */
export const undoClaimReject: UndoAct = ({ transact }, { state, record }) =>
  transact(async (context) => {
    const { stores, touch } = context
    const { claim_id } = state as { claim_id: string }
    const claim = await stores.claims.byId(claim_id)
    const setter = claim && await stores.users.byId(claim.setter_id)
    if (claim?.state !== 'rejected' || !setter || !isClaimable(setter)) throw new Refusal('not_undoable')
    await stores.claims.reopen(claim_id)
    touch.claim(claim_id)
    await record(context)
  })

/** An ended invitation is good again for what was left of it, unless its last day is over. */
export const undoInviteEnd: UndoAct = ({ transact }, { entry, record }) =>
  transact(async (context) => {
    if (!await context.stores.invites.resume(entry.target_id, context.now)) throw new Refusal('not_undoable')
    await record(context)
  })
