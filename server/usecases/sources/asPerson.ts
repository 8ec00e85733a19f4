import { userIdOf } from '../../../shared/access/actor'
import { Refusal, type ErrorCode } from '../../../shared/result'
import { decrypt } from '../../auth/encryption'
import type { StoredStoktAccount } from '../../db/stores/stoktAccounts'
import type { Gateway, PersonAsking } from '../../stokt/gateway'
import { StoktFailure } from '../../stokt/stoktFailure'
import type { RunContext } from '../context'

type Context = Pick<RunContext<never>, 'actor' | 'config' | 'stores' | 'services' | 'transact'>
export interface Person extends PersonAsking {
  gateway: Gateway
  /** The name under which answers are kept: with another account linked it is another one. */
  keptAs: string
}

const REFUSALS: Partial<Record<StoktFailure['fault'], ErrorCode>> = {
  token_ended: 'stokt_ended', not_found: 'not_found', refused: 'stokt_declined',
}

/** It may have been linked again meanwhile; then the new token is not to blame. */
async function breakAccount({ transact }: Context, { user_id, sealed }: StoredStoktAccount): Promise<void> {
  await transact(async ({ stores, now }) => {
    const account = await stores.stoktAccounts.ofUser(user_id)
    if (account?.sealed === sealed && account.broken_at === null) await stores.stoktAccounts.put({ ...account, broken_at: now })
  })
}

/** The server's secret may be another one than at the time of linking. */
function tokenOf({ sealed }: StoredStoktAccount, { config }: Context): string | null {
  try {
    return decrypt(sealed, config, 'stokt')
  } catch {
    return null
  }
}

/**
 * [SOURCE-1] Asks Stokt as the person who calls. A token that Stokt takes no more marks the account as broken, and is not
 * used again.
 * @throws Refusal
 */
export async function asPerson<T>(context: Context, work: (person: Person) => Promise<T>): Promise<T> {
  const { gateway } = context.services.mirror
  if (gateway === null) throw new Refusal('stokt_unlinked')
  const account = await context.stores.stoktAccounts.ofUser(userIdOf(context.actor) ?? '')
  if (!account) throw new Refusal('stokt_unlinked')
  if (account.broken_at !== null) throw new Refusal('stokt_ended')
  const token = tokenOf(account, context)
  const keptAs = `${account.user_id} ${account.since}`
  try {
    if (token === null) throw new StoktFailure('token_ended', 'token')
    return await gateway.ask({ userId: account.user_id, token }, asking => work({ ...asking, gateway, keptAs }))
  } catch (error) {
    const code = error instanceof StoktFailure ? REFUSALS[error.fault] : undefined
    if (code === undefined) throw error
    if (code === 'stokt_ended') {
      gateway.answers.forget(keptAs)
      await breakAccount(context, account)
    }
    throw new Refusal(code)
  }
}
