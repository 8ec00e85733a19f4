import type * as Y from 'yjs'
import { noteRoot, parseNoteRoot, SHEET_MARKS, voteKey, VOTES_MAP } from '../../shared/documents'
import { ANNOTATION_PARTS, type AnnotationPart } from '../../shared/model/annotationParts'
import { SheetMark } from '../../shared/model/sheetMark'
import type { SheetContent } from '../../shared/model/sheetVersion'

/** The content of a sheet in plain values, without empty notes. */
export function contentOf(doc: Y.Doc): SheetContent {
  const notes: SheetContent['notes'] = {}
  for (const root of doc.share.keys()) {
    const holdId = parseNoteRoot(root)
    const text = holdId === null ? '' : doc.getText(root).toString()
    if (text !== '') notes[String(holdId)] = text
  }
  return { notes, marks: doc.getMap(SHEET_MARKS).toJSON() }
}

/** Replaces a text, unless it is the same already. */
export function rewrite(doc: Y.Doc, root: string, text: string): void {
  const shared = doc.getText(root)
  if (shared.toString() === text) return
  doc.transact(() => {
    shared.delete(0, shared.length)
    shared.insert(0, text)
  })
}

/** Does not make the text where there is none, because that would change the document. */
export const noteIn = (doc: Y.Doc, holdId: number): string =>
  doc.share.has(noteRoot(holdId)) ? doc.getText(noteRoot(holdId)).toString() : ''

export const markIn = (doc: Y.Doc, markId: string): SheetMark | null =>
  SheetMark.safeParse(doc.getMap(SHEET_MARKS).get(markId)).data ?? null

/** Sets a mark, or deletes it with null. */
export function putMark(doc: Y.Doc, markId: string, mark: SheetMark | null): void {
  const marks = doc.getMap(SHEET_MARKS)
  if (mark) marks.set(markId, mark)
  else marks.delete(markId)
}

/** Reads what the votes document says of a hold; null stands for no vote. */
export function votesIn(doc: Y.Doc, holdId: number): Record<AnnotationPart, string | null> {
  const map = doc.getMap<string>(VOTES_MAP)
  const of = (part: AnnotationPart) => map.get(voteKey(holdId, part)) || null
  return { grip_type: of('grip_type'), condition: of('condition'), difficulty: of('difficulty'), notes: of('notes') }
}

/** Sets the given parts of a vote, and clears those that are null. */
export function putVotes(doc: Y.Doc, holdId: number, parts: Partial<Record<AnnotationPart, string | null>>): void {
  const map = doc.getMap(VOTES_MAP)
  doc.transact(() => {
    for (const part of ANNOTATION_PARTS) if (parts[part] !== undefined) map.set(voteKey(holdId, part), parts[part] ?? '')
  })
}
