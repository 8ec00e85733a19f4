import { userIdOf } from '../../../shared/access/actor'
import { Refusal, type ErrorCode } from '../../../shared/result'
import { decrypt } from '../../auth/encryption'
import type { StoredStoktAccount } from '../../db/stores/stokt/stoktAccounts'
import type { Gateway, PersonAsking } from '../../stokt/gateway'
import { StoktFailure } from '../../stokt/stoktFailure'
import type { RunContext } from '../useCase'
import { breakAccount } from './breakAccount'

type Context = Pick<RunContext<never>, 'actor' | 'config' | 'stores' | 'services' | 'transact'>
export interface Person extends PersonAsking {
  gateway: Gateway
  /** The name under which answers are kept: with another account linked it is another one. */
  keptAs: string
  userId: string
  /** The id of the person in Stokt. */
  stoktId: string
}

const ME_BYTES = 1_000_000
const REFUSALS: Partial<Record<StoktFailure['fault'], ErrorCode>> = {
  token_ended: 'stokt_ended', not_found: 'not_found', refused: 'stokt_declined',
}

/** The server's secret may be another one than at the time of linking. */
function tokenOf({ sealed }: StoredStoktAccount, { config }: Context): string | null {
  try {
    return decrypt(sealed, config, 'stokt')
  } catch {
    return null
  }
}

/** Something that is forbidden does not end the token, so Stokt is asked whether the token is good. */
async function isTokenGood(gateway: Gateway, asker: { userId: string; token: string }): Promise<boolean> {
  try {
    await gateway.ask(asker, ({ http }) => http({ path: '/api/users/me', asked: 'me', maxBytes: ME_BYTES, read: () => null }))
    return true
  } catch (error) {
    if (error instanceof StoktFailure && error.fault === 'token_ended') return false
    throw error
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
    const known = { gateway, keptAs, userId: account.user_id, stoktId: account.stokt_id }
    return await gateway.ask({ userId: account.user_id, token }, asking => work({ ...asking, ...known }))
  } catch (error) {
    const code = error instanceof StoktFailure ? REFUSALS[error.fault] : undefined
    if (code === undefined) throw error
    if (code === 'stokt_ended') {
      if (token !== null && await isTokenGood(gateway, { userId: account.user_id, token })) throw new Refusal('stokt_declined')
      gateway.answers.forget(keptAs)
      await context.transact(inside => breakAccount(inside, account))
    }
    throw new Refusal(code)
  }
}
