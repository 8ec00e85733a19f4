import { Refusal } from '../../../shared/result'
import { ACCESS_TOKEN_LIFE } from '../../auth/tokens'
import type { UseCase } from '../context'
import { startSession } from './session'

/** [ACCOUNT-2] The same answer, after the same time, whether the account or only the password is wrong. */
export const login: UseCase<'auth.login'> = {
  async runs({ services, stores, transact, request, now }, { username, password, cookie }) {
    // The address first: nobody keeps another out by taking their address as a username.
    const user = await stores.users.byEmail(username) ?? await stores.users.byUsername(username)
    const matches = await services.passwords.verify(user?.password_hash ?? null, password)
    if (!user || !matches) throw new Refusal('wrong_credentials')
    if (!user.is_active) throw new Refusal('deactivated')
    const rehashed = user.password_hash && services.passwords.isOutdated(user.password_hash) ? await services.passwords.hash(password) : null
    const refreshToken = await transact(async (context) => {
      await context.stores.users.update(user.id, { last_login_at: now, ...(rehashed ? { password_hash: rehashed } : {}) })
      return startSession(context, user)
    })
    if (cookie) request.setRefreshCookie(refreshToken)
    return {
      access_token: await services.tokens.sign(user),
      ...(cookie ? {} : { refresh_token: refreshToken }),
      token_type: 'bearer',
      expires_in: ACCESS_TOKEN_LIFE,
      user_id: user.id,
      email: user.email,
      username: user.username,
      full_name: user.full_name,
      role: user.role,
    }
  },
}
