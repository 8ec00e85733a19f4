import { Refusal } from '../../../shared/result'
import type { AuditEntry } from '../../db/stores/admin/audit'
import type { WriteContext } from '../../transaction/context'

/** Ends a key, for the pages and the command line. @throws Refusal `not_found` if no valid key has this id */
export async function endKey({ stores, now }: Pick<WriteContext, 'stores' | 'now'>, actor: AuditEntry['actor'], id: string): Promise<void> {
  if (!await stores.apiKeys.end(id, now)) throw new Refusal('not_found')
  await stores.audit.append({ actor, action: 'apikey.end', target: { kind: 'apikey', id } }, now)
}
