import type { UndoAct } from './undoAct'
import { undoNoticeDelete, undoNoticeUpdate } from './undoNotice'

/** The acts that can be undone, by their action in the log. Each keeps a `state` with its entry. */
export const undoActs: Readonly<Record<string, UndoAct>> = {
  'notice.delete': undoNoticeDelete,
  'notice.update': undoNoticeUpdate,
}
