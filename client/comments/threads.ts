import type { Comment } from '../../shared/model/comment'

/** A comment with the answers to it, oldest first. */
export interface Thread {
  id: string
  /** Null: it is deleted or hidden, and answers to it are still there. */
  comment: Comment | null
  answers: Comment[]
}

const oldestFirst = (a: Comment, b: Comment): number => {
  if (a.created_at !== b.created_at) return a.created_at < b.created_at ? -1 : 1
  return a.id < b.id ? -1 : 1
}

/** [COMMENT-11] The comments on a climb, each above the answers to it. */
export function threadsOf(comments: readonly Comment[]): Thread[] {
  const threads = new Map<string, Thread>()
  const sorted = [...comments].sort(oldestFirst)
  for (const comment of sorted) {
    if (comment.replied_to_id === null) threads.set(comment.id, { id: comment.id, comment, answers: [] })
  }
  for (const answer of sorted) {
    const top = answer.replied_to_id
    if (top === null) continue
    const thread = threads.get(top) ?? { id: top, comment: null, answers: [] }
    thread.answers.push(answer)
    threads.set(top, thread)
  }
  const begun = ({ comment, answers }: Thread): string => comment?.created_at ?? answers[0]?.created_at ?? ''
  return [...threads.values()].sort((a, b) => (begun(a) === begun(b) ? 0 : begun(a) < begun(b) ? -1 : 1))
}
