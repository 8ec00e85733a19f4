import { Refusal } from '../../../../shared/result'
import { changeMark } from '../../sheets/changeMark'
import { changeNote, type NoteState } from '../../sheets/changeNote'
import type { RemovedMark } from '../../sheets/removeMark'
import type { UndoAct } from './undoAct'

/** [REPORT-11] A note that was emptied or put back reads as before, unless somebody wrote on it since. */
export const undoNote: UndoAct = (context, { state, record }) => {
  const { faceId, holdId, before, after } = state as NoteState
  return changeNote(context, {
    faceId,
    holdId,
    told: 'restored',
    change(text) {
      if (text !== after) throw new Refusal('not_undoable')
      return before
    },
    record: inside => record(inside),
  })
}

/** [REPORT-12] A removed mark is drawn again as its maker's, unless another mark has its place. */
export const undoMarkRemove: UndoAct = (context, { state, record }) => {
  const { faceId, markId, mark } = state as RemovedMark
  return changeMark(context, {
    faceId,
    markId,
    change(now) {
      if (now) throw new Refusal('not_undoable')
      return mark
    },
    record: inside => record(inside),
  })
}
