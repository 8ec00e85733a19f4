/** A value that I put under a root of a document: at a map's key (undefined: deleted), or, with key null, a whole text. */
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
/** The refused text stands beside the text that was written since. */
export const keptIdOf = (edit: Pick<Edit, 'root' | 'key'> & { code: string | null }): string =>
  `${edit.code === null ? '' : '!'}${idOf(edit)}`
