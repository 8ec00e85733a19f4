import type { Proof } from '../../../shared/contract/factors'
import type { CreationAsked } from '../../../shared/model/passkey'
import type { z } from 'zod'
import { useSession } from '../sessionStore'
import { useApi } from '../../api/useApi'
import { makePasskey } from './passkeys'
import { useQuery } from '../../sync/useQuery'

export type AskedPasskey = z.infer<typeof CreationAsked>

/** My second factors; asked for each time they are looked at, for they are nobody's feed. */
export function usePasskeys() {
  const { call } = useApi()
  const session = useSession()
  const { data, state, failure, load } = useQuery(() => call('passkeys.list', {}))

  /** @returns the recovery codes that came with the first one */
  async function add({ ticket, options }: AskedPasskey, name: string): Promise<string[] | null> {
    const { recovery_codes } = await call('passkeys.add', { ticket, credential: await makePasskey(options), name })
    await Promise.all([load(), session.loadMe().catch(() => undefined)])
    return recovery_codes
  }

  async function rename(id: string, name: string): Promise<void> {
    await call('passkeys.rename', { id, name })
    await load()
  }

  async function remove(id: string, proof: Proof): Promise<void> {
    await call('passkeys.remove', { id, proof })
    await Promise.all([load(), session.loadMe().catch(() => undefined)])
  }

  async function renewCodes(proof: Proof): Promise<string[]> {
    const { recovery_codes } = await call('passkeys.newCodes', { proof })
    await load()
    return recovery_codes
  }

  return { data, state, failure, load, add, rename, remove, renewCodes }
}
