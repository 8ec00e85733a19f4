import * as Y from 'yjs'
import type { DocumentName } from '../../shared/documentName'
import { isMarkId, isVoteValue, noteRoot, parseVoteKey, SHEET_MARKS, VOTES_MAP } from '../../shared/documents'
import { SheetMark } from '../../shared/model/sheetMark'
import type { SheetContent } from '../../shared/model/sheetVersion'
import { newServerClient } from './scratchDocument'
import { contentOf } from './documentContent'

export interface Folded {
  /** A document with the same content and no history. */
  snapshot: Uint8Array
  /** The content of a sheet; null for a votes document. */
  content: SheetContent | null
}

/** Characters that one of the databases cannot store are left out of texts. */
const storable = (text: string): string => text.replace(/[\0\p{Surrogate}]/gu, '')

/** Reads as much of the document as can be read. */
function read(updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc()
  doc.transact(() => {
    for (const update of updates) {
      try {
        Y.applyUpdate(doc, update)
      } catch {
        // A stored update that cannot be read is left out, as when a document is loaded.
      }
    }
  })
  return doc
}

function soundContent(doc: Y.Doc): SheetContent {
  const { notes, marks } = contentOf(doc)
  return {
    notes: Object.fromEntries(Object.entries(notes).map(([hold, text]) => [hold, storable(text)])),
    marks: Object.fromEntries(Object.entries(marks).filter(([id, mark]) => isMarkId(id) && SheetMark.safeParse(mark).success)),
  }
}

export function writeSheet(doc: Y.Doc, { notes, marks }: SheetContent): void {
  for (const [hold, text] of Object.entries(notes)) doc.getText(noteRoot(Number(hold))).insert(0, text)
  for (const [id, mark] of Object.entries(marks)) doc.getMap(SHEET_MARKS).set(id, mark)
}

function writeVotes(doc: Y.Doc, from: Y.Doc): void {
  for (const [key, value] of from.getMap(VOTES_MAP)) {
    const parsed = parseVoteKey(key)
    if (parsed && isVoteValue(parsed.part, value)) doc.getMap(VOTES_MAP).set(key, value)
  }
}

/** Makes the document anew from its content. With very many client ids it takes long: call it in a thread. */
export function foldDocument(kind: DocumentName['kind'], updates: readonly Uint8Array[]): Folded {
  const was = read(updates)
  const content = kind === 'sheet' ? soundContent(was) : null
  const doc = new Y.Doc()
  doc.clientID = newServerClient()
  doc.transact(() => (content ? writeSheet(doc, content) : writeVotes(doc, was)))
  return { snapshot: Y.encodeStateAsUpdate(doc), content }
}
