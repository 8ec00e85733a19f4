import { hashOf } from '../../auth/tokens'
import type { UseCase } from '../useCase'
import { Reply } from '../reply'
import { endSessions } from '../../auth/endSessions'

/** Ends the session that the token belongs to. Without a token, or with an invalid one, nothing ends. */
export const logout: UseCase<'auth.logout'> = {
  async runs({ services, transact, request }, { refresh_token }) {
    const presented = refresh_token ?? request.refreshCookie
    if (presented) {
      const userId = await transact(async (context) => {
        const token = await context.stores.tokens.byHash(hashOf(presented))
        if (token)
          await endSessions(context, { userId: token.user_id, only: token.family_id }, { reason: 'logged-out', actor: context.actor })
        return token?.user_id ?? null
      })
      if (userId) services.sessions.recheck(userId)
    }
    return new Reply({ message: request.translate('logged_out') }, { refreshCookie: null })
  },
}
