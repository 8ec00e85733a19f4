import { Refusal } from '../../../shared/result'
import { auditNames } from '../../auth/auditNames'
import { ACCESS_TOKEN_LIFE, hashOf } from '../../auth/tokens'
import type { Rates } from '../../auth/rates'
import type { StoredUser } from '../../db/stores/accounts/users'
import { RefusalOfCookie, Reply } from '../reply'
import type { UseCase } from '../useCase'
import type { WriteContext } from '../../transaction/context'
import { endSessions } from '../../auth/endSessions'
import { isHeldByTwo } from './refreshFamily'
import { continueSession, isOver, type Device } from './session'

/** The newest tokens of a session are kept; an older one counts as unknown. */
const TOKENS_KEPT = 100
/** So many old tokens are deleted together. */
const TOKENS_SPARE = 20

type RefreshResult =
  | { user: StoredUser; sessionId: string; token: string }
  /** The id of the user whose session was ended, if one was. */
  | { refused: 'unauthenticated' | 'deactivated'; compromisedUserId: string | null }

const refused = { refused: 'unauthenticated', compromisedUserId: null } as const

/** [PEOPLE-15] The device of somebody who was away when their account was deactivated is told so, without the reason. */
async function endedOf({ stores }: WriteContext, { user_id }: { user_id: string }): Promise<RefreshResult> {
  const user = await stores.users.byId(user_id)
  return user && !user.is_active ? { refused: 'deactivated', compromisedUserId: null } : refused
}

/** A refusal is answered after the commit, so that the end of a stolen session is kept. @throws Refusal `too_fast` */
async function trade(
  context: WriteContext, presented: string, { address }: Device, { refreshed }: Pick<Rates, 'refreshed'>,
): Promise<RefreshResult> {
  const { stores, now } = context
  const token = await stores.tokens.byHash(hashOf(presented))
  if (token) refreshed(token.family_id)
  if (!token || token.expires_at <= now) return refused
  if (!await stores.sessions.use(token.family_id, { address }, now)) return endedOf(context, token)
  const family = await stores.tokens.family(token.family_id)
  if (isHeldByTwo(family, token, now)) {
    await stores.audit.append(
      {
        actor: context.actor,
        action: auditNames.sessionReuse,
        target: { kind: 'user', id: token.user_id },
        detail: { session: token.family_id },
      },
      now,
    )
    await endSessions(
      context,
      { userId: token.user_id, only: token.family_id },
      { reason: 'reused', actor: context.actor, because: auditNames.sessionReuse },
    )
    return { ...refused, compromisedUserId: token.user_id }
  }
  const user = await stores.users.byId(token.user_id)
  const startedAt = await stores.sessions.startOf(token.family_id)
  if (!user?.is_active || isOver(user.role, { startedAt: startedAt ?? token.created_at, usedAt: token.created_at }, now)) return refused
  await stores.tokens.markUsed(token.token_hash, now)
  if (family.length >= TOKENS_KEPT + TOKENS_SPARE) await stores.tokens.forgetOlder(family.slice(0, -TOKENS_KEPT))
  return { user, sessionId: token.family_id, token: await continueSession(context, token, user.role) }
}

/** [ACCOUNT-4] Each use gives a new refresh token; an old one used again ends the whole session. */
export const refresh: UseCase<'auth.refresh'> = {
  async runs({ services, transact, request }, { refresh_token }) {
    const presented = refresh_token ?? request.refreshCookie
    if (!presented) throw new Refusal('unauthenticated')
    const result = await transact(context => trade(context, presented, request.device, services.rates))
    if ('refused' in result) {
      if (result.compromisedUserId) services.sessions.recheck(result.compromisedUserId)
      throw refresh_token === undefined ? new RefusalOfCookie(result.refused) : new Refusal(result.refused)
    }
    const access = {
      access_token: await services.tokens.sign(result.user, result.sessionId),
      token_type: 'bearer',
      expires_in: ACCESS_TOKEN_LIFE,
    } as const
    return refresh_token === undefined ? new Reply(access, { refreshCookie: result.token }) : { ...access, refresh_token: result.token }
  },
}
