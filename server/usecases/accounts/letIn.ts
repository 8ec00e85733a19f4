import type { Output } from '../../../shared/contract/commands'
import type { Actor } from '../../../shared/access/actor'
import { instantOf, msOf } from '../../../shared/model/instant'
import { auditNames } from '../../auth/auditNames'
import { ACCESS_TOKEN_LIFE } from '../../auth/tokens'
import type { AttemptSubject } from '../../auth/attempts'
import type { StoredUser } from '../../db/stores/accounts/users'
import { queueMail } from '../../mail/queueMail'
import type { CommandServices, RequestFacts } from '../useCase'
import type { ReadContext, WriteContext } from '../../transaction/context'
import { Reply } from '../reply'
import { keepAccount } from '../users/deleteMe'
import { deactivatedRefusal } from '../users/ownView'
import { proofOfDevice } from './claimants'
import { endReplaced } from './endReplaced'
import { startSession, type StartedSession } from './session'

const DAY = 24 * 3600 * 1000

/** The new session, and the users whose other sessions ended for it. */
export type LetIn = StartedSession & { ended: ReadonlySet<string> }

/**
 * [LIMIT-57] Counts a login before the transaction that makes the session, because each login writes to the log.
 * @throws Refusal `too_fast`
 */
export const countLogin = (
  { rates }: Pick<CommandServices, 'rates'>, { id }: StoredUser, actor: Actor, { device }: RequestFacts,
): Promise<void> =>
  rates.pay('loggedIn', id, { actor, address: device.address })

/** @returns true if the time for which the account was deactivated is over. @throws Refusal `deactivated` */
export async function requireMayLogIn(context: Pick<ReadContext, 'stores' | 'now'>, user: StoredUser): Promise<boolean> {
  const { is_active, inactive_until } = user
  if (is_active) return false
  if (inactive_until === null || inactive_until > context.now) throw await deactivatedRefusal(context, user)
  return true
}

/** Writes the first wrong try in a row to the log, and each that makes the next one wait. For unknown names only the latter. */
export const noteFailure =
  (actor: Actor, user: StoredUser | null, actions: { failed: string; slowed: string }): NonNullable<AttemptSubject['note']> =>
  async (stores, { failures, wait }, now) => {
    if (wait === 0 && (failures > 1 || !user)) return
    const action = wait > 0 ? actions.slowed : actions.failed
    await stores.audit.append(
      { actor, action, target: { kind: 'user', id: user?.id ?? '' }, detail: { failures, ...(wait > 0 ? { wait } : {}) } },
      now,
    )
  }

/**
 * Begins the session once everything that was asked for was given. A mail tells of a device that was not seen before,
 * except for the account's first one. @throws Refusal `deactivated`
 */
export async function letIn(
  context: WriteContext,
  user: StoredUser,
  { request, cookie, with: factor }: { request: RequestFacts; cookie: boolean; with?: 'passkey' | 'recovery' },
): Promise<LetIn> {
  const { stores, now, config } = context
  const { device, language } = request
  const isBack = await requireMayLogIn(context, user)
  await stores.users.update(user.id, { last_login_at: now, ...(isBack ? { is_active: true, inactive_until: null } : {}) })
  await keepAccount(context, user)
  const known = await stores.sessions.knows(user.id, device.label)
  const started = await startSession(context, user, device)
  await stores.audit.append({
    actor: { kind: 'user', id: user.id, role: user.role, name: user.username }, action: auditNames.login,
    target: { kind: 'user', id: user.id }, detail: { session: started.sessionId, ...(factor ? { factor } : {}) },
  }, now)
  if (user.email && known.user && !known.device) {
    const letter = { kind: 'newDevice', device: device.label, at: now } as const
    await queueMail(
      { stores, now, config },
      {
        userId: user.id,
        key: `new-device/${started.sessionId}`,
        to: user.email,
        username: user.username,
        language: user.language ?? language,
        letter,
        expires_at: instantOf(msOf(now) + DAY),
      },
    )
  }
  return { ...started, ended: await endReplaced(context, user.id, cookie ? request.refreshCookie : null) }
}

/** Makes the answer that every way to log in gives, after the commit. */
export async function loggedIn(
  { services, request }: { services: CommandServices; request: RequestFacts },
  user: StoredUser,
  { started, cookie }: { started: LetIn; cookie: boolean },
): Promise<Reply<Output<'auth.login'>>> {
  started.ended.forEach(services.sessions.recheck)
  services.mailQueue.wake()
  const output: Output<'auth.login'> = {
    access_token: await services.tokens.sign(user, started.sessionId),
    ...(cookie ? {} : { refresh_token: started.refreshToken }),
    token_type: 'bearer',
    expires_in: ACCESS_TOKEN_LIFE,
    user_id: user.id,
    email: user.email,
    username: user.username,
    full_name: user.full_name,
    role: user.role,
    ...(user.deletes_at === null ? {} : { deletion_undone: true as const }),
  }
  return new Reply(output, {
    ...(cookie ? { refreshCookie: started.refreshToken } : {}),
    deviceProof: proofOfDevice(services, request, user.id),
  })
}
