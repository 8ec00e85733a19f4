import type { Columns } from '../columns'
import { NEVER } from '../../../shared/model/instant'

export function auditTables(c: Columns) {
  /** Append-only (triggers in both databases): the actor, the act and its target, as ids, never names or e-mails. */
  const audit = c.table('audit', {
    id: c.text('id').primaryKey(),
    at: c.instant('at').notNull(),
    actor_id: c.text('actor_id'),
    /** `user`, `key` or `cli`. */
    actor_kind: c.text('actor_kind').notNull(),
    /** `climb.delete`, `wall.import`, … */
    action: c.text('action').notNull(),
    target_kind: c.text('target_kind').notNull(),
    target_id: c.text('target_id').notNull(),
    detail: c.json<Record<string, unknown>>('detail').notNull(),
  }, t => [c.index('audit_at').on(t.at), c.index('audit_target').on(t.target_kind, t.target_id)])

  /** The caller's address stands apart, because it is deleted after 90 days. */
  const auditAddresses = c.table('audit_addresses', {
    audit_id: c.text('audit_id').primaryKey(),
    at: c.instant('at').notNull(),
    address: c.text('address').notNull(),
  }, t => [c.index('audit_addresses_at').on(t.at)])

  /** The names of an entry's ids when it was written stand apart, because names of deleted people are forgotten after 90 days. */
  const auditNames = c.table('audit_names', {
    audit_id: c.text('audit_id').notNull(),
    /** `actor`, `target`, a field of the detail, or `of:` and the id of one of many things. */
    part: c.text('part').notNull(),
    at: c.instant('at').notNull(),
    kind: c.text('kind').notNull(),
    ref_id: c.text('ref_id').notNull(),
    name: c.text('name').notNull(),
    /** The name in the form in which it is searched. */
    search: c.text('search').notNull().default(''),
  }, t => [c.primaryKey({ columns: [t.audit_id, t.part] }), c.index('audit_names_at').on(t.at)])

  /**
   * The state that undoing an entry needs, with everything that others must not read in the log. It stands apart, because
   * it is deleted once the entry can no longer be undone.
   */
  const auditStates = c.table('audit_states', {
    audit_id: c.text('audit_id').primaryKey(),
    at: c.instant('at').notNull(),
    state: c.json<unknown>('state').notNull(),
  }, t => [c.index('audit_states_at').on(t.at)])

  /** The entries that were undone, each once, by another entry. */
  const auditUndos = c.table('audit_undos', {
    audit_id: c.text('audit_id').primaryKey(),
    undo_id: c.text('undo_id').notNull().unique(),
    at: c.instant('at').notNull(),
  })

  /** Periodic jobs, each done by one node for all. */
  const jobs = c.table('jobs', {
    name: c.text('name').primaryKey(),
    ran_at: c.instant('ran_at').notNull(),
    /** The time at which it was last done to its end; empty if that is not known. */
    succeeded_at: c.instant('succeeded_at').notNull().default(NEVER),
  })

  return { audit, auditAddresses, auditNames, auditStates, auditUndos, jobs }
}
