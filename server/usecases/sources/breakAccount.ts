import type { StoredStoktAccount } from '../../db/stores/stokt/stoktAccounts'
import type { WriteContext } from '../../transaction/context'
import { touchPublications } from './touchPublications'

/**
 * [STOKT-19] Stokt takes the token no more: the account is broken until it is linked again, and the climbs that wait say so.
 * @returns false if it was known, or the account was linked again meanwhile
 */
export async function breakAccount(
  { stores, touch, now }: Pick<WriteContext, 'stores' | 'touch' | 'now'>,
  { user_id, sealed }: Pick<StoredStoktAccount, 'user_id' | 'sealed'>,
): Promise<boolean> {
  const account = await stores.stoktAccounts.ofUser(user_id)
  if (account?.sealed !== sealed || account.broken_at !== null) return false
  await stores.stoktAccounts.update(account, { broken_at: now })
  await touchPublications({ stores, touch }, user_id)
  return true
}
