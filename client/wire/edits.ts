import * as Y from 'yjs'

/** What I put under a root of a document: a map's key (undefined: taken away), or, with key null, a whole text. */
export interface Edit {
  root: string
  key: string | null
  value: unknown
}
export interface LostEdit extends Edit {
  /** Why: `locked`, `unknown_hold`, `stale`, … */
  code: string
}

export const idOf = (edit: Pick<Edit, 'root' | 'key'>): string => (edit.key === null ? edit.root : `${edit.root} ${edit.key}`)
/** What was not taken stands beside what was written since. */
export const keptIdOf = (edit: Pick<Edit, 'root' | 'key'> & { code: string | null }): string => `${edit.code === null ? '' : '!'}${idOf(edit)}`

/** What a transaction changed under the document's roots, as it reads afterwards. */
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
