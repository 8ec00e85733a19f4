import type { CommandName } from '../../shared/contract/commands'
import { changePassword } from './accounts/changePassword'
import { checkReset } from './accounts/checkReset'
import { confirmEmail } from './accounts/confirmEmail'
import { confirmReset } from './accounts/confirmReset'
import { login } from './accounts/login'
import { loginFactor } from './accounts/loginFactor'
import { logout } from './accounts/logout'
import { endOtherSessions, endSession, listSessions } from './accounts/mySessions'
import { passkeyLogin, passkeyOptions } from './accounts/passkeyLogin'
import { refresh } from './accounts/refresh'
import { register } from './accounts/register'
import { checkInvite, getRegistration } from './accounts/registration'
import { requestReset } from './accounts/requestReset'
import { sendConfirmation } from './accounts/sendConfirmation'
import { endApiKey, listApiKeys, makeApiKey } from './admin/apiKeys'
import { deactivateUser, demoteUser, muteUser, promoteUser, reactivateUser, unmuteUser } from './admin/changeUser'
import { approveClaim, listClaims, rejectClaim } from './admin/claims'
import { createInvite, endInvite, listInvites } from './admin/invites'
import { endAllSessions } from './admin/endAllSessions'
import { auditCsv } from './admin/log/auditCsv'
import { auditThings, listAudit } from './admin/listAudit'
import { listUsers } from './admin/listUsers'
import { putLocks, removeLocks } from './admin/lockMany'
import { deleteLock, listLocks, putLock } from './admin/locks'
import { listAnnotators } from './admin/listAnnotators'
import { removeAnnotation } from './admin/removeAnnotation'
import { resetUserFactor } from './admin/resetUserFactor'
import { undoAudit } from './admin/undo/undoAudit'
import { getPerson } from './admin/getPerson'
import { renameUser } from './admin/renameUser'
import { countMadeSince } from './admin/content/madeSince'
import { removeContent } from './admin/content/removeContent'
import { sendResetLetter } from './admin/sendResetLetter'
import { setUserEmail } from './admin/setUserEmail'
import { getAnnotations, getAnnotationsBatch } from './annotations/getAnnotations'
import { renewAnnotation } from './annotations/renewAnnotation'
import { deleteAnnotation, putAnnotation } from './annotations/putAnnotation'
import { createClimb } from './climbs/createClimb'
import { deleteClimb } from './climbs/deleteClimb'
import { getClimb, getClimbByStoktId } from './climbs/getClimb'
import { correctManyClimbs } from './climbs/moderation/correctClimbs'
import { hideClimb, hideManyClimbs } from './climbs/moderation/hideClimbs'
import { listHiddenClimbs } from './climbs/moderation/listHiddenClimbs'
import { showClimb, showManyClimbs } from './climbs/moderation/showClimbs'
import { listClimbs } from './climbs/listClimbs'
import { listBin, restoreClimb } from './climbs/restoreClimb'
import { setClimbStoktId } from './climbs/setClimbStoktId'
import { updateClimb } from './climbs/updateClimb'
import { commentUseCases } from './comments/commentUseCases'
import type { UseCase } from './useCase'
import { describeDocument } from './documents/describeDocument'
import { logbookUseCases } from './logbook/logbookUseCases'
import { addPasskey, beginPasskey, challengePasskey } from './factors/addPasskey'
import { removePasskey, renamePasskey, renewRecoveryCodes } from './factors/changePasskey'
import { listPasskeys } from './factors/listPasskeys'
import { exportWall } from './exports/exportWall'
import { applyImport, createImport, getImport } from './imports/uploads'
import { careCsv } from './holds/careCsv'
import { holdHistory } from './holds/holdHistory'
import { getChanges } from './feeds/getChanges'
import { getHead } from './feeds/getHead'
import { getOverview } from './admin/getOverview'
import { createNotice } from './notices/createNotice'
import { deleteNotice, updateNotice } from './notices/changeNotice'
import { createReport } from './reports/createReport'
import { listReports } from './reports/listReports'
import { resolveReport } from './reports/resolveReport'
import { clearNote } from './sheets/clearNote'
import { removeMark } from './sheets/removeMark'
import { listAllNotices, listNotices } from './notices/listNotices'
import { beginSheetAnew } from './sheets/beginSheetAnew'
import { getSheetVersion, listSheetVersions, restoreNote } from './sheets/sheetVersions'
import { publishClimb } from './sources/publishClimb'
import { getStoktLink, linkStokt, unlinkStokt } from './sources/stoktLink'
import { stoktUseCases } from './sources/stoktUseCases'
import { deleteTask, finishTask, reopenTask } from './tasks/changeTask'
import { importClimb, importClimbs } from './syncImports/importClimbRows'
import { importHold, importHolds } from './syncImports/importHolds'
import { importUser, importUsers } from './syncImports/importPeople'
import { importFace, importGym } from './syncImports/importPlaces'
import { createTask } from './tasks/createTask'
import { deleteAvatar, setAvatar } from './users/avatar'
import { claimSetter } from './users/claimSetter'
import { askDeletion, deleteMe } from './users/deleteMe'
import { exportMe } from './users/exportMe'
import { getUser } from './users/getUser'
import { getMe, updateMe } from './users/me'
import { removeHold, returnHold } from './walls/changeHold'
import { getFace } from './walls/getFace'
import { getFaceSetup, getFaceSetupByStoktId } from './walls/getFaceSetup'
import { getHold, getHoldByStoktId } from './walls/getHold'
import { getStats } from './walls/getStats'
import { listFaces } from './walls/listFaces'
import { listGyms } from './walls/listGyms'
import { listHolds } from './walls/listHolds'
import { updateFace } from './walls/updateFace'
import { updateGym } from './walls/updateGym'

/** The use-case of each command of the contract; a command without one does not compile. */
export const useCases: { [C in CommandName]: UseCase<C> } = {
  'auth.register': register,
  'auth.registration': getRegistration,
  'auth.checkInvite': checkInvite,
  'auth.checkReset': checkReset,
  'auth.login': login,
  'auth.factor': loginFactor,
  'auth.passkeyOptions': passkeyOptions,
  'auth.passkey': passkeyLogin,
  'auth.refresh': refresh,
  'auth.logout': logout,
  'auth.requestReset': requestReset,
  'auth.confirmReset': confirmReset,
  'auth.confirmEmail': confirmEmail,
  'users.sendConfirmation': sendConfirmation,
  'users.changePassword': changePassword,
  'users.sessions': listSessions,
  'users.endSession': endSession,
  'users.endOtherSessions': endOtherSessions,
  'passkeys.list': listPasskeys,
  'passkeys.challenge': challengePasskey,
  'passkeys.begin': beginPasskey,
  'passkeys.add': addPasskey,
  'passkeys.rename': renamePasskey,
  'passkeys.remove': removePasskey,
  'passkeys.newCodes': renewRecoveryCodes,
  'users.me': getMe,
  'users.updateMe': updateMe,
  'users.deleteMe': deleteMe,
  'users.bin': listBin,
  'users.askDeletion': askDeletion,
  'users.exportMe': exportMe,
  'users.setAvatar': setAvatar,
  'users.deleteAvatar': deleteAvatar,
  'users.get': getUser,
  'users.claim': claimSetter,
  'users.list': listUsers,
  'users.deactivate': deactivateUser,
  'users.reactivate': reactivateUser,
  'users.mute': muteUser,
  'users.unmute': unmuteUser,
  'users.promote': promoteUser,
  'users.demote': demoteUser,
  'users.endAllSessions': endAllSessions,
  'users.resetFactor': resetUserFactor,
  'users.setEmail': setUserEmail,
  'users.person': getPerson,
  'users.rename': renameUser,
  'users.resetLetter': sendResetLetter,
  'users.madeSince': countMadeSince,
  'users.removeContent': removeContent,
  'audit.things': auditThings,
  'audit.csv': auditCsv,
  'audit.list': listAudit,
  'audit.undo': undoAudit,
  'apiKeys.list': listApiKeys,
  'apiKeys.create': makeApiKey,
  'apiKeys.end': endApiKey,
  'invites.list': listInvites,
  'invites.create': createInvite,
  'invites.end': endInvite,
  'overview.get': getOverview,
  'claims.list': listClaims,
  'claims.approve': approveClaim,
  'claims.reject': rejectClaim,
  'gyms.list': listGyms,
  'faces.list': listFaces,
  'faces.get': getFace,
  'faces.setup': getFaceSetup,
  'faces.careCsv': careCsv,
  'faces.export': exportWall,
  'imports.create': createImport,
  'imports.get': getImport,
  'imports.apply': applyImport,
  'faces.setupByStoktId': getFaceSetupByStoktId,
  'gyms.update': updateGym,
  'faces.update': updateFace,
  'holds.remove': removeHold,
  'holds.return': returnHold,
  'holds.list': listHolds,
  'holds.get': getHold,
  'holds.getByStoktId': getHoldByStoktId,
  'sync.stats': getStats,
  'sync.importGym': importGym,
  'sync.importFace': importFace,
  'sync.importUser': importUser,
  'sync.importHold': importHold,
  'sync.importClimb': importClimb,
  'sync.importUsers': importUsers,
  'sync.importHolds': importHolds,
  'sync.importClimbs': importClimbs,
  'climbs.list': listClimbs,
  'climbs.get': getClimb,
  'climbs.getByStoktId': getClimbByStoktId,
  'climbs.create': createClimb,
  'climbs.update': updateClimb,
  'climbs.delete': deleteClimb,
  'climbs.restore': restoreClimb,
  'climbs.setStoktId': setClimbStoktId, 'climbs.publish': publishClimb,
  ...logbookUseCases,
  'climbs.listHidden': listHiddenClimbs,
  'climbs.hideMany': hideManyClimbs,
  'climbs.showMany': showManyClimbs,
  'climbs.correctMany': correctManyClimbs,
  'climbs.hide': hideClimb,
  'climbs.show': showClimb,
  ...commentUseCases,
  'annotations.get': getAnnotations,
  'annotations.batch': getAnnotationsBatch,
  'annotations.put': putAnnotation,
  'annotations.renew': renewAnnotation,
  'annotations.delete': deleteAnnotation,
  'tasks.create': createTask,
  'tasks.finish': finishTask,
  'tasks.reopen': reopenTask,
  'tasks.delete': deleteTask,
  'locks.list': listLocks,
  'locks.put': putLock,
  'locks.putMany': putLocks,
  'locks.removeMany': removeLocks,
  'locks.delete': deleteLock,
  'notices.list': listNotices,
  'notices.listAll': listAllNotices,
  'notices.create': createNotice,
  'notices.update': updateNotice,
  'notices.delete': deleteNotice,
  'reports.create': createReport,
  'reports.list': listReports,
  'reports.resolve': resolveReport,
  'notes.clear': clearNote,
  'marks.remove': removeMark,
  'annotations.annotators': listAnnotators,
  'annotations.remove': removeAnnotation,
  'holds.history': holdHistory,
  'sheetVersions.list': listSheetVersions,
  'sheetVersions.get': getSheetVersion,
  'sheetVersions.restore': restoreNote,
  'sheets.beginAnew': beginSheetAnew,
  'users.stokt': getStoktLink,
  'users.linkStokt': linkStokt,
  'users.unlinkStokt': unlinkStokt,
  ...stoktUseCases,
  'feeds.changes': getChanges,
  'feeds.head': getHead,
  'documents.get': describeDocument,
}
