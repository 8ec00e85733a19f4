import { Refusal } from '../../../shared/result'
import { auditNames } from '../../auth/auditNames'
import { newRecoveryCodes, recoveryHashOf } from '../../auth/recoveryCodes'
import { issueTicket, openTicket, requireHolder, spendTicket } from '../../auth/tickets'
import { checkAttestation, creationOptions, requestOptions } from '../../auth/webauthn'
import type { UseCase } from '../useCase'
import { ownUser } from '../users/ownUser'
import { passkeyView } from './passkeyView'
import { requireProof } from './requireProof'
import { tellFactor } from './tellFactor'

/** Nobody needs more, and each passkey is offered at every login. */
const PASSKEYS_MAX = 20
const full = () => new Refusal('passkey_limit', { max: PASSKEYS_MAX })

/** The options for proving with a passkey. The ticket is used once. */
export const challengePasskey: UseCase<'passkeys.challenge'> = {
  async runs({ actor, stores, config, now, request }) {
    const user = await ownUser({ actor, stores })
    const { challenge, ...ticket } = issueTicket('proof', user, { config, now })
    return { ...ticket, options: requestOptions({ site: request.site(), passkeys: await stores.passkeys.ofUser(user.id), challenge }) }
  },
}

export const beginPasskey: UseCase<'passkeys.begin'> = {
  async runs(context, { proof }) {
    const { config, now, request, stores, transact } = context
    const { user, settle } = await requireProof(context, proof)
    await transact(settle)
    const passkeys = await stores.passkeys.ofUser(user.id)
    if (passkeys.length >= PASSKEYS_MAX) throw full()
    const { challenge, ...ticket } = issueTicket('add', user, { config, now })
    return { ...ticket, options: creationOptions({ site: request.site(), user, passkeys, challenge }) }
  },
}

/**
 * [FACTOR-5] Adds a passkey with the ticket of a person who proved their identity. The first passkey brings the
 * recovery codes.
 */
export const addPasskey: UseCase<'passkeys.add'> = {
  async runs({ actor, config, services, stores, transact, answers, request, now }, { ticket: sealed, credential, name }) {
    const ticket = openTicket(sealed, 'add', { config, now })
    const user = requireHolder(ticket, await ownUser({ actor, stores }))
    const made = await checkAttestation(credential, { site: request.site(), challenge: ticket.challenge })
    if (!made) throw new Refusal('wrong_factor')
    const added = await transact(async (inside) => {
      const still = requireHolder(ticket, await ownUser(inside))
      await spendTicket(inside.stores, ticket)
      const passkey = { ...made, user_id: still.id, name, created_at: inside.now }
      const count = await inside.stores.passkeys.insert(passkey)
      if (count > PASSKEYS_MAX) throw full()
      const recovery_codes = count === 1 ? newRecoveryCodes() : null
      if (recovery_codes) await inside.stores.recoveryCodes.replace(still.id, recovery_codes.map(recoveryHashOf), inside.now)
      inside.touch.account(still.id)
      await inside.stores.audit.append({ actor, action: auditNames.passkeyAdd, target: { kind: 'user', id: still.id } }, inside.now)
      await tellFactor(inside, still, { letter: { kind: 'passkeyAdded', name, at: inside.now }, language: request.language })
      const output = { passkey: passkeyView({ ...passkey, last_used_at: null }), recovery_codes }
      answers(inside, output)
      return output
    })
    services.sessions.recheck(user.id)
    services.mailQueue.wake()
    return added
  },
}
