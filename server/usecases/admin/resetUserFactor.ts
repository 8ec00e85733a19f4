import { Refusal } from '../../../shared/result'
import type { UseCase } from '../useCase'
import { resetFactor } from '../factors/resetFactor'
import { adminUserView } from '../users/userView'

export const resetUserFactor: UseCase<'users.resetFactor'> = {
  async runs({ actor, services, transact, answers, request }, { id, reason }) {
    const view = await transact(async (context) => {
      const user = await context.stores.users.byId(id)
      if (!user) throw new Refusal('not_found')
      const view = adminUserView(await resetFactor(context, user, { by: actor, reason, language: request.language }), context.now)
      answers(context, view)
      return view
    })
    services.sessions.recheck(id)
    services.mailQueue.wake()
    return view
  },
}
