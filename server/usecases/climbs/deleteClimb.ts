import { ownsClimb } from '../../../shared/access/climbs'
import type { UseCase } from '../context'
import { climbFor, requireUnchanged } from './viewer'

export const deleteClimb: UseCase<'climbs.delete'> = {
  async writes(context, { id }) {
    const { actor, stores, touch, now, request } = context
    const climb = await climbFor(context, { id }, 'delete')
    requireUnchanged(climb, request.ifMatch)
    for (const userId of await stores.climbs.remarkers(id)) touch.personal(userId, id)
    await stores.climbs.delete(id)
    touch.climb(id)
    if (!ownsClimb(actor, climb)) {
      await stores.audit.append({ actor, action: 'climb.delete', target: { kind: 'climb', id }, detail: { stokt_id: climb.stokt_id } }, now)
    }
  },
}
