import { useI18n } from 'vue-i18n'
import { ownsComment } from '../../shared/access/comments'
import type { Comment } from '../../shared/model/comment'
import { useLoginGate } from '../account/login/loginGateStore'
import { useSession } from '../account/sessionStore'
import { useApi } from '../api/useApi'
import { WriteRefused, type Written } from '../offline/outboxStore'
import { useSource } from '../sources/sourceStore'
import { useAction } from '../api/useAction'
import { useToasts } from '../ui/toastsStore'
import { useComments } from './commentsStore'

/** The acts on comments. A toast says what happened, and offers to undo it where that is possible. */
export function useCommentActions() {
  const { t } = useI18n()
  const { call } = useApi()
  const { attempt } = useAction()
  const comments = useComments()
  const gate = useLoginGate()
  const toasts = useToasts()
  const session = useSession()
  const source = useSource()

  /** @returns what came of it; null where nobody logged in, or it was refused, which is told */
  async function written(work: () => Promise<Written>): Promise<Written | null> {
    if (!await gate.pass()) return null
    try {
      return await work()
    } catch (failure) {
      const why = failure instanceof WriteRefused && failure.detail !== '' ? failure.detail : t('app.failed')
      toasts.show({ text: t('comments.failed', { why }), tone: 'danger' })
      return null
    }
  }

  /** @returns true once it is kept, here or at the server */
  async function write(climbId: string, text: string, repliedTo: string | null): Promise<boolean> {
    return await written(() => comments.write(climbId, text, repliedTo)) !== null
  }
  async function change(comment: Comment, text: string): Promise<boolean> {
    return await written(() => comments.change(comment, text)) !== null
  }

  async function restore(comment: Comment): Promise<void> {
    const done = await written(() => comments.restore(comment))
    if (done) toasts.show({ text: t(done.isWaiting ? 'comments.restoredWaiting' : 'comments.restored') })
  }
  const deletedWords = (comment: Comment): string =>
    t(ownsComment(session.actor, comment) ? 'comments.deleted' : 'comments.deletedOther')

  /** @param reason an admin's, for its writer to read */
  async function remove(comment: Comment, reason = ''): Promise<void> {
    const wasWaiting = comments.isUnsent(comment.id)
    const done = await written(() => comments.remove(comment, reason))
    if (!done) return
    const text = wasWaiting ? t('comments.deletedUnsent') : done.isWaiting ? t('comments.deletedWaiting') : deletedWords(comment)
    const writeAgain = () => written(() => comments.write(comment.climb_id, comment.text, comment.replied_to_id))
    // Stokt has no bin.
    if (source.isStokt) return void toasts.show({ text })
    const undo = () => (wasWaiting ? writeAgain() : restore(comment))
    toasts.show({ text, action: { label: t('app.undo'), perform: () => void undo() } })
  }

  /** An admin's act, which needs the server. Rejects with an `ApiError`. */
  async function hide({ id }: Comment, reason: string): Promise<void> {
    const { audit_id } = await call('comments.hide', { id, reason })
    if (audit_id === null) return toasts.show({ text: t('comments.nothing') })
    const undo = () => attempt(async () => {
      await call('audit.undo', { id: audit_id })
      toasts.show({ text: t('comments.shownAgain') })
    })
    toasts.show({ text: t('comments.hidden'), action: { label: t('app.undo'), perform: () => void undo() } })
  }

  return { write, change, remove, restore, hide }
}
