import type { AuditThing } from '../../../../shared/contract/admin'
import type { FeedName } from '../../../../shared/feedName'
import { and, count, desc, eq, exists, getTableColumns, gte, inArray, isNotNull, lt, ne, or, sql, type SQL } from 'drizzle-orm'
import type { Instant } from '../../../../shared/model/instant'
import { normalise } from '../../../../shared/rules/text'
import { inChunks } from '../../../concurrency/chunks'
import type { Database } from '../../database'
import { ONE_OF } from './namesThen'

export type StoredAudit = Database['t']['audit']['$inferSelect']

export interface AuditFilter {
  actor?: string | undefined
  target?: string | undefined
  /** The whole action, or the part before its point. */
  action?: string | undefined
  since?: Instant | undefined
  until?: Instant | undefined
  /** A part of the name that whoever did it had then. */
  who?: string | undefined
  /** A part of the name that the thing had then. */
  thing?: string | undefined
  /** An entry, with its undo and the entry that it undid. */
  entry?: string | undefined
}

/** An entry as the log lists it. */
export type ListedAudit = StoredAudit & { address: string | null; has_state: boolean; undo_id: string | null }

export const SESSION_END = 'session.end'

const partOfName = (text: string): string => `%${normalise(text).replace(/[\\%_]/g, '\\$&')}%`

/** The conditions of a filter of the log. */
function matchingIn(db: Database) {
  const { audit, auditNames, auditUndos } = db.t
  // A session that ends by itself, or because of another act, is not an act. In older entries only the reason says so.
  const isAnActOfItsOwn = and(
    sql`${audit.detail} NOT LIKE '%"because":%'`,
    or(ne(audit.action, SESSION_END), sql`${audit.detail} LIKE '%"reason":"logged-out"%'`),
  )
  const hasName = (...where: (SQL | undefined)[]) =>
    exists(db.select({ id: auditNames.audit_id }).from(auditNames).where(and(eq(auditNames.audit_id, audit.id), ...where)))
  const isOneOfMany = sql`${auditNames.part} LIKE ${`${ONE_OF}%`}`
  const reads = (text: string) => sql`${auditNames.search} LIKE ${partOfName(text)} ESCAPE '\\'`
  const undos = () => db.select({ id: auditUndos.undo_id }).from(auditUndos)
  const undone = () => db.select({ id: auditUndos.audit_id }).from(auditUndos)
  return ({ actor, target, action, since, until, who, thing, entry }: AuditFilter) => and(
    actor ? eq(audit.actor_id, actor) : undefined,
    target ? or(eq(audit.target_id, target), hasName(eq(auditNames.ref_id, target), isOneOfMany)) : undefined,
    action ? or(eq(audit.action, action), eq(sql`substr(${audit.action}, 1, ${action.length + 1})`, `${action}.`)) : undefined,
    since ? gte(audit.at, since) : undefined,
    until ? lt(audit.at, until) : undefined,
    who?.trim() ? hasName(eq(auditNames.part, 'actor'), reads(who)) : undefined,
    thing?.trim() ? hasName(or(eq(auditNames.part, 'target'), isOneOfMany), reads(thing)) : undefined,
    entry
      ? or(
          eq(audit.id, entry),
          inArray(audit.id, undos().where(eq(auditUndos.audit_id, entry))),
          inArray(audit.id, undone().where(eq(auditUndos.undo_id, entry))),
        )
      : undefined,
    action === SESSION_END ? undefined : isAnActOfItsOwn,
  )
}

/** The log as it is read. */
export function auditReads(db: Database) {
  const { audit, auditAddresses, auditNames, auditStates, auditUndos, feedRows } = db.t
  const matching = matchingIn(db)
  const listed = () =>
    db
      .select({ ...getTableColumns(audit), address: auditAddresses.address, state_id: auditStates.audit_id, undo_id: auditUndos.undo_id })
      .from(audit)
      .leftJoin(auditAddresses, eq(auditAddresses.audit_id, audit.id))
      .leftJoin(auditStates, eq(auditStates.audit_id, audit.id))
      .leftJoin(auditUndos, eq(auditUndos.audit_id, audit.id))
  const asListed = ({ state_id, ...row }: Awaited<ReturnType<typeof listed>>[number]): ListedAudit =>
    ({ ...row, has_state: state_id !== null })
  return {
    /** @returns the names that the ids of these entries had then, by entry, then by part; not those of many things */
    async namesOf(ids: readonly string[]): Promise<Map<string, Record<string, string>>> {
      const names = new Map<string, Record<string, string>>()
      if (ids.length === 0) return names
      for (const { audit_id, part, name } of await db.select().from(auditNames)
        .where(and(inArray(auditNames.audit_id, [...ids]), sql`${auditNames.part} NOT LIKE ${`${ONE_OF}%`}`))) {
        names.set(audit_id, { ...names.get(audit_id), [part]: name })
      }
      return names
    },

    /**
     * Lists acts newest first, each once, without those that only followed from one. `count` is the number on all pages
     * together.
     */
    async list(
      filter: AuditFilter,
      { page, page_size }: { page: number; page_size: number },
    ): Promise<{ results: ListedAudit[]; count: number }> {
      const where = matching(filter)
      const results = await listed()
        .where(where)
        .orderBy(desc(audit.at), desc(audit.id))
        .limit(page_size)
        .offset((page - 1) * page_size)
      const [total] = await db.select({ n: count() }).from(audit).where(where)
      return { results: results.map(asListed), count: total?.n ?? 0 }
    },

    /** The things of an act on many, by name. */
    async thingsOf(id: string, { page, page_size }: { page: number; page_size: number }) {
      const where = and(eq(auditNames.audit_id, id), sql`${auditNames.part} LIKE ${`${ONE_OF}%`}`)
      const results = await db.select({ kind: auditNames.kind, id: auditNames.ref_id, name: auditNames.name }).from(auditNames).where(where)
        .orderBy(auditNames.search, auditNames.part).limit(page_size).offset((page - 1) * page_size)
      const [total] = await db.select({ n: count() }).from(auditNames).where(where)
      return { results: results as AuditThing[], count: total?.n ?? 0 }
    },

    /** These entries, as the log lists them. */
    byIds: (ids: readonly string[]): Promise<ListedAudit[]> =>
      inChunks(ids, async chunk => (await listed().where(inArray(audit.id, chunk))).map(asListed)),

    /** The newest entry of an action about a thing. */
    async lastOf({ kind, id }: { kind: string; id: string }, action: string): Promise<StoredAudit | null> {
      const [entry] = await db.select().from(audit)
        .where(and(eq(audit.target_kind, kind), eq(audit.target_id, id), eq(audit.action, action)))
        .orderBy(desc(audit.at), desc(audit.id))
        .limit(1)
      return entry ?? null
    },

    /** The entries whose rows stand in a feed, newest first. */
    async inFeed(feed: FeedName): Promise<{ id: string; at: Instant }[]> {
      return db
        .select({ id: audit.id, at: audit.at })
        .from(feedRows)
        .innerJoin(audit, eq(audit.id, feedRows.entity_id))
        .where(and(eq(feedRows.feed, feed), eq(feedRows.kind, 'log'), isNotNull(feedRows.body)))
        .orderBy(desc(audit.at), desc(audit.id))
    },
  }
}
