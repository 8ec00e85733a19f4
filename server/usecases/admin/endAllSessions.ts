import { Refusal } from '../../../shared/result'
import { endSessions } from '../../auth/endSessions'
import type { UseCase } from '../useCase'

/** [ADMIN-3] Ends all sessions of a user, who has to log in again on every device. */
export const endAllSessions: UseCase<'users.endAllSessions'> = {
  async runs({ actor, services, transact }, { id, reason }) {
    const ended = await transact(async (context) => {
      if (!await context.stores.users.byId(id)) throw new Refusal('not_found')
      const n = await endSessions(context, { userId: id }, { reason: 'logged-out', actor, because: 'user.end_sessions' })
      await context.stores.audit.append(
        { actor, action: 'user.end_sessions', target: { kind: 'user', id }, detail: { ended: n, ...(reason === '' ? {} : { reason }) } },
        context.now,
      )
      return n
    })
    services.sessions.recheck(id)
    return { ended }
  },
}
