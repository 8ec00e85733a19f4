import { randomBytes } from 'node:crypto'
import * as decoding from 'lib0/decoding'
import { documentName, type DocumentName } from '../../shared/documentName'
import { limits } from '../../shared/limits'
import type { SheetContent } from '../../shared/model/sheetVersion'
import type { CollabServices } from './collabServices'
import { startThread } from '../concurrency/startThread'
import type { Transact } from '../transaction/context'
import type { Folded } from './foldDocument'
import { readDocument, type LoadedDocument } from './persistence'

/** So many times the work is tried again because somebody wrote meanwhile. */
const TRIES = 5
const THREAD = { source: new URL('./foldThread.ts', import.meta.url), built: 'foldThread', megabytes: 512 }
const LONGEST_MS = 60_000

export interface BegunAnew {
  epoch: string
  /** The content of a sheet; null for a votes document. */
  content: SheetContent | null
}

/** Runs in a thread, because a sheet with very many client ids would block the event loop for seconds. */
function fold(kind: DocumentName['kind'], updates: readonly Uint8Array[]): Promise<Folded> {
  return new Promise((resolve, reject) => {
    const thread = startThread({ ...THREAD, data: { kind, updates } })
    const timer = setTimeout(() => void thread.terminate(), LONGEST_MS)
    thread.once('message', (folded: Folded) => resolve(folded))
    thread.once('error', reject)
    thread.once('exit', () => {
      clearTimeout(timer)
      reject(new Error('folding a document ended without an answer'))
    })
  })
}

/** An upper bound of the document's client ids: each stored update begins with the number of its own. */
const clientsOf = ({ updates }: LoadedDocument): number =>
  updates.reduce((sum, update) => sum + decoding.readVarUint(decoding.createDecoder(update)), 0)

/** [LIMIT-27] True if the document has so many client ids that it must be made anew before anybody opens it. */
export const hasTooManyClients = (loaded: LoadedDocument): boolean => clientsOf(loaded) > limits.documentClientsKept

/**
 * [LIMIT-27] Makes a document anew from its content, under a new epoch. Notes, marks and votes stay, and a sheet is
 * kept as a version. Client ids and deleted pieces are dropped. The caller ends the connections to the old document.
 * @throws Error if others wrote during every try
 */
export async function beginAnew(services: CollabServices, document: DocumentName, transact: Transact): Promise<BegunAnew> {
  const name = documentName(document)
  for (let tries = 1; tries <= TRIES; tries++) {
    const { version, updates } = await services.snapshot(stores => readDocument(stores, name))
    const { snapshot, content } = await fold(document.kind, updates)
    const epoch = randomBytes(9).toString('hex')
    const isDone = await transact(async ({ stores, now }) => {
      if (!await stores.documents.beginAnew(version, { epoch, snapshot }, now)) return false
      if (content) await stores.sheetVersions.keep(document.faceId, `anew ${now}`, () => content, now)
      return true
    })
    if (isDone) return { epoch, content }
  }
  throw new Error(`${name} was written to again and again while it was begun anew`)
}
