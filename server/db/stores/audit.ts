import { randomUUID } from 'node:crypto'
import type { Actor } from '../../../shared/access/actor'
import type { Instant } from '../../../shared/model/instant'
import type { Database } from '../database'

export interface AuditEntry {
  actor: Actor | { kind: 'cli' }
  action: string
  target: { kind: string; id: string }
  detail?: Record<string, unknown>
}

/** Append-only: there is no way to change or remove an entry, in the program or in the database. */
export function auditStore(db: Database) {
  return {
    async append({ actor, action, target, detail = {} }: AuditEntry, now: Instant) {
      await db.insert(db.t.audit).values({
        id: randomUUID(), at: now, actor_kind: actor.kind, actor_id: actor.kind === 'user' ? actor.id : null,
        action, target_kind: target.kind, target_id: target.id, detail,
      })
    },
  }
}
