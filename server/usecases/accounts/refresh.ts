import { Refusal } from '../../../shared/result'
import { msOf } from '../../../shared/model/instant'
import { ACCESS_TOKEN_LIFE, hashOf } from '../../auth/tokens'
import type { StoredUser } from '../../db/stores/users'
import type { StoredToken } from '../../db/stores/tokens'
import type { UseCase, WriteContext } from '../context'
import { continueSession } from './session'

/** How long a token still works after its successor was first used: two tabs, a lost answer, a phone that slept. */
const GRACE_MS = 10_000

type Traded = { user: StoredUser; token: string } | null

/** Whether a token that was traded in before is still an honest one. */
async function isReplay({ stores, now }: WriteContext, token: StoredToken): Promise<boolean> {
  if (token.used_at === null) return false
  const successorUsedAt = await stores.tokens.firstUseOfSuccessor(token.token_hash)
  return successorUsedAt !== null && msOf(now) - msOf(successorUsedAt) > GRACE_MS
}

/** Null is a refusal; it is answered after the commit, so that the end of a stolen family is kept. */
async function trade(context: WriteContext, presented: string): Promise<Traded> {
  const { stores, now } = context
  const token = await stores.tokens.byHash(hashOf(presented))
  if (!token || token.ended_at !== null || token.expires_at <= now || token.family_expires_at <= now) return null
  if (await isReplay(context, token)) {
    await stores.tokens.endFamily(token.family_id, now)
    await stores.audit.append({ actor: { kind: 'guest' }, action: 'session.reuse', target: { kind: 'user', id: token.user_id } }, now)
    return null
  }
  const user = await stores.users.byId(token.user_id)
  if (!user?.is_active) return null
  await stores.tokens.markUsed(token.token_hash, now)
  return { user, token: await continueSession(context, token, user.role) }
}

/** [ACCOUNT-4] Each use gives a new refresh token; an old one used again ends the whole session. */
export const refresh: UseCase<'auth.refresh'> = {
  async runs({ services, transact, request }, { refresh_token }) {
    const presented = refresh_token ?? request.refreshCookie
    if (!presented) throw new Refusal('unauthenticated')
    const traded = await transact(context => trade(context, presented))
    if (!traded) {
      if (refresh_token === undefined) request.setRefreshCookie(null)
      throw new Refusal('unauthenticated')
    }
    if (refresh_token === undefined) request.setRefreshCookie(traded.token)
    return {
      access_token: await services.tokens.sign(traded.user),
      ...(refresh_token === undefined ? {} : { refresh_token: traded.token }),
      token_type: 'bearer',
      expires_in: ACCESS_TOKEN_LIFE,
    }
  },
}
