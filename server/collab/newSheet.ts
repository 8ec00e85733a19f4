import { randomBytes } from 'node:crypto'
import * as Y from 'yjs'
import type { SheetContent } from '../../shared/model/sheetVersion'
import { newServerClient } from './scratchDocument'
import { writeSheet } from './foldDocument'

export const newDocumentEpoch = (): string => randomBytes(9).toString('hex')

/** Makes a sheet with this content and no history. */
export function newSheet(content: SheetContent): Uint8Array {
  const doc = new Y.Doc()
  doc.clientID = newServerClient()
  doc.transact(() => writeSheet(doc, content))
  return Y.encodeStateAsUpdate(doc)
}
