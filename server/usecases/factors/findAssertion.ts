import type { Assertion } from '../../../shared/model/passkey'
import type { Site } from '../../auth/site'
import { checkAssertion } from '../../auth/webauthn'
import type { Stores } from '../../db/stores/stores'

/** A passkey that signed, and its new counter. */
export interface Signed {
  id: string
  counter: number
}

/** @returns null if no passkey of this user signed the challenge for this site */
export async function findAssertion(
  stores: Pick<Stores, 'passkeys'>,
  assertion: Assertion,
  { site, challenge, userId, isOnlyFactor = false }: { site: Site; challenge: string; userId: string; isOnlyFactor?: boolean },
): Promise<Signed | null> {
  const passkey = await stores.passkeys.byId(assertion.id)
  if (passkey?.user_id !== userId) return null
  const counter = await checkAssertion(assertion, { site, challenge, passkey, isOnlyFactor })
  return counter === null ? null : { id: passkey.id, counter }
}
