import { parseDocumentName } from '../../../shared/documentName'
import { parseNoteRoot, parseVoteKey, SHEET_MARKS, VOTES_MAP } from '../../../shared/documents'
import type { AnnotationPart } from '../../../shared/model/annotationParts'
import { idOf, type Edit } from '../../documents/edits'
import type { ItemState } from './item'

/** An edit of a document that the server has not. */
export interface UnsentEdit {
  document: string
  edit: Edit
  state: Exclude<ItemState, 'sent'>
  /** The reason why it was refused. */
  code: string | null
  /** Another open tab answers for it. */
  isElsewhere: boolean
}

/** One item of the list: all of one's votes on a hold, a note, or a mark. */
export type UnsentItem = Omit<UnsentEdit, 'edit'> & { id: string; edits: Edit[] } & (
  | { kind: 'vote'; holdId: number; parts: AnnotationPart[] }
  | { kind: 'note'; holdId: number }
  | { kind: 'mark' }
)

const ORDER = ['refused', 'sending', 'waiting'] as const

/** Refused items come first; the rest keeps its order. */
export function unsentItems(edits: readonly UnsentEdit[]): UnsentItem[] {
  const items = new Map<string, UnsentItem>()
  for (const one of edits) {
    const item = itemOf(one)
    if (!item) continue
    const known = items.get(item.id)
    if (known?.kind === 'vote' && item.kind === 'vote')
      items.set(item.id, { ...known, edits: [...known.edits, ...item.edits], parts: [...known.parts, ...item.parts] })
    else items.set(item.id, item)
  }
  return [...items.values()].sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state))
}

function itemOf({ edit, ...rest }: UnsentEdit): UnsentItem | null {
  const { root, key } = edit
  const id = (what: string) => `${rest.document} ${what} ${rest.state} ${rest.code ?? ''} ${rest.isElsewhere}`
  const isVotes = parseDocumentName(rest.document)?.kind === 'votes'
  if (isVotes && root === VOTES_MAP && key !== null) {
    const vote = parseVoteKey(key)
    return vote && { ...rest, id: id(String(vote.holdId)), edits: [edit], kind: 'vote', holdId: vote.holdId, parts: [vote.part] }
  }
  const noteOf = key === null ? parseNoteRoot(root) : null
  if (noteOf !== null) return { ...rest, id: id(root), edits: [edit], kind: 'note', holdId: noteOf }
  return root === SHEET_MARKS ? { ...rest, id: id(idOf(edit)), edits: [edit], kind: 'mark' } : null
}
