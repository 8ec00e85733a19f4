import { randomUUID } from 'node:crypto'
import { and, count, desc, eq, getTableColumns, gte, inArray, lt, ne, notExists, or, sql } from 'drizzle-orm'
import type { Actor } from '../../../shared/access/actor'
import type { Instant } from '../../../shared/model/instant'
import type { Database } from '../database'
import { namesThen } from './namesThen'

export interface AuditEntry {
  actor: Actor | { kind: 'cli' }
  action: string
  target: { kind: string; id: string }
  /** An action that only follows from another names that one in `because`; the log shows the cause alone. */
  detail?: Record<string, unknown>
  /** Whatever undoing the act needs; an entry without it cannot be undone. It may hold what the log must not show. */
  state?: unknown
  /** Names that cannot be looked up when the entry is written, by `actor`, `target` or the field of the detail. */
  names?: Record<string, string>
}

export type StoredAudit = Database['t']['audit']['$inferSelect']

export interface AuditFilter {
  actor?: string | undefined
  target?: string | undefined
  /** The whole action, or the part before its point. */
  action?: string | undefined
  since?: Instant | undefined
}

/** An entry as the log lists it. */
export type ListedAudit = StoredAudit & { address: string | null; has_state: boolean; undo_id: string | null }

const idOf = (actor: AuditEntry['actor']): string | null => {
  if (actor.kind === 'user') return actor.id
  return actor.kind === 'key' ? actor.id ?? actor.name : null
}

const SESSION_END = 'session.end'

/** Append-only: the program has no way to change or remove an entry, and the database refuses it. */
export function auditStore(db: Database, address: string | null = null) {
  const { audit, auditAddresses, auditNames, auditStates, auditUndos, users } = db.t
  // A session that ends by itself, or because of another act, is not an act. In older entries only the reason says so.
  const isAnActOfItsOwn = and(
    sql`${audit.detail} NOT LIKE '%"because":%'`,
    or(ne(audit.action, SESSION_END), sql`${audit.detail} LIKE '%"reason":"logged-out"%'`),
  )
  return {
    /** @returns the id of the new entry */
    async append(entry: AuditEntry, now: Instant): Promise<string> {
      const { actor, action, target, detail = {}, state } = entry
      const id = randomUUID()
      if (address !== null) await db.insert(auditAddresses).values({ audit_id: id, at: now, address })
      await db.insert(audit).values({
        id, at: now, actor_kind: actor.kind, actor_id: idOf(actor),
        action, target_kind: target.kind, target_id: target.id, detail,
      })
      const names = await namesThen(db, entry)
      if (names.length > 0) await db.insert(auditNames).values(names.map(name => ({ ...name, audit_id: id, at: now })))
      if (state !== undefined) await db.insert(auditStates).values({ audit_id: id, at: now, state })
      return id
    },

    /** @returns the names that the ids of these entries had then, by entry, then by part */
    async namesOf(ids: readonly string[]): Promise<Map<string, Record<string, string>>> {
      const names = new Map<string, Record<string, string>>()
      if (ids.length === 0) return names
      for (const { audit_id, part, name } of await db.select().from(auditNames).where(inArray(auditNames.audit_id, [...ids]))) {
        names.set(audit_id, { ...names.get(audit_id), [part]: name })
      }
      return names
    },

    /**
     * Lists acts newest first, each once, without those that only followed from one. `count` is the number on all pages
     * together.
     */
    async list(
      { actor, target, action, since }: AuditFilter,
      { page, page_size }: { page: number; page_size: number },
    ): Promise<{ results: ListedAudit[]; count: number }> {
      const where = and(
        actor ? eq(audit.actor_id, actor) : undefined,
        target ? eq(audit.target_id, target) : undefined,
        action ? or(eq(audit.action, action), eq(sql`substr(${audit.action}, 1, ${action.length + 1})`, `${action}.`)) : undefined,
        since ? gte(audit.at, since) : undefined,
        action === SESSION_END ? undefined : isAnActOfItsOwn,
      )
      const results = await db
        .select({ ...getTableColumns(audit), address: auditAddresses.address, state_id: auditStates.audit_id, undo_id: auditUndos.undo_id })
        .from(audit)
        .leftJoin(auditAddresses, eq(auditAddresses.audit_id, audit.id))
        .leftJoin(auditStates, eq(auditStates.audit_id, audit.id))
        .leftJoin(auditUndos, eq(auditUndos.audit_id, audit.id))
        .where(where)
        .orderBy(desc(audit.at), desc(audit.id))
        .limit(page_size)
        .offset((page - 1) * page_size)
      const [total] = await db.select({ n: count() }).from(audit).where(where)
      return { results: results.map(({ state_id, ...row }) => ({ ...row, has_state: state_id !== null })), count: total?.n ?? 0 }
    },

    /** An entry with the state that undoing it needs; null if there is none, or none any more. */
    async undoable(id: string): Promise<{ entry: StoredAudit; state: unknown } | null> {
      const [row] = await db
        .select({ ...getTableColumns(audit), state: auditStates.state })
        .from(audit)
        .innerJoin(auditStates, eq(auditStates.audit_id, audit.id))
        .where(eq(audit.id, id))
      if (!row) return null
      const { state, ...entry } = row
      return { entry, state }
    },

    /** Notes that an entry was undone by another. @returns false if it was undone before */
    async noteUndo({ audit_id, undo_id }: { audit_id: string; undo_id: string }, now: Instant): Promise<boolean> {
      const row = { audit_id, undo_id, at: now }
      const noted = await db.insert(auditUndos).values(row).onConflictDoNothing().returning({ id: auditUndos.undo_id })
      return noted.length === 1
    },

    async forgetStates(before: Instant) {
      await db.delete(auditStates).where(lt(auditStates.at, before))
    },

    /** [AUDIT-5] Deletes names of people whose account is gone. */
    async forgetNames(before: Instant) {
      const account = db.select({ id: users.id }).from(users).where(eq(users.id, auditNames.ref_id))
      await db.delete(auditNames).where(and(eq(auditNames.kind, 'user'), lt(auditNames.at, before), notExists(account)))
    },

    /** Deletes the addresses of old entries; the acts stay. */
    async forgetAddresses(before: Instant) {
      await db.delete(auditAddresses).where(lt(auditAddresses.at, before))
    },
  }
}
