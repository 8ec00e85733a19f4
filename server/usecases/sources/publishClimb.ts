import { userIdOf } from '../../../shared/access/actor'
import { ownsClimb } from '../../../shared/access/climbs'
import type { Climb } from '../../../shared/model/climb'
import type { Publication } from '../../../shared/model/publication'
import { NEVER } from '../../../shared/model/instant'
import { Refusal } from '../../../shared/result'
import { climbFor } from '../climbs/viewer'
import type { UseCase } from '../useCase'
import type { WriteContext } from '../../transaction/context'

type Context = Pick<WriteContext, 'actor' | 'stores' | 'touch' | 'now' | 'config'>

const invalid = (path: string, message: 'not_in_stokt' | 'in_stokt_already') => new Refusal('invalid', {}, { issues: [{ path, message }] })

/**
 * [STOKT-15] The climb is to be sent to Stokt with the caller's account; a publication that was refused is tried again.
 * Whether an account is linked is seen when it is sent, because the climb may come from a device that was offline.
 * @throws Refusal `invalid` where the wall is not one of the gym in Stokt
 */
export async function wantPublication(
  { actor, stores, touch, now, config }: Context, climb: Pick<Climb, 'id' | 'face_id'>, path: string,
): Promise<void> {
  const userId = userIdOf(actor)
  const face = await stores.walls.face({ id: climb.face_id })
  if (config.stoktGym === null || userId === null || !face?.stokt_id) throw invalid(path, 'not_in_stokt')
  const fresh = { user_id: userId, state: 'waiting', fault: null, words: null, next_at: now, failures: 0, updated_at: now } as const
  const isNew = await stores.publications.insert({
    climb_id: climb.id, ...fresh, sent: null, posting: null, posted_at: null, seen_at: NEVER,
  })
  if (!isNew) await tryAgain({ stores, now }, climb.id, fresh)
  touch.publication(climb.id)
}

type Fresh = Parameters<WriteContext['stores']['publications']['update']>[1]

/** One that is there stays; one whose answer is not known is looked up first, so its time stays too. */
async function tryAgain({ stores, now }: Pick<Context, 'stores' | 'now'>, climbId: string, fresh: Fresh): Promise<void> {
  const known = await stores.publications.of(climbId)
  if (!known || known.state === 'there') return
  const isGone = known.state === 'refused' && known.fault === 'not_found'
  await stores.publications.update(climbId, {
    ...fresh, ...(known.posting === null ? {} : { user_id: known.user_id, next_at: known.next_at > now ? known.next_at : now }),
    // Stokt does not have it any more, so it is made anew.
    ...(isGone ? { sent: null } : {}),
  })
}

/** [STOKT-15] An owner has a climb that was set here sent to Stokt too, or tries that again. */
export const publishClimb: UseCase<'climbs.publish'> = {
  async runs({ services, config, transact, answers, actor }, { id }) {
    if (config.stoktGym === null) throw new Refusal('not_found')
    const published = await transact(async (context): Promise<Publication> => {
      const climb = await climbFor(context, { id }, 'edit')
      if (!ownsClimb(actor, climb)) throw new Refusal('forbidden')
      const known = await context.stores.publications.of(id)
      if (climb.source !== 'mastoc' || (climb.stokt_id !== null && !known)) throw invalid('id', 'in_stokt_already')
      await wantPublication(context, climb, 'id')
      const [row] = await context.stores.publications.rows([id])
      if (!row) throw new Error('the publication just made is gone')
      answers(context, row.publication)
      return row.publication
    })
    services.mirror.wake()
    return published
  },
}
