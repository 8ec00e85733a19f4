import { randomUUID } from 'node:crypto'
import { and, count, desc, eq, getTableColumns, gte, lt, or, sql } from 'drizzle-orm'
import type { Actor } from '../../../shared/access/actor'
import type { Instant } from '../../../shared/model/instant'
import type { Database } from '../database'

export interface AuditEntry {
  actor: Actor | { kind: 'cli' }
  action: string
  target: { kind: string; id: string }
  detail?: Record<string, unknown>
}

export type StoredAudit = Database['t']['audit']['$inferSelect']

export interface AuditFilter {
  actor?: string | undefined
  target?: string | undefined
  /** Whole, or the part before its point. */
  action?: string | undefined
  since?: Instant | undefined
}

const idOf = (actor: AuditEntry['actor']): string | null => {
  if (actor.kind === 'user') return actor.id
  return actor.kind === 'key' ? actor.id ?? actor.name : null
}

/** Append-only: there is no way to change or remove an entry, in the program or in the database. */
export function auditStore(db: Database, address: string | null = null) {
  const { audit, auditAddresses } = db.t
  return {
    async append({ actor, action, target, detail = {} }: AuditEntry, now: Instant) {
      const id = randomUUID()
      if (address !== null) await db.insert(auditAddresses).values({ audit_id: id, at: now, address })
      await db.insert(audit).values({
        id, at: now, actor_kind: actor.kind, actor_id: idOf(actor),
        action, target_kind: target.kind, target_id: target.id, detail,
      })
    },

    /** Newest first; `count` is what all pages together would bring. */
    async list({ actor, target, action, since }: AuditFilter, { page, page_size }: { page: number; page_size: number }) {
      const where = and(
        actor ? eq(audit.actor_id, actor) : undefined,
        target ? eq(audit.target_id, target) : undefined,
        action ? or(eq(audit.action, action), eq(sql`substr(${audit.action}, 1, ${action.length + 1})`, `${action}.`)) : undefined,
        since ? gte(audit.at, since) : undefined,
      )
      const results = await db.select({ ...getTableColumns(audit), address: auditAddresses.address }).from(audit).leftJoin(auditAddresses, eq(auditAddresses.audit_id, audit.id)).where(where).orderBy(desc(audit.at), desc(audit.id)).limit(page_size).offset((page - 1) * page_size)
      const [total] = await db.select({ n: count() }).from(audit).where(where)
      return { results, count: total?.n ?? 0 }
    },

    /** What was done stays; where from does not. */
    async forgetAddresses(before: Instant) {
      await db.delete(auditAddresses).where(lt(auditAddresses.at, before))
    },
  }
}
