import * as Y from 'yjs'
import type { Edit } from './edits'

/** The changes of a transaction under the document's roots, with the values afterwards. */
export function editsOf(doc: Y.Doc, transaction: Y.Transaction): Edit[] {
  const roots = new Map([...doc.share].map(([root, type]) => [type, root]))
  const edits: Edit[] = []
  for (const [type, keys] of transaction.changed) {
    const root = roots.get(type)
    if (root === undefined) continue
    if (type instanceof Y.Text) edits.push({ root, key: null, value: type.toString() })
    if (!(type instanceof Y.Map)) continue
    for (const key of keys) if (key !== null) edits.push({ root, key, value: type.get(key) })
  }
  return edits
}
