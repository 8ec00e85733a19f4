import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import * as Y from 'yjs'
import { noteRoot, voteKey, VOTES_MAP } from '../shared/documents'
import { partValues } from '../shared/model/annotation'
import { VOTED_PARTS } from '../shared/model/annotationParts'
import type { DocumentName } from '../shared/documentName'
import { FIRST_OWN_HOLD_ID } from '../shared/model/holdNumbers'
import { limits } from '../shared/limits'
import { Room } from '../server/collab/room'
import type { BaseServices } from '../server/services/services'
import { kb, type Figure } from './table'

const EDITS = 20_000
const HOLDS = 776

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void
function heap(): number {
  collect()
  return process.memoryUsage().heapUsed
}

const holdAt = (edit: number): number => FIRST_OWN_HOLD_ID + (edit * 37) % HOLDS

function votes(doc: Y.Doc, edit: number): void {
  const part = VOTED_PARTS[edit % VOTED_PARTS.length] ?? 'condition'
  const values = partValues[part].options
  doc.getMap(VOTES_MAP).set(voteKey(holdAt(edit), part), values[edit % values.length])
}

/** Letters typed one by one, each fifth taken back, ten people in turn. */
function letters(doc: Y.Doc, edit: number): void {
  if (edit % 40 === 0) doc.clientID = 1000 + (edit / 40) % 10
  const text = doc.getText(noteRoot(holdAt(Math.floor(edit / 40))))
  if (edit % 5 === 4 && text.length > 0) text.delete(text.length - 1, 1)
  else text.insert(text.length, 'a')
}

function measure(what: string, document: DocumentName, edit: (doc: Y.Doc, edit: number) => void, limit: number): Figure {
  const doc = new Y.Doc()
  for (let at = 0; at < EDITS; at++) edit(doc, at)
  const snapshot = Y.encodeStateAsUpdate(doc)
  doc.destroy()
  const before = heap()
  const room = new Room(document, { version: { name: '', epoch: '', seq: 0 }, updates: [snapshot], uncompacted: { count: 0, bytes: 0 } }, {} as BaseServices)
  const used = heap() - before
  room.doc.destroy()
  return { what: `${what} after ${EDITS.toLocaleString('en')} edits`, measured: kb(snapshot.length), reference: `${kb(used)} of memory, with its shadow`, ratio: '', aim: `<= ${kb(limit)}` }
}

/** The size of a document, stored and in memory. */
export const documentSizes = (): Figure[] => [
  measure('a votes document', { kind: 'votes', faceId: 'f', userId: 'u' }, votes, limits.votesDocumentBytes),
  measure('a shared sheet', { kind: 'sheet', faceId: 'f' }, letters, limits.sheetDocumentBytes),
]
