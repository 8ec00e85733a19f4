import type * as Y from 'yjs'
import type { Edit } from './edits'

/** Sets the edits' keys in one transaction; a value that is undefined removes its key. */
export function writeKeys(doc: Y.Doc, edits: readonly Edit[]): void {
  doc.transact(() => {
    for (const { root, key, value } of edits) {
      if (key === null) continue
      if (value === undefined) doc.getMap(root).delete(key)
      else doc.getMap(root).set(key, value)
    }
  })
}
