import { randomUUID } from 'node:crypto'
import { and, eq, getTableColumns, inArray, lt, notExists, or, sql } from 'drizzle-orm'
import type { Actor } from '../../../../shared/access/actor'
import type { AuditThing } from '../../../../shared/contract/admin'
import type { Instant } from '../../../../shared/model/instant'
import { normalise } from '../../../../shared/rules/text'
import type { Database } from '../../database'
import { auditReads, SESSION_END, type StoredAudit } from './auditReads'
import { inChunks } from '../../../concurrency/chunks'
import { namesThen } from './namesThen'

export type { ListedAudit, StoredAudit } from './auditReads'

export interface AuditEntry {
  actor: Actor | { kind: 'cli' }
  action: string
  target: { kind: string; id: string }
  /** An action that only follows from another names that one in `because`; the log shows the cause alone. */
  detail?: Record<string, unknown>
  /** Whatever undoing the act needs; an entry without it cannot be undone. It may hold what the log must not show. */
  state?: unknown
  /** The things that the act was about, where they are many. */
  things?: readonly AuditThing[]
  /** Names that cannot be looked up when the entry is written, by `actor`, `target` or the field of the detail. */
  names?: Record<string, string>
}

const idOf = (actor: AuditEntry['actor']): string | null => {
  if (actor.kind === 'user') return actor.id
  return actor.kind === 'key' ? actor.id ?? actor.name : null
}

/** True if the entry is an act by itself, and so stands in the list: sessions also end because of other acts. */
export const isListed = ({ action, detail = {} }: Pick<AuditEntry, 'action' | 'detail'>): boolean =>
  !('because' in detail) && (action !== SESSION_END || detail['reason'] === 'logged-out')

/** Append-only: the program has no way to change or remove an entry, and the database refuses it. */
export function auditStore(db: Database, address: string | null = null) {
  const { audit, auditAddresses, auditNames, auditStates, auditUndos, users } = db.t
  return {
    ...auditReads(db),

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
      const rows = names.map(name => ({ ...name, audit_id: id, at: now, search: normalise(name.name) }))
      await inChunks(rows, chunk => db.insert(auditNames).values([...chunk]).returning({ id: auditNames.audit_id }))
      if (state !== undefined) await db.insert(auditStates).values({ audit_id: id, at: now, state })
      return id
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

    /** Locks the entry's undo until the end of the transaction. @returns the entry that undid it; null if none did */
    async lockUndo(id: string): Promise<string | null> {
      await db.update(auditStates).set({ at: sql`${auditStates.at}` }).where(eq(auditStates.audit_id, id))
      const [undo] = await db.select({ id: auditUndos.undo_id }).from(auditUndos).where(eq(auditUndos.audit_id, id))
      return undo?.id ?? null
    },

    /** Notes that an entry was undone by another. @returns false if it was undone before */
    async noteUndo({ audit_id, undo_id }: { audit_id: string; undo_id: string }, now: Instant): Promise<boolean> {
      const row = { audit_id, undo_id, at: now }
      const noted = await db.insert(auditUndos).values(row).onConflictDoNothing().returning({ id: auditUndos.undo_id })
      return noted.length === 1
    },

    /** [REPORT-13] Removed votes, kept for the undo, go with the account of their author. */
    async forgetRemovedVotes(userId: string) {
      const theirs = db.select({ id: audit.id }).from(audit).where(or(
        and(eq(audit.action, 'annotation.remove'), sql`${audit.detail} LIKE ${`%"user_id":"${userId}"%`}`),
        and(eq(audit.action, 'user.remove_content'), eq(audit.target_id, userId)),
      ))
      await db.delete(auditStates).where(inArray(auditStates.audit_id, theirs))
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
