import { and, asc, eq, gt, inArray, isNull, lt, lte, ne, or, sql } from 'drizzle-orm'
import type { Instant } from '../../../../shared/model/instant'
import { chunksOf, inChunks } from '../../../concurrency/chunks'
import { hotSize } from '../../hotSize'
import type { Database } from '../../database'
import { prepared } from '../../preparedQuery'

export type StoredDocument = Database['t']['documents']['$inferSelect']

export type DocumentHead = Pick<StoredDocument, 'name' | 'epoch' | 'seq' | 'snapshot_seq'>

const headsOf = prepared((db, { documents }, { names }: { names: string[] }) =>
  db
    .select({ name: documents.name, epoch: documents.epoch, seq: documents.seq, snapshot_seq: documents.snapshot_seq })
    .from(documents)
    .where(inArray(documents.name, names)),
)

const raise = prepared(
  (db, { documents }, { name, epoch, seq, next, now }: { name: string; epoch: string; seq: number; next: number; now: Instant }) =>
    db
      .update(documents)
      .set({ seq: next, updated_at: now })
      .where(and(eq(documents.name, name), eq(documents.epoch, epoch), eq(documents.seq, seq)))
      .returning({ seq: documents.seq }),
)

const addUpdate = prepared((db, { documentUpdates }, update: Database['t']['documentUpdates']['$inferInsert']) =>
  db.insert(documentUpdates).values(update),
)

/** The facts that decide whether a person may write about holds. */
export interface EditPreconditions {
  isActive: boolean
  /** The locks on the face; a null hold stands for the whole face. */
  locks: { hold_id: number | null }[]
  /** The holds of these that are on the face. */
  holds: Set<number>
}
interface Fact {
  what: 'user' | 'lock' | 'hold'
  hold_id: number | null
}

type WriterOfHolds = {
  userId: string
  faceId: string
  holdIds: number[]
  now: Instant
}

/** One query reads them all, because asking costs more than looking. */
const facts = prepared((db, { users, locks, holds }, { userId, faceId, holdIds, now }: WriterOfHolds) => {
  const what = (name: Fact['what']) => sql<Fact['what']>`${sql.raw(`'${name}'`)}`
  const user = db
    .select({ what: what('user'), hold_id: sql<number | null>`null` })
    .from(users)
    .where(and(eq(users.id, userId), eq(users.is_active, true)))
  const locked = db
    .select({ what: what('lock'), hold_id: locks.hold_id })
    .from(locks)
    .where(and(eq(locks.face_id, faceId), or(isNull(locks.until), gt(locks.until, now))))
  const there = db
    .select({ what: what('hold'), hold_id: sql<number | null>`${holds.id}` })
    .from(holds)
    .where(and(eq(holds.face_id, faceId), inArray(holds.id, holdIds)))
  return user.unionAll(locked).unionAll(there)
})

/** A place in a document's history. */
interface DocumentVersion {
  name: string
  epoch: string
  seq: number
}

export function documentStore(db: Database) {
  const { documents, documentUpdates, documentClients } = db.t
  return {
    async get(name: string): Promise<StoredDocument | null> {
      const [document] = await db.select().from(documents).where(eq(documents.name, name))
      return document ?? null
    },

    /** Makes the document if there is none. A second caller gets the first one's. */
    async create(values: { name: string; epoch: string; face_id: string; user_id: string | null }, now: Instant): Promise<void> {
      await db
        .insert(documents)
        .values({ ...values, seq: 0, snapshot_seq: 0, snapshot: null, created_at: now, updated_at: now })
        .onConflictDoNothing()
    },

    /** Gives it a new epoch, which voids its copies elsewhere. */
    async renew(name: string, epoch: string): Promise<void> {
      await db.update(documents).set({ epoch }).where(eq(documents.name, name))
    },

    updatesAfter: (name: string, seq: number): Promise<{ seq: number; update: Buffer }[]> =>
      db.select({ seq: documentUpdates.seq, update: documentUpdates.update }).from(documentUpdates)
        .where(and(eq(documentUpdates.name, name), gt(documentUpdates.seq, seq))).orderBy(asc(documentUpdates.seq)),

    /** The heads of those of the documents that exist. */
    heads: (names: readonly string[]): Promise<DocumentHead[]> =>
      inChunks(names, chunk => headsOf(db, { names: chunk })),

    /**
     * Takes the document's lock by raising its seq, which must be `at.seq` before.
     * @returns the update's number; null if the document is another meanwhile
     */
    async append(at: DocumentVersion, update: Uint8Array, userId: string | null, now: Instant): Promise<number | null> {
      const seq = at.seq + 1
      const raised = await raise(db, { ...at, next: seq, now })
      if (raised.length === 0) return null
      await addUpdate(db, { name: at.name, seq, update: Buffer.from(update), user_id: userId, created_at: now })
      return seq
    },

    async standing(
      { userId, faceId, holdIds }: { userId: string; faceId: string; holdIds: readonly number[] },
      now: Instant,
    ): Promise<EditPreconditions> {
      const standing: EditPreconditions = { isActive: false, locks: [], holds: new Set() }
      const chunks = holdIds.length === 0 ? [[]] : chunksOf(holdIds, hotSize(db))
      for (const chunk of chunks) {
        for (const { what, hold_id } of await facts(db, { userId, faceId, holdIds: chunk, now })) {
          if (what === 'user') standing.isActive = true
          else if (what === 'lock') standing.locks.push({ hold_id })
          else if (hold_id !== null) standing.holds.add(hold_id)
        }
      }
      return standing
    },

    /** Makes the client ids the user's. @returns true if all of them are */
    async claimClients(name: string, clients: readonly number[], userId: string): Promise<boolean> {
      const ids = clients.map(String)
      await db.insert(documentClients).values(ids.map(client => ({ name, client, user_id: userId }))).onConflictDoNothing()
      const others = await db.select({ client: documentClients.client }).from(documentClients)
        .where(and(eq(documentClients.name, name), inArray(documentClients.client, ids), ne(documentClients.user_id, userId))).limit(1)
      return others.length === 0
    },

    /** Replaces the document by one with the same content and no history. @returns false if it is another meanwhile */
    async beginAnew(at: DocumentVersion, { epoch, snapshot }: { epoch: string; snapshot: Uint8Array }, now: Instant): Promise<boolean> {
      const seq = at.seq + 1
      const begun = await db.update(documents).set({ epoch, seq, snapshot: Buffer.from(snapshot), snapshot_seq: seq, updated_at: now })
        .where(and(eq(documents.name, at.name), eq(documents.epoch, at.epoch), eq(documents.seq, at.seq))).returning({ seq: documents.seq })
      if (begun.length === 0) return false
      await db.delete(documentUpdates).where(eq(documentUpdates.name, at.name))
      await db.delete(documentClients).where(eq(documentClients.name, at.name))
      return true
    },

    /**
     * Stores a snapshot that holds everything up to `at.seq`, and deletes the updates that it includes.
     * @returns false if the document is another meanwhile
     */
    async compact(at: DocumentVersion, snapshot: Uint8Array, now: Instant): Promise<boolean> {
      const put = await db
        .update(documents)
        .set({ snapshot: Buffer.from(snapshot), snapshot_seq: at.seq, updated_at: now })
        .where(and(eq(documents.name, at.name), eq(documents.epoch, at.epoch), lt(documents.snapshot_seq, at.seq)))
        .returning({ seq: documents.seq })
      if (put.length > 0) await db.delete(documentUpdates).where(and(eq(documentUpdates.name, at.name), lte(documentUpdates.seq, at.seq)))
      return put.length > 0
    },
  }
}
