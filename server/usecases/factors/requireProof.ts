import type { Proof } from '../../../shared/contract/factors'
import { Refusal } from '../../../shared/result'
import { openTicket, requireHolder, spendTicket } from '../../auth/tickets'
import type { StoredUser } from '../../db/stores/accounts/users'
import { requireCurrentPassword } from '../accounts/requireCurrentPassword'
import type { RunContext } from '../useCase'
import type { WriteContext } from '../../transaction/context'
import { ownUser } from '../users/ownUser'
import { attemptFactor } from './attemptFactor'
import { findAssertion } from './findAssertion'

type Asking = Omit<RunContext<unknown>, 'answers'>
export interface Proved {
  user: StoredUser
  /** Runs inside the transaction of the proved act: the proof must still hold, and is used up. @throws Refusal */
  settle: (inside: WriteContext) => Promise<StoredUser>
}

async function byPassword({ services, stores, actor }: Asking, password: string): Promise<Proved> {
  const user = await ownUser({ actor, stores })
  await requireCurrentPassword(services, user, password)
  return {
    user,
    async settle(inside) {
      const still = await ownUser(inside)
      if (still.password_hash !== user.password_hash) throw new Refusal('wrong_password')
      return still
    },
  }
}

async function byPasskey(
  { services, stores, actor, config, now, request }: Asking,
  proof: Exclude<Proof, { current_password: string }>,
): Promise<Proved> {
  const ticket = openTicket(proof.ticket, 'proof', { config, now })
  const user = requireHolder(ticket, await ownUser({ actor, stores }))
  const found = await attemptFactor({ services, actor }, { kind: 'factor', what: user.id, user, address: null, device: null }, () =>
    findAssertion(stores, proof.assertion, { site: request.site(), challenge: ticket.challenge, userId: user.id }))
  return {
    user,
    async settle(inside) {
      const still = requireHolder(ticket, await ownUser(inside))
      await spendTicket(inside.stores, ticket)
      if (!await inside.stores.passkeys.use(still.id, found.id, found.counter, inside.now)) throw new Refusal('wrong_factor')
      return still
    },
  }
}

/**
 * [FACTOR-4] A stranger at an open page cannot change the second factor.
 * @throws Refusal `wrong_password`, `wrong_factor`, `ticket_invalid`, `too_fast`
 */
export const requireProof = (context: Asking, proof: Proof): Promise<Proved> =>
  'current_password' in proof ? byPassword(context, proof.current_password) : byPasskey(context, proof)
