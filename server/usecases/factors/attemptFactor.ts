import type { Actor } from '../../../shared/access/actor'
import { Refusal } from '../../../shared/result'
import { auditNames } from '../../auth/auditNames'
import type { StoredUser } from '../../db/stores/accounts/users'
import type { CommandServices } from '../useCase'
import { noteFailure } from '../accounts/letIn'

export interface FactorAttempt {
  /** `factor` follows a right password; `passkey` stands alone. */
  kind: 'factor' | 'passkey'
  /** The account, or the passkey, for which wrong tries in a row are counted. */
  what: string
  user: StoredUser | null
  address: string | null
  /** A device that the account knows has tries of its own. */
  device: string | null
}

/**
 * Makes one try at a second factor, slowed like a password. @returns what was found @throws Refusal `wrong_factor`,
 * `too_fast`
 */
export async function attemptFactor<T>(
  { services, actor }: { services: Pick<CommandServices, 'rates'>; actor: Actor },
  { user, ...at }: FactorAttempt,
  find: () => Promise<T | null>,
): Promise<T> {
  const note = noteFailure(actor, user, { failed: auditNames.factorFailed, slowed: auditNames.factorSlowed })
  const good: T[] = []
  await services.rates.attempt({ ...at, note }, async () => {
    const found = await find()
    if (found !== null) good.push(found)
    return found !== null
  })
  const [found] = good
  if (found === undefined) throw new Refusal('wrong_factor')
  return found
}
