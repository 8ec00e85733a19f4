import type { Columns } from '../columns'

export function documentTables(c: Columns) {
  /** A Yjs document. Its row is the lock under which updates get their seq. */
  const documents = c.table('documents', {
    name: c.text('name').primaryKey(),
    epoch: c.text('epoch').notNull(),
    face_id: c.text('face_id').notNull(),
    user_id: c.text('user_id'),
    /** The last update's number. */
    seq: c.integer('seq').notNull(),
    /** The number that the newest snapshot includes; updates up to it are gone. */
    snapshot_seq: c.integer('snapshot_seq').notNull(),
    snapshot: c.bytes('snapshot'),
    created_at: c.instant('created_at').notNull(),
    updated_at: c.instant('updated_at').notNull(),
  })

  const documentUpdates = c.table('document_updates', {
    name: c.text('name').notNull().references(() => documents.name, { onDelete: 'cascade' }),
    seq: c.integer('seq').notNull(),
    update: c.bytes('update_bytes').notNull(),
    user_id: c.text('user_id'),
    created_at: c.instant('created_at').notNull(),
  }, t => [c.primaryKey({ columns: [t.name, t.seq] })])

  /** The user of each Yjs client id in a document that several write: nobody writes as another. */
  const documentClients = c.table('document_clients', {
    name: c.text('name').notNull().references(() => documents.name, { onDelete: 'cascade' }),
    /** Up to 2^53, too long for an integer of PostgreSQL. */
    client: c.text('client').notNull(),
    user_id: c.text('user_id').notNull(),
  }, t => [c.primaryKey({ columns: [t.name, t.client] })])

  return { documents, documentUpdates, documentClients }
}
