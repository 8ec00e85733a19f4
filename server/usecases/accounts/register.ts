import { Refusal } from '../../../shared/result'
import { auditNames } from '../../auth/auditNames'
import { requireStrongPassword } from '../../auth/passwordPolicy'
import { useInvite } from '../users/useInvite'
import type { UseCase } from '../context'
import { createAccount } from './createAccount'
import { queueConfirmation } from './sendConfirmation'

export const register: UseCase<'auth.register'> = {
  async runs({ config, services, transact, request }, { email, username, password, full_name, invite }) {
    if (config.registration === 'closed') throw new Refusal('registration_closed')
    await requireStrongPassword(password, { email, username, full_name })
    const password_hash = await services.passwords.hash(password)
    const name = full_name || username
    const id = await transact(async (context) => {
      await useInvite(context, invite)
      const userId = await createAccount(context, { email, username, full_name: name, password_hash, role: 'user' })
      await context.stores.audit.append({ actor: context.actor, action: auditNames.register, target: { kind: 'user', id: userId } }, context.now)
      // Never a gate: the account is whole, whether the letter is answered or not.
      await queueConfirmation(context, { userId, email, language: request.language })
      return userId
    })
    services.post.wake()
    return { id, email, username, full_name: name, message: request.say('registered') }
  },
}
