import { useSession } from './sessionStore'
import { useApi } from '../api/useApi'
import { useAction } from '../api/useAction'

/** Undoes one's own act whose answer does not name its entry in the log. */
export function useUndoOwn() {
  const { call } = useApi()
  const { attempt } = useAction()
  const session = useSession()

  async function undo(act: { action: string; target: string }): Promise<void> {
    const { results: [entry] } = await call('audit.list', { ...act, actor: session.user?.id ?? '', page_size: 1 })
    if (entry) await call('audit.undo', { id: entry.id })
  }

  /**
   * The newest such entry of one's own is the act; another admin may have done the same since, which stays theirs.
   * @param changed is called once the act is undone, or the refusal was told
   */
  const undoOwn = (act: { action: string; target: string }, changed: () => void): void => void attempt(() => undo(act)).then(changed)
  return { undoOwn }
}
