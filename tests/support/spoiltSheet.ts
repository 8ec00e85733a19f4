import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { readDocument } from '../../server/collab/persistence'
import type { Database } from '../../server/db/database'
import { storesOn } from '../../server/db/stores/stores'
import { eq } from 'drizzle-orm'

export const SPOILT_CLIENTS = 200_000
const CHUNK = 500
const FIRST_CLIENT = 5_000_000
const GC = 0

/** A garbage struct under each of so many client ids: about 7,000 went into one message, and all were kept. */
function garbage(clients: readonly number[]): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, clients.length)
    for (const client of clients) {
      for (const part of [1, client, 0]) encoding.writeVarUint(encoder, part)
      encoding.writeUint8(encoder, GC)
      encoding.writeVarUint(encoder, 1)
    }
    encoding.writeVarUint(encoder, 0)
  })
}

/** Makes of a sheet what one person could make of it as long as nothing bounded the client ids of an update. */
export async function spoilSheet(db: Database, faceId: string): Promise<void> {
  const name = `sheet/${faceId}`
  const { version, updates } = await readDocument(storesOn(db), name)
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  const clients = Array.from({ length: SPOILT_CLIENTS }, (_, nth) => FIRST_CLIENT + nth)
  Y.applyUpdate(doc, garbage(clients))
  const { documents, documentUpdates, documentClients } = db.t
  await db.transaction(async (tx) => {
    await tx
      .update(documents)
      .set({ snapshot: Buffer.from(Y.encodeStateAsUpdate(doc)), snapshot_seq: version.seq })
      .where(eq(documents.name, name))
    await tx.delete(documentUpdates).where(eq(documentUpdates.name, name))
    for (let start = 0; start < clients.length; start += CHUNK) {
      await tx
        .insert(documentClients)
        .values(clients.slice(start, start + CHUNK).map(client => ({ name, client: String(client), user_id: 'somebody' })))
    }
  })
}
