import { Refusal } from '../../../shared/result'
import { userIdOf } from '../../../shared/access/actor'
import { auditNames } from '../../auth/auditNames'
import { requireStrongPassword } from '../../auth/passwordPolicy'
import { requireCurrentPassword } from './requireCurrentPassword'
import type { UseCase } from '../useCase'
import { claimantOfUser } from './claimants'
import { setPassword } from './setPassword'

/** [ACCOUNT-11] Changes the caller's password, and ends every other session and socket of theirs. */
export const changePassword: UseCase<'users.changePassword'> = {
  async runs({ actor, services, stores, transact, request }, { current_password, new_password }) {
    const user = await stores.users.byId(userIdOf(actor) ?? '')
    if (!user) throw new Refusal('unauthenticated')
    // The refusal is not a 401, which the client would take for a session that is over.
    await requireCurrentPassword(services, user, current_password)
    // A password that was printed at the first start may still stand in a terminal or a log, so its sessions end too.
    if (user.must_change_password && new_password === current_password) throw new Refusal('weak_password', { reason: 'printed' })
    const claimant = claimantOfUser(user.id)
    await requireStrongPassword(new_password, user, { judge: services.passwordJudge, claimant })
    const password_hash = await services.passwords.hash(new_password, claimant)
    await transact(async (context) => {
      const still = await context.stores.users.byId(user.id)
      if (still?.password_hash !== user.password_hash) throw new Refusal('wrong_password')
      await setPassword(context, user, {
        password_hash,
        keepSession: request.sessionId,
        action: auditNames.passwordChange,
        provesEmail: false,
        language: request.language,
      })
    })
    services.sessions.recheck(user.id)
    services.mailQueue.wake()
    return { message: request.translate('password_changed') }
  },
}
