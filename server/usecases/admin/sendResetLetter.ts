import { Refusal } from '../../../shared/result'
import { queueResetLetter } from '../accounts/resetLink'
import type { UseCase } from '../useCase'

/** [PERSON-5] Sends the letter that "forgot password" sends. It needs an address, and an account that may log in. */
export const sendResetLetter: UseCase<'users.resetLetter'> = {
  async runs({ services, transact, answers, request }, { id, reason }) {
    const answer = await transact(async (context) => {
      const user = await context.stores.users.byId(id)
      if (!user) throw new Refusal('not_found')
      if (user.email === null) throw new Refusal('no_email')
      if (!user.is_active) throw new Refusal('deactivated')
      const { email: to, username, language } = user
      await queueResetLetter(context, { id, to, username, language: language ?? request.language })
      await context.stores.audit.append(
        { actor: context.actor, action: 'user.reset_letter', target: { kind: 'user', id }, detail: reason === '' ? {} : { reason } },
        context.now,
      )
      const sent = { email: to }
      answers(context, sent)
      return sent
    })
    services.mailQueue.wake()
    return answer
  },
}
