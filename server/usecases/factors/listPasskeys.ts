import type { UseCase } from '../useCase'
import { ownUser } from '../users/ownUser'
import { passkeyView } from './passkeyView'

export const listPasskeys: UseCase<'passkeys.list'> = {
  async reads(context) {
    const { stores } = context
    const { id } = await ownUser(context)
    return { results: (await stores.passkeys.ofUser(id)).map(passkeyView), recovery_codes: await stores.recoveryCodes.leftOf(id) }
  },
}
