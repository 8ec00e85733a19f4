import { noteRoot } from '../../shared/documents'
import { diffText } from '../documents/diffText'
import type { LiveDocument } from '../documents/liveDocument'

/** Makes a hold's shared note say this, by the smallest change: what others write beside it stays. */
export function rewriteNote({ doc }: LiveDocument, holdId: number, text: string): void {
  const note = doc.getText(noteRoot(holdId))
  const diff = diffText(note.toString(), text, 0)
  if (!diff) return
  doc.transact(() => {
    note.delete(diff.index, diff.remove)
    note.insert(diff.index, diff.insert)
  })
}
