import { Refusal } from '../../../shared/result'
import { userIdOf } from '../../../shared/access/actor'
import type { UseCase } from '../useCase'
import { ownUser } from '../users/ownUser'
import { endSessions } from '../../auth/endSessions'
import { idleSince } from './session'

/** [SESSION-2] Lists the caller's living sessions, the last used first. */
export const listSessions: UseCase<'users.sessions'> = {
  async runs({ actor, stores, request, now }) {
    const { id: userId, role } = await ownUser({ actor, stores })
    const sessions = await stores.sessions.livingOf(userId, now, idleSince(role, now))
    return {
      results: sessions.map(({ id, label, address, created_at, used_at, expires_at }) => ({
        id, label, address, created_at, used_at, expires_at, is_current: id === request.sessionId,
      })),
    }
  },
}

/** [SESSION-3] Ends one of the caller's sessions, which may be the present one. */
export const endSession: UseCase<'users.endSession'> = {
  async runs({ actor, services, transact }, { id }) {
    const userId = userIdOf(actor) ?? ''
    const ended = await transact(context => endSessions(context, { userId, only: id }, { reason: 'logged-out', actor }))
    if (ended === 0) throw new Refusal('not_found')
    services.sessions.recheck(userId)
  },
}

/** [SESSION-3] Ends all of the caller's sessions but the present one. */
export const endOtherSessions: UseCase<'users.endOtherSessions'> = {
  async runs({ actor, services, transact, request }) {
    const userId = userIdOf(actor) ?? ''
    const ended = await transact(context => endSessions(context, { userId, except: request.sessionId }, { reason: 'logged-out', actor }))
    services.sessions.recheck(userId)
    return { ended }
  },
}
