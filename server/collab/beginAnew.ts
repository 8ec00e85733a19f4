import { randomBytes } from 'node:crypto'
import * as decoding from 'lib0/decoding'
import { documentName, type DocumentName } from '../../shared/documentName'
import { limits } from '../../shared/limits'
import type { SheetContent } from '../../shared/model/sheetVersion'
import type { BaseServices } from '../services'
import { startThread } from '../concurrency/startThread'
import type { Transact } from '../usecases/context'
import type { Folded } from './foldDocument'
import { readDocument, type LoadedDocument } from './persistence'

/** How often it is tried again because somebody wrote meanwhile. */
const TRIES = 5
const THREAD = { source: new URL('./foldThread.ts', import.meta.url), built: 'foldThread', megabytes: 512 }
const LONGEST_MS = 60_000

export interface BegunAnew {
  epoch: string
  /** What the sheet says; null of votes. */
  content: SheetContent | null
}

/** Runs in a thread: a sheet with very many client ids would stop everybody for seconds. */
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

/** How many client ids the document has, at the most: each stored piece begins with the number of its own. */
const clientsOf = ({ updates }: LoadedDocument): number =>
  updates.reduce((sum, update) => sum + decoding.readVarUint(decoding.createDecoder(update)), 0)

/** [LIMIT-27] Whether the document has gathered so many client ids that it is made anew before anybody opens it. */
export const hasTooManyClients = (loaded: LoadedDocument): boolean => clientsOf(loaded) > limits.documentClientsKept

/**
 * [LIMIT-27] Makes a document anew from what it says, under a new epoch: notes, marks and votes stay, a sheet is kept as
 * a version, and the client ids and deleted pieces that it gathered are gone. Connections to the old one have to be ended.
 * @throws Error where somebody wrote again and again meanwhile
 */
export async function beginAnew(services: BaseServices, document: DocumentName, transact: Transact): Promise<BegunAnew> {
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
