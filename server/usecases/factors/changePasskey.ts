import { Refusal } from '../../../shared/result'
import { auditNames } from '../../auth/auditNames'
import { newRecoveryCodes, recoveryHashOf } from '../../auth/recoveryCodes'
import type { UseCase } from '../useCase'
import { ownUser } from '../users/ownUser'
import { passkeyView } from './passkeyView'
import { requireProof } from './requireProof'
import { tellFactor } from './tellFactor'

export const renamePasskey: UseCase<'passkeys.rename'> = {
  async writes(context, { id, name }) {
    const { actor, stores, now } = context
    const user = await ownUser(context)
    const renamed = await stores.passkeys.rename(user.id, id, name)
    if (!renamed) throw new Refusal('not_found')
    await stores.audit.append({ actor, action: auditNames.passkeyRename, target: { kind: 'user', id: user.id } }, now)
    return passkeyView(renamed)
  },
}

/** [FACTOR-4] Removing the last passkey removes the recovery codes too: from then on the password is enough. */
export const removePasskey: UseCase<'passkeys.remove'> = {
  async runs(context, { id, proof }) {
    const { actor, services, transact, request } = context
    const { settle } = await requireProof(context, proof)
    const userId = await transact(async (inside) => {
      const user = await settle(inside)
      const removed = await inside.stores.passkeys.remove(user.id, id, inside.now)
      if (!removed) throw new Refusal('not_found')
      inside.touch.account(user.id)
      await inside.stores.audit.append({ actor, action: auditNames.passkeyRemove, target: { kind: 'user', id: user.id } }, inside.now)
      await tellFactor(inside, user, { letter: { kind: 'passkeyRemoved', name: removed.name, at: inside.now }, language: request.language })
      return user.id
    })
    services.sessions.recheck(userId)
    services.mailQueue.wake()
  },
}

/** [FACTOR-6] The old codes are invalid from that moment on. */
export const renewRecoveryCodes: UseCase<'passkeys.newCodes'> = {
  async runs(context, { proof }) {
    const { actor, transact, answers } = context
    const { settle } = await requireProof(context, proof)
    return transact(async (inside) => {
      const user = await settle(inside)
      // Codes alone are no second factor.
      if (!user.has_second_factor) throw new Refusal('not_found')
      const recovery_codes = newRecoveryCodes()
      await inside.stores.recoveryCodes.replace(user.id, recovery_codes.map(recoveryHashOf), inside.now)
      inside.touch.account(user.id)
      await inside.stores.audit.append({ actor, action: auditNames.recoveryRenew, target: { kind: 'user', id: user.id } }, inside.now)
      answers(inside, { recovery_codes })
      return { recovery_codes }
    })
  },
}
