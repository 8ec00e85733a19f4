import { guest } from '../../shared/access/actor'
import { documentName, type DocumentName } from '../../shared/documentName'
import type { CollabServices } from './collabServices'
import { beginAnew, hasTooManyClients } from './beginAnew'
import { lacksDependencies, quarantine, withoutCorruptUpdates } from './corruptUpdates'
import { ensureDocument, readDocument, type LoadedDocument } from './persistence'
import { Room } from './room'

/** [LIMIT-27] Reads a document, which is begun anew before if it has too many client ids. */
async function readFresh(services: CollabServices, document: DocumentName): Promise<LoadedDocument> {
  const read = () => services.snapshot(stores => readDocument(stores, documentName(document)))
  const loaded = await read()
  if (!hasTooManyClients(loaded)) return loaded
  services.log.warn({ document: loaded.version.name }, 'a document has too many client ids and is begun anew')
  await beginAnew(services, document, async work => (await services.transactions(guest, work)).value)
  return read()
}

/** [SAFE-7] Makes the room. Stored updates that cannot be read are put aside and left out. */
async function roomOf(services: CollabServices, document: DocumentName, read: LoadedDocument): Promise<Room> {
  try {
    const room = new Room(document, read, services)
    if (!lacksDependencies(room.doc)) return room
  } catch (error) {
    services.log.error({ err: error, document: read.version.name }, 'stored document cannot be read as a whole')
  }
  const sifted = withoutCorruptUpdates(read)
  await quarantine(services, sifted)
  return new Room(document, sifted.loaded, services)
}

/** Makes the document if there is none, and loads it into a room. @throws Refusal `not_found`, or the database's error */
export async function loadRoom(services: CollabServices, document: DocumentName): Promise<Room> {
  await ensureDocument(services, document)
  return roomOf(services, document, await readFresh(services, document))
}
