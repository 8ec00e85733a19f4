import type * as Y from 'yjs'
import { diffText } from './diffText'

/** Gives a shared text new content by the smallest change, so that edits that others make elsewhere in it stay. */
export function rewriteText(doc: Y.Doc, root: string, content: string): void {
  const text = doc.getText(root)
  const diff = diffText(text.toString(), content, 0)
  if (!diff) return
  doc.transact(() => {
    text.delete(diff.index, diff.remove)
    text.insert(diff.index, diff.insert)
  })
}
