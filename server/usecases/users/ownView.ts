import { FOREVER } from '../../../shared/model/instant'
import type { User } from '../../../shared/model/user'
import { Refusal, type Sentence } from '../../../shared/result'
import type { StoredUser } from '../../db/stores/accounts/users'
import type { ReadContext } from '../../transaction/context'
import { ownUser } from './ownUser'
import { userView } from './userView'

/** The name of whoever muted the user; null if they are gone, or were a program. */
async function muterOf({ stores }: Pick<ReadContext, 'stores'>, { muted_until, muted_by_id }: StoredUser): Promise<string | null> {
  if (muted_until === null || muted_by_id === null) return null
  const admin = await stores.users.byId(muted_by_id)
  return admin ? admin.full_name || admin.username : null
}

/** A user as they see themselves, with the name of whom they can ask about being muted. */
export const ownView = async (context: Pick<ReadContext, 'stores' | 'config'>, user: StoredUser): Promise<User> =>
  userView(user, context.config, await muterOf(context, user))

/** [PEOPLE-14] The refusal says until when, why, and whom to ask. */
export async function mutedRefusal(context: Pick<ReadContext, 'actor' | 'stores'>): Promise<Refusal> {
  const user = await ownUser(context)
  const by = await muterOf(context, user)
  return new Refusal('muted', {}, {
    more: [
      ...(user.muted_until === null || user.muted_until === FOREVER ? [] : [{ word: 'muted_until', at: user.muted_until }]),
      ...saidReason(user.muted_reason),
      ...(by === null ? [] : [{ word: 'muted_by', params: { by } }]),
    ],
  })
}

/** Another sentence may follow, so the reason gets its stop. */
const saidReason = (why: unknown): Sentence[] =>
  typeof why === 'string' && why !== '' ? [{ word: 'reason_given', params: { why: /[.!?…]$/.test(why) ? why : `${why}.` } }] : []

/** [PEOPLE-15] Whoever proved to be the user reads why they are shut out, and until when. The reason stands in the log. */
export async function deactivatedRefusal(
  { stores }: Pick<ReadContext, 'stores'>, { id, inactive_until: until }: StoredUser,
): Promise<Refusal> {
  const entry = await stores.audit.lastOf({ kind: 'user', id }, 'user.deactivate')
  return new Refusal('deactivated', {}, {
    more: [...(until === null ? [] : [{ word: 'deactivated_until', at: until }]), ...saidReason(entry?.detail['reason'])],
  })
}
