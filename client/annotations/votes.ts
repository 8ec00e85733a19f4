import { parseVoteKey, voteKey, VOTES_MAP } from '../../shared/documents'
import { limits } from '../../shared/limits'
import type { AnnotationPart } from '../../shared/model/annotationParts'
import type { LiveDocument } from '../documents/liveDocument'

export interface UnsavedVote {
  holdId: number
  part: AnnotationPart
  /** Null: cleared. */
  value: string | null
}

/** Writes one part of my annotation of a hold; null clears it. */
export const setVote = (document: LiveDocument, holdId: number, part: AnnotationPart, value: string | null): void =>
  setVotes(document, [{ holdId, part, value }])

/** Bytes that a key and its value take at most where the value is one of a list; notes come one at a time. */
const VOTE_BYTES = 80
const VOTES_AT_ONCE = Math.floor(limits.yjsUpdateBytes / VOTE_BYTES)

/** Writes parts of my annotations of holds, in as few updates as the server takes; null clears a part. */
export function setVotes(document: LiveDocument, votes: readonly UnsavedVote[]): void {
  for (let from = 0; from < votes.length; from += VOTES_AT_ONCE) {
    const some = votes.slice(from, from + VOTES_AT_ONCE)
    document.setAll(VOTES_MAP, new Map(some.map(({ holdId, part, value }) => [voteKey(holdId, part), value ?? ''])))
  }
}

/** My votes that the server has not said to have kept. */
export const unsavedVotes = (document: LiveDocument): UnsavedVote[] => votesAmong([...document.unsaved.value.values()])

/** My votes that the server would not take, and why. */
export const refusedVotes = (document: LiveDocument): (UnsavedVote & { code: string })[] =>
  document.lost.value.flatMap(edit => votesAmong([edit]).map(vote => ({ ...vote, code: edit.code })))

/** The votes among the entries; the rest is no vote. */
export function votesAmong(edits: readonly { root: string; key: string | null; value: unknown }[]): UnsavedVote[] {
  return edits.flatMap(({ root, key, value }) => {
    const vote = root === VOTES_MAP && key !== null ? parseVoteKey(key) : null
    return vote && typeof value === 'string' ? [{ ...vote, value: value === '' ? null : value }] : []
  })
}
