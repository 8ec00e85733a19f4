import type { z } from 'zod'
import { ApiKey, AdminUser, AuditEvent, AuditThing, Invite, NewApiKey } from '../../shared/contract/admin'
import { ClimbCorrection, ClimbFilter, ClimbsChanged, HiddenClimb } from '../../shared/contract/climbModeration'
import { commands, type CommandName } from '../../shared/contract/commands'
import { LoggedIn } from '../../shared/contract/account'
import { Proof } from '../../shared/contract/factors'
import { FeedHead, FeedPage, FeedRow } from '../../shared/contract/feeds'
import { ImportReport, ImportTally, RejectedRow, UploadedImport } from '../../shared/contract/imports'
import { Overview } from '../../shared/contract/overview'
import { Person, PersonClimb, PersonComment } from '../../shared/contract/people'
import { Brought, StoktLink, StoktRun, StoktState } from '../../shared/contract/sources'
import { StoktClimbPage, StoktComment, StoktComments, StoktOwn, StoktSend, StoktSends, StoktSetup } from '../../shared/contract/stokt'
import { Claim, OwnData } from '../../shared/contract/users'
import { Annotation, Annotator, Consensus, HoldAnnotations, partValues, Vote } from '../../shared/model/annotation'
import { Ascent, PublicAscent } from '../../shared/model/ascent'
import { BinEntry } from '../../shared/model/bin'
import { Climb, ClimbRow, Personal } from '../../shared/model/climb'
import { ClimbList, KeptSearch } from '../../shared/model/climbList'
import { Comment } from '../../shared/model/comment'
import { Face, FaceRow, FaceSetup } from '../../shared/model/face'
import { GradeOpinion } from '../../shared/model/gradeOpinion'
import { WallGrid } from '../../shared/model/grid'
import { Gym, GymRow, Source } from '../../shared/model/gym'
import { HoldEvent } from '../../shared/model/history'
import { Hold, PlacedHold } from '../../shared/model/hold'
import { LikeCount, OwnLike } from '../../shared/model/like'
import { ListedLock, Lock } from '../../shared/model/lock'
import { PushState } from '../../shared/contract/push'
import { News } from '../../shared/model/news'
import { Notice } from '../../shared/model/notice'
import { Assertion, Attestation, CreationAsked, CreationOptions, FactorAsked, Passkey, RequestOptions } from '../../shared/model/passkey'
import { Publication } from '../../shared/model/publication'
import { ServerNode } from '../../shared/model/serverNode'
import { OwnReport, Report, ReportSeen, ReportVoice } from '../../shared/model/report'
import { SheetVersion } from '../../shared/model/sheetVersion'
import { Task } from '../../shared/model/task'
import { PublicUser, User, UserLanguage, UserRole } from '../../shared/model/user'
import { AccountRow, AscentRow, ConsensusRow, LikeRow, ReportRow } from './rowModels'

const { output } = commands['users.list']
const outputOf = <C extends CommandName>(name: C): (typeof commands)[C]['output'] => commands[name].output

/** The schemas that have a name in the document; other schemas refer to them. */
export const MODELS = {
  Source, UserRole, UserLanguage,
  GripType: partValues.grip_type, Condition: partValues.condition, Difficulty: partValues.difficulty,
  TaskKind: Task.shape.kind,
  Gym, GymRow, Face, FaceRow, FaceSetup, Picture: FaceSetup.shape.picture, WallGrid, Hold, PlacedHold,
  Ascent, PublicAscent, AscentRow, OwnLike, LikeCount, LikeRow, GradeOpinion, GradeFeel: GradeOpinion.shape.feel.unwrap(),
  Climb, ClimbRow, Comment, Personal, BinEntry, HiddenClimb, ClimbFilter, ClimbCorrection, ClimbsChanged,
  ClimbList, KeptSearch, News, PushState,
  Annotation, Vote, Annotator, Consensus, ConsensusRow, HoldAnnotations, HoldEvent, SheetVersion,
  Task, Lock, ListedLock, Notice, NoticeLevel: Notice.shape.level,
  Report, OwnReport, ReportRow, ReportSeen, ReportVoice, ReportKind: Report.shape.kind,
  User, PublicUser, AdminUser, ListedUser: output.shape.results.element, AccountRow, Claim, AdminClaim: outputOf('claims.list').shape.results.element, MadeSince: outputOf('users.madeSince'),
  Person, PersonClimb, PersonComment, PersonClaim: Person.shape.claims.element, PersonDevice: Person.shape.devices.element,
  PersonMark: Person.shape.marks.shape.results.element,
  Session: outputOf('users.sessions').shape.results.element, LoggedIn, OwnData,
  Passkey, Proof, CreationOptions, RequestOptions, CreationAsked, FactorAsked, Attestation, Assertion,
  ApiKey, NewApiKey, Invite, AuditEvent: AuditEvent, AuditThing,
  ServerNode, Overview, StoktState, StoktRun, StoktLink, Brought, Publication, StoktClimbPage, StoktOwn, StoktSetup,
  StoktSend, StoktSends,
  StoktComment, StoktComments,
  UploadedImport, ImportReport, ImportTally, RejectedRow,
  FeedRow, FeedPage, FeedHead,
} as const satisfies Record<string, z.ZodType>
export type ModelName = keyof typeof MODELS

/** The names of answers that are no model themselves. */
export const ANSWERS: Partial<Record<CommandName, string>> = {
  'auth.register': 'Registered', 'auth.registration': 'Registration', 'auth.checkInvite': 'InviteCheck', 'auth.checkReset': 'ResetCheck', 'auth.refresh': 'Tokens',
  'auth.logout': 'Message', 'auth.requestReset': 'Message', 'auth.confirmReset': 'Message', 'users.sendConfirmation': 'Message', 'users.changePassword': 'Message',
  'auth.confirmEmail': 'EmailConfirmed', 'users.sessions': 'SessionList', 'users.endOtherSessions': 'SessionsEnded', 'users.endAllSessions': 'SessionsEnded',
  'passkeys.list': 'PasskeyList', 'passkeys.add': 'PasskeyAdded', 'passkeys.newCodes': 'RecoveryCodes',
  'users.askDeletion': 'DeletionAsked', 'users.bin': 'Bin', 'users.setAvatar': 'AvatarSet', 'users.list': 'UserPage', 'users.rename': 'UserRenamed', 'users.resetLetter': 'ResetLetterSent', 'users.removeContent': 'ContentRemoved',
  'audit.list': 'AuditPage', 'audit.things': 'AuditThings', 'audit.undo': 'AuditUndone', 'apiKeys.list': 'ApiKeyList', 'apiKeys.create': 'ApiKeyMade', 'invites.list': 'InviteList', 'invites.create': 'InviteMade', 'claims.list': 'ClaimList',
  'holds.list': 'HoldList', 'sync.stats': 'Stats', 'sync.importGym': 'Imported', 'sync.importFace': 'Imported', 'sync.importUser': 'Imported', 'sync.importClimb': 'Imported', 'sync.importHold': 'ImportedHold',
  'sync.importUsers': 'ImportedRows', 'sync.importHolds': 'ImportedRows', 'sync.importClimbs': 'ImportedRows', 'climbs.list': 'ClimbPage', 'climbs.setStoktId': 'StoktIdSet', 'climbs.listHidden': 'HiddenClimbPage',
  'ascents.list': 'PublicAscentPage', 'ascents.mine': 'AscentPage',
  'lists.mine': 'ClimbLists', 'searches.mine': 'KeptSearches', 'news.list': 'NewsList',
  'comments.list': 'CommentPage', 'comments.hide': 'CommentChanged', 'comments.show': 'CommentChanged',
  'annotations.batch': 'AnnotationsByHold', 'annotations.annotators': 'AnnotatorPage', 'locks.list': 'LockList', 'locks.put': 'LockMade', 'locks.putMany': 'LocksChanged', 'locks.removeMany': 'LocksChanged', 'gyms.update': 'GymChanged', 'faces.update': 'FaceChanged', 'holds.remove': 'HoldChanged', 'holds.return': 'HoldChanged',
  'notices.list': 'NoticeList', 'notices.listAll': 'NoticeList',
  'reports.list': 'ReportPage', 'reports.resolve': 'ReportResolved', 'notes.clear': 'NoteCleared', 'marks.remove': 'MarkRemoved',
  'holds.history': 'HoldEventPage', 'imports.create': 'ImportUploaded',
  'sheetVersions.list': 'SheetVersionPage', 'sheetVersions.get': 'SheetVersionContent', 'sheetVersions.restore': 'NoteRestored', 'sheets.beginAnew': 'SheetBegun',
  'documents.get': 'Document', 'users.stokt': 'StoktLink', 'users.linkStokt': 'StoktLink', 'sources.stokt': 'StoktState', 'sources.syncStokt': 'StoktState', 'sources.refreshClimb': 'ClimbCounters',
}

/** The name of a command's body: `climbs.create` takes a `ClimbsCreateRequest`. */
export const requestName = (name: CommandName): string =>
  `${name.split('.').map(part => part.charAt(0).toUpperCase() + part.slice(1)).join('')}Request`
