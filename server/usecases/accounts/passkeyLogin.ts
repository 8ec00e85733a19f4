import { Refusal } from '../../../shared/result'
import { issueTicket, openTicket, spendTicket } from '../../auth/tickets'
import { requestOptions } from '../../auth/webauthn'
import { attemptFactor } from '../factors/attemptFactor'
import { findAssertion } from '../factors/findAssertion'
import type { UseCase } from '../useCase'
import { knownDevice } from './claimants'
import { countLogin, letIn, loggedIn } from './letIn'

export const passkeyOptions: UseCase<'auth.passkeyOptions'> = {
  runs({ config, now, request }) {
    const { challenge, ...ticket } = issueTicket('passkey', null, { config, now })
    return Promise.resolve({ ...ticket, options: requestOptions({ site: request.site(), passkeys: null, challenge }) })
  },
}

/** [FACTOR-3] A passkey that verified its user (PIN, finger, face) counts as both factors, and names its user itself. */
export const passkeyLogin: UseCase<'auth.passkey'> = {
  async runs({ actor, config, services, stores, transact, request, now }, { ticket: sealed, assertion, cookie }) {
    const ticket = openTicket(sealed, 'passkey', { config, now })
    const passkey = await stores.passkeys.byId(assertion.id)
    // Ids of passkeys are random, so that tries with unknown ones need no counting.
    const user = passkey && await stores.users.byId(passkey.user_id)
    if (!user) throw new Refusal('wrong_factor')
    const at = {
      kind: 'passkey',
      what: assertion.id,
      user,
      address: request.device.address,
      device: knownDevice(services, request, user.id),
    } as const
    const found = await attemptFactor({ services, actor }, at, async () => {
      const isNamed = Boolean(assertion.response.userHandle)
      return isNamed
        ? findAssertion(stores, assertion, { site: request.site(), challenge: ticket.challenge, userId: user.id, isOnlyFactor: true })
        : null
    })
    await countLogin(services, user, actor, request)
    const { started, still } = await transact(async (inside) => {
      const still = await inside.stores.users.byId(user.id)
      if (!still) throw new Refusal('wrong_factor')
      await spendTicket(inside.stores, ticket)
      if (!await inside.stores.passkeys.use(still.id, found.id, found.counter, inside.now)) throw new Refusal('wrong_factor')
      return { still, started: await letIn(inside, still, { request, cookie, with: 'passkey' }) }
    })
    return loggedIn({ services, request }, still, { started, cookie })
  },
}
