import { userIdOf } from '../../../shared/access/actor'
import { instantOf, msOf, type Instant } from '../../../shared/model/instant'
import { Refusal } from '../../../shared/result'
import { climbFor } from '../climbs/viewer'
import type { UseCase } from '../useCase'
import { Reply } from '../reply'
import { addAscent, changeAscent, removeAscent } from './writeAscent'

const DAY_MS = 24 * 3_600_000

/** The day of a moment, in UTC. */
function dayOf(at: Instant): { from: Instant; below: Instant } {
  const begin = Math.floor(msOf(at) / DAY_MS) * DAY_MS
  return { from: instantOf(begin), below: instantOf(begin + DAY_MS) }
}

/** [SEND-5] Programs that know one send of a climb a day write and change it here. */
export const putAscentOfToday: UseCase<'ascents.putToday'> = {
  async writes(context, { id, ...told }) {
    const climb = await climbFor(context, { id }, 'remark')
    // Two requests at once are one send: the second finds that of the first.
    await context.stores.logbook.lockClimbs([climb.id])
    const known = await context.stores.ascents.lastOf(userIdOf(context.actor) ?? '', climb.id, dayOf(told.sent_at ?? context.now))
    if (known) return new Reply(await changeAscent(context, known, told), { status: 200 })
    const made = await addAscent(context, climb, told)
    if (!made) throw new Refusal('unavailable')
    return made
  },
}

export const deleteAscentOfToday: UseCase<'ascents.deleteToday'> = {
  async writes(context, { id }) {
    const { actor, stores, now } = context
    const climb = await climbFor(context, { id }, 'remark', { orHidden: true })
    const userId = userIdOf(actor) ?? ''
    const last = await stores.ascents.lastOf(userId, climb.id, dayOf(now)) ?? await stores.ascents.lastOf(userId, climb.id)
    if (!last) throw new Refusal('not_found')
    await removeAscent(context, last)
  },
}
