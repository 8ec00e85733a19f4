import type { Input } from '../../../shared/contract/commands'
import { Refusal } from '../../../shared/result'
import { auditNames } from '../../auth/auditNames'
import { requireStrongPassword } from '../../auth/passwordPolicy'
import { hashOf } from '../../auth/tokens'
import { networkOf } from '../../limits/addresses'
import type { StoredInvite } from '../../db/stores/accounts/invites'
import { refuseOffice } from '../users/refuseOffice'
import { useInvite } from '../users/useInvite'
import type { RunContext, UseCase } from '../useCase'
import type { ReadContext } from '../../transaction/context'
import { claimantAt } from './claimants'
import { createAccount, refuseTaken } from './createAccount'
import { isGood } from './registration'
import { queueConfirmation } from './sendConfirmation'

type Asked = Input<'auth.register'>

/** Finds the invitation that came along, if it is valid. @throws Refusal if the server requires one */
async function inviteOf({ config, stores, now }: ReadContext, { invite }: Asked): Promise<StoredInvite | null> {
  if (config.registration === 'closed') throw new Refusal('registration_closed')
  const found = invite === undefined ? null : await stores.invites.byHash(hashOf(invite))
  const good = found && isGood(found, now) ? found : null
  if (config.registration === 'invite' && !good) throw new Refusal(invite === undefined ? 'registration_closed' : 'invite_invalid')
  return good
}

/** Cheap checks come before expensive ones. @throws Refusal `taken`, `weak_password`, `unavailable` */
async function requireChoosable(
  { actor, services, stores, request }: Pick<RunContext<unknown>, 'actor' | 'services' | 'stores' | 'request'>,
  { email, username, password, full_name }: Asked,
): Promise<void> {
  refuseOffice(actor, { username, full_name })
  await refuseTaken(stores, { email, username })
  await requireStrongPassword(
    password,
    { email, username, full_name },
    { judge: services.passwordJudge, claimant: claimantAt(request, null) },
  )
}

const isChoice = (error: unknown): boolean => error instanceof Refusal && (error.code === 'taken' || error.code === 'weak_password')

/**
 * [LIMIT-61] An invited person's tries are counted under the invitation, others' under their network. A refused try
 * takes no place of an account.
 */
export const register: UseCase<'auth.register'> = {
  async runs(context, input) {
    const { actor, services, transact, request } = context
    const { rates, passwords, mailQueue } = services
    const { email, username, password, full_name } = input
    const { address } = request.device
    const invite = await inviteOf(context, input)
    const network = networkOf(address ?? '')
    try {
      await requireChoosable(context, input)
    } catch (error) {
      if (isChoice(error))
        await (invite
          ? rates.pay('inviteRefused', invite.id, { actor, address })
          : rates.pay('accountRefused', network, { actor, address }))
      throw error
    }
    if (!invite) await rates.pay('accountMade', network, { actor, address })
    const password_hash = await passwords.hash(password, claimantAt(request, null))
    const name = full_name || username
    const id = await transact(async (inside) => {
      const invite_id = await useInvite(inside, input.invite)
      const userId = await createAccount(inside, { email, username, full_name: name, password_hash, role: 'user', invite_id })
      await inside.stores.audit.append(
        { actor: inside.actor, action: auditNames.register, target: { kind: 'user', id: userId } },
        inside.now,
      )
      // The account works at once, whether the letter is answered or not.
      await queueConfirmation(inside, { user: { id: userId, username }, email, language: request.language })
      return userId
    })
    mailQueue.wake()
    return { id, email, username, full_name: name, message: request.translate('registered') }
  },
}
