import type { Connected } from '../../../shared/model/serverNode'
import type { Columns } from '../columns'

export function operationTables(c: Columns) {
  /** The servers on this database, as each last wrote about itself. */
  const nodes = c.table('nodes', {
    id: c.text('id').primaryKey(),
    version: c.text('version').notNull(),
    started_at: c.instant('started_at').notNull(),
    seen_at: c.instant('seen_at').notNull(),
    connected: c.json<Connected>('connected').notNull(),
  })

  /** Errors that a server met, without any value that somebody gave. They are deleted after a week. */
  const failures = c.table('failures', {
    id: c.text('id').primaryKey(),
    at: c.instant('at').notNull(),
    node_id: c.text('node_id').notNull(),
    /** The part of the server: `request`, `job`, `feed`, … */
    part: c.text('part').notNull(),
    message: c.text('message').notNull(),
    request_id: c.text('request_id'),
  }, t => [c.index('failures_at').on(t.at)])

  return { nodes, failures }
}
