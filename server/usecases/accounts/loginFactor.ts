import type { Input } from '../../../shared/contract/commands'
import { Refusal } from '../../../shared/result'
import { auditNames } from '../../auth/auditNames'
import { recoveryHashOf } from '../../auth/recoveryCodes'
import { openTicket, requireHolder, spendTicket, type Ticket } from '../../auth/tickets'
import type { StoredUser } from '../../db/stores/accounts/users'
import type { RunContext, UseCase } from '../useCase'
import type { WriteContext } from '../../transaction/context'
import { attemptFactor } from '../factors/attemptFactor'
import { findAssertion, type Signed } from '../factors/findAssertion'
import { tellFactor } from '../factors/tellFactor'
import { knownDevice } from './claimants'
import { letIn, loggedIn, requireMayLogIn } from './letIn'

type Context = Omit<RunContext<unknown>, 'answers'>
type Shown = { signed: Signed } | { codeHash: string }

/** The passkey or the code, if it is valid. */
async function look(
  { stores, request }: Context, user: StoredUser, { ticket, input }: { ticket: Ticket; input: Input<'auth.factor'> },
): Promise<Shown | null> {
  if (input.assertion) {
    const signed = await findAssertion(stores, input.assertion, { site: request.site(), challenge: ticket.challenge, userId: user.id })
    return signed && { signed }
  }
  const codeHash = recoveryHashOf(input.recovery_code ?? '')
  return await stores.recoveryCodes.isGood(user.id, codeHash) ? { codeHash } : null
}

/** Uses the factor up: of two uses at one moment one wins. @throws Refusal `wrong_factor` */
async function use(
  context: WriteContext, user: StoredUser, { shown, language }: { shown: Shown; language: Context['request']['language'] },
): Promise<void> {
  const { stores, now, actor } = context
  if ('signed' in shown) {
    if (!await stores.passkeys.use(user.id, shown.signed.id, shown.signed.counter, now)) throw new Refusal('wrong_factor')
    return
  }
  if (!await stores.recoveryCodes.use(user.id, shown.codeHash, now)) throw new Refusal('wrong_factor')
  const { left } = await stores.recoveryCodes.leftOf(user.id)
  await stores.audit.append({ actor, action: auditNames.recoveryUsed, target: { kind: 'user', id: user.id }, detail: { left } }, now)
  await tellFactor(context, user, { letter: { kind: 'recoveryUsed', left, at: now }, language })
}

/**
 * [FACTOR-2] The ticket is valid once, for five minutes, and for the password as it was. Wrong factors are slowed like
 * wrong passwords.
 */
export const loginFactor: UseCase<'auth.factor'> = {
  async runs(context, input) {
    const { config, services, stores, transact, request, now } = context
    const ticket = openTicket(input.ticket, 'login', { config, now })
    const user = requireHolder(ticket, await stores.users.byId(ticket.user_id ?? ''))
    await requireMayLogIn(context, user)
    const at = {
      kind: 'factor',
      what: user.id,
      user,
      address: request.device.address,
      device: knownDevice(services, request, user.id),
    } as const
    const found = await attemptFactor(context, at, () => look(context, user, { ticket, input }))
    const started = await transact(async (inside) => {
      const still = requireHolder(ticket, await inside.stores.users.byId(user.id))
      await spendTicket(inside.stores, ticket)
      await use(inside, still, { shown: found, language: request.language })
      return letIn(inside, still, { request, cookie: input.cookie, with: 'signed' in found ? 'passkey' : 'recovery' })
    })
    return loggedIn(context, user, { started, cookie: input.cookie })
  },
}
