import type { Config } from '../../config'
import type { StoredUser } from '../../db/stores/users'
import type { UseCase } from '../context'
import { ownUser } from '../users/ownUser'
import { passkeyView } from './passkeyView'

const WANTED = { off: 'no', ask: 'asked', require: 'required' } as const
const wantedOf = ({ role }: StoredUser, { adminFactor }: Config) => (role === 'admin' ? WANTED[adminFactor] : 'no')

export const listPasskeys: UseCase<'passkeys.list'> = {
  async reads({ actor, stores, config }) {
    const user = await ownUser({ actor, stores })
    return {
      results: (await stores.passkeys.ofUser(user.id)).map(passkeyView),
      recovery_codes: await stores.recoveryCodes.leftOf(user.id),
      wanted: wantedOf(user, config),
    }
  },
}
