import { hashOf } from '../../auth/tokens'
import type { UseCase } from '../context'

/** Ends the session that the token belongs to; without one, or with a dead one, there is nothing to end. */
export const logout: UseCase<'auth.logout'> = {
  async runs({ transact, request }, { refresh_token }) {
    const presented = refresh_token ?? request.refreshCookie
    if (presented) {
      await transact(async ({ stores, now }) => {
        const token = await stores.tokens.byHash(hashOf(presented))
        if (token) await stores.tokens.endFamily(token.family_id, now)
      })
    }
    request.setRefreshCookie(null)
    return { message: request.say('logged_out') }
  },
}
