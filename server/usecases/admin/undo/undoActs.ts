import { climbKind, commentKind } from '../../moderation/removableKinds'
import type { UndoAct } from './undoAct'
import { undoAnnotationRemove } from './undoAnnotation'
import { undoClaimReject, undoInviteEnd } from './undoDecisions'
import { undoClimbEdit } from './undoClimbEdit'
import { undoNoticeDelete, undoNoticeUpdate } from './undoNotice'
import { undoReportResolve } from './undoReport'
import { undoMarkRemove, undoNote } from './undoSheet'
import { undoUser } from './undoUser'
import { undoLocks } from './undoLocks'
import { undoFaceUpdate, undoGymUpdate, undoHoldChange } from './undoWall'
import { undoRemoval } from './undoRemoval'
import { undoRemovable } from './undoRemovable'
import { undoRename } from './undoRename'

const undoClimb = undoRemovable(climbKind)
const undoComment = undoRemovable(commentKind)

/** The acts that can be undone, by their action in the log. Each keeps a `state` with its entry. */
export const undoActs: Readonly<Record<string, UndoAct>> = {
  'claim.reject': undoClaimReject,
  'invite.end': undoInviteEnd,
  'user.mute': undoUser,
  'user.unmute': undoUser,
  'user.deactivate': undoUser,
  'user.reactivate': undoUser,
  'user.promote': undoUser,
  'user.demote': undoUser,
  'climb.hide': undoClimb.hide,
  'climb.restore': undoClimb.restore,
  'climb.delete': undoClimb.delete,
  'climb.edit': undoClimbEdit,
  'comment.hide': undoComment.hide,
  'comment.restore': undoComment.restore,
  'comment.delete': undoComment.delete,
  'annotation.remove': undoAnnotationRemove,
  'mark.remove': undoMarkRemove,
  'note.clear': undoNote,
  'note.restore': undoNote,
  'report.resolve': undoReportResolve,
  'notice.delete': undoNoticeDelete,
  'notice.update': undoNoticeUpdate,
  'gym.update': undoGymUpdate,
  'face.update': undoFaceUpdate,
  'face.grid': undoFaceUpdate,
  'hold.remove': undoHoldChange,
  'hold.return': undoHoldChange,
  'hold.lock': undoLocks,
  'hold.unlock': undoLocks,
  'face.lock': undoLocks,
  'face.unlock': undoLocks,
  'face.lock_holds': undoLocks,
  'face.unlock_holds': undoLocks,
  'user.rename': undoRename,
  'user.remove_content': undoRemoval,
}
