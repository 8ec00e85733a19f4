import { parseVoteKey, voteKey, VOTES_MAP } from '../../shared/documents'
import type { AnnotationPart } from '../../shared/model/annotation'
import type { LiveDocument } from './liveDocument'

/** Says one part of my word on a hold; null clears it. */
export function setVote(document: LiveDocument, holdId: number, part: AnnotationPart, value: string | null): void {
  document.set(VOTES_MAP, voteKey(holdId, part), value ?? '')
}

export interface UnsavedVote {
  holdId: number
  part: AnnotationPart
  /** Null: cleared. */
  value: string | null
}

/** My votes that the server has not said to have kept. */
export const unsavedVotes = (document: LiveDocument): UnsavedVote[] => votesAmong([...document.unsaved.value.values()])

/** My votes that the server would not take. */
export const refusedVotes = (document: LiveDocument): UnsavedVote[] => votesAmong(document.lost.value)

/** What they say of holds; the rest is no vote. */
export function votesAmong(edits: readonly { root: string; key: string | null; value: unknown }[]): UnsavedVote[] {
  return edits.flatMap(({ root, key, value }) => {
    const vote = root === VOTES_MAP && key !== null ? parseVoteKey(key) : null
    return vote && typeof value === 'string' ? [{ ...vote, value: value === '' ? null : value }] : []
  })
}
