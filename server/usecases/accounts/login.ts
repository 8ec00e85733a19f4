import { Refusal } from '../../../shared/result'
import { usernameKey } from '../../../shared/rules/username'
import { auditNames } from '../../auth/auditNames'
import { issueTicket } from '../../auth/tickets'
import { requestOptions } from '../../auth/webauthn'
import type { StoredUser } from '../../db/stores/accounts/users'
import type { RequestFacts, UseCase } from '../useCase'
import type { WriteContext } from '../../transaction/context'
import { claimantAt, knownDevice } from './claimants'
import { countLogin, letIn, loggedIn, noteFailure, requireMayLogIn } from './letIn'

/** [FACTOR-1] The password alone is not enough for a person who has a passkey: they get a ticket for the second step. */
async function secondStep({ stores, config, now }: WriteContext, user: StoredUser, request: RequestFacts): Promise<Refusal> {
  const { challenge, ...ticket } = issueTicket('login', user, { config, now })
  const options = requestOptions({ site: request.site(), passkeys: await stores.passkeys.ofUser(user.id), challenge })
  return new Refusal('second_factor_required', {}, { factor: { ...ticket, options } })
}

/** [ACCOUNT-2] The answer and its delay are the same whether the account or only the password is wrong. */
export const login: UseCase<'auth.login'> = {
  async runs({ actor, services, stores, transact, request, now }, { username, password, cookie }) {
    // E-mail addresses are looked up first, so that nobody locks another out by taking their address as a username.
    const user = await stores.users.byEmail(username) ?? await stores.users.byUsername(username)
    // Tries are counted under the typed name, not under the account: otherwise two names of one account would tell that it
    // exists.
    const name = usernameKey(username)
    const device = knownDevice(services, request, user?.id)
    const claimant = claimantAt(request, device, name)
    const note = noteFailure(actor, user, { failed: auditNames.loginFailed, slowed: auditNames.loginSlowed })
    const at = { kind: 'login', what: name, address: request.device.address, device, note }
    const matches = await services.passwords.verify(user?.password_hash ?? null, password, claimant, look =>
      services.rates.attempt(at, look),
    )
    if (!user || !matches) throw new Refusal('wrong_credentials')
    await requireMayLogIn({ stores, now }, user)
    const rehashed =
      user.password_hash && services.passwords.isOutdated(user.password_hash) ? await services.passwords.hash(password, claimant) : null
    await countLogin(services, user, actor, request)
    const started = await transact(async (context) => {
      // The account is read again, because its password may have changed, or it may have been deactivated, during the check.
      const still = await context.stores.users.byId(user.id)
      if (still?.password_hash !== user.password_hash) throw new Refusal('wrong_credentials')
      await requireMayLogIn(context, still)
      if (rehashed) await context.stores.users.update(user.id, { password_hash: rehashed })
      const renewed = rehashed ? { ...still, password_hash: rehashed } : still
      return still.has_second_factor ? secondStep(context, renewed, request) : letIn(context, renewed, { request, cookie })
    })
    if (started instanceof Refusal) throw started
    return loggedIn({ services, request }, user, { started, cookie })
  },
}
