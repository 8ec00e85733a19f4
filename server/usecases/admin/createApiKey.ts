import { randomBytes, randomUUID } from 'node:crypto'
import type { Scope } from '../../../shared/access/actor'
import { hashOf } from '../../auth/tokens'
import type { AuditEntry } from '../../db/stores/admin/audit'
import type { WriteContext } from '../../transaction/context'

/** Makes a key, for the pages and the command line. @returns the key itself too, which is never stored */
export async function createApiKey(
  { stores, now }: Pick<WriteContext, 'stores' | 'now'>,
  actor: AuditEntry['actor'],
  wanted: { name: string; scopes: Scope[] },
) {
  const key = `mastoc_${randomBytes(32).toString('base64url')}`
  const made = {
    id: randomUUID(),
    name: wanted.name,
    scopes: [...new Set(wanted.scopes)],
    created_at: now,
    last_used_at: null,
    ended_at: null,
  }
  await stores.apiKeys.insert({ ...made, key_hash: hashOf(key) })
  await stores.audit.append(
    { actor, action: 'apikey.create', target: { kind: 'apikey', id: made.id }, detail: { scopes: made.scopes } },
    now,
  )
  return { ...made, key }
}
