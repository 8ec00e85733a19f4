import type { Actor } from '../../../shared/access/actor'
import { instantOf, msOf, type Instant } from '../../../shared/model/instant'
import { Refusal } from '../../../shared/result'
import { usernameKey } from '../../../shared/rules/username'
import { auditNames } from '../../auth/auditNames'
import type { Attempted } from '../../auth/tries'
import { ACCESS_TOKEN_LIFE } from '../../auth/tokens'
import type { StoredUser } from '../../db/stores/users'
import { queueMail } from '../../mail/queueMail'
import type { RequestFacts, UseCase, WriteContext } from '../context'
import { claimantAt, knownDevice, rememberDevice } from './claimants'
import { startSession, type StartedSession } from './session'

const DAY = 24 * 3600 * 1000

/** A device that was not seen before is told of by mail; the first one ever is no news. */
async function begin(context: WriteContext, user: StoredUser, { device, language }: RequestFacts): Promise<StartedSession> {
  const { stores, now, config } = context
  const known = await stores.sessions.knows(user.id, device.label)
  const started = await startSession(context, user, device)
  await stores.audit.append({
    actor: { kind: 'user', id: user.id, role: user.role, name: user.username }, action: auditNames.login,
    target: { kind: 'user', id: user.id }, detail: { session: started.sessionId },
  }, now)
  if (user.email && known.user && !known.device) {
    const letter = { kind: 'newDevice', device: device.label, at: now } as const
    await queueMail({ stores, now, config }, { userId: user.id, key: `new-device/${started.sessionId}`, to: user.email, language: user.language ?? language, letter, expires_at: instantOf(msOf(now) + DAY) })
  }
  return started
}

/** The first wrong password in a row stands in the log, and each that makes the next one wait; of names that nobody has only the latter. */
const noteFailure = (actor: Actor, user: StoredUser | null): NonNullable<Attempted['note']> => async (stores, { failures, wait }, now) => {
  if (wait === 0 && (failures > 1 || !user)) return
  const action = wait > 0 ? auditNames.loginSlowed : auditNames.loginFailed
  await stores.audit.append({ actor, action, target: { kind: 'user', id: user?.id ?? '' }, detail: { failures, ...(wait > 0 ? { wait } : {}) } }, now)
}

/** @returns whether the time for which the account was shut out is over. @throws Refusal `deactivated` */
function requireAdmitted({ is_active, inactive_until }: StoredUser, now: Instant): boolean {
  if (is_active) return false
  if (inactive_until === null || inactive_until > now) throw new Refusal('deactivated')
  return true
}

/** [ACCOUNT-2] The same answer, after the same time, whether the account or only the password is wrong. */
export const login: UseCase<'auth.login'> = {
  async runs({ actor, services, stores, transact, request, now }, { username, password, cookie }) {
    // The address first: nobody keeps another out by taking their address as a username.
    const user = await stores.users.byEmail(username) ?? await stores.users.byUsername(username)
    // Under what was typed, not under the account: else two names of one account would tell that it exists.
    const name = usernameKey(username)
    const device = knownDevice(services, request, user?.id)
    const claimant = claimantAt(request, device, name)
    const at = { kind: 'login', what: name, address: request.device.address, device, note: noteFailure(actor, user) }
    const matches = await services.passwords.verify(user?.password_hash ?? null, password, claimant, look => services.rates.attempt(at, look))
    if (!user || !matches) throw new Refusal('wrong_credentials')
    requireAdmitted(user, now)
    const rehashed = user.password_hash && services.passwords.isOutdated(user.password_hash) ? await services.passwords.hash(password, claimant) : null
    const { sessionId, refreshToken } = await transact(async (context) => {
      // Checking took its time: whoever changed the password or shut the account out meanwhile did not let this one in.
      const still = await context.stores.users.byId(user.id)
      if (still?.password_hash !== user.password_hash) throw new Refusal('wrong_credentials')
      const isBack = requireAdmitted(still, now)
      await context.stores.users.update(user.id, { last_login_at: now, ...(rehashed ? { password_hash: rehashed } : {}), ...(isBack ? { is_active: true, inactive_until: null } : {}) })
      return begin(context, still, request)
    })
    services.post.wake()
    if (cookie) request.setRefreshCookie(refreshToken)
    rememberDevice(services, request, user.id)
    return {
      access_token: await services.tokens.sign(user, sessionId),
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
