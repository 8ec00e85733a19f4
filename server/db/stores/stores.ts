import type { Database } from '../database'
import { annotationStore } from './annotations/annotations'
import { answerStore } from './admin/answers'
import { apiKeyStore } from './accounts/apiKeys'
import { ascentStore } from './people/ascents'
import { auditStore } from './admin/audit'
import { avatarStore } from './accounts/avatars'
import { userDataStore } from './people/userData'
import { binStore } from './climbs/bin'
import { claimStore } from './accounts/claims'
import { climbStore } from './climbs/climbs'
import { commentStore } from './people/comments'
import { confirmationStore } from './accounts/confirmations'
import { documentStore } from './annotations/documents'
import { exportStore } from './walls/exports'
import { failureStore } from './admin/failures'
import { feedStore } from './feeds/feeds'
import { feetRuleStore } from './walls/feetRules'
import { historyStore } from './annotations/history'
import { importStore } from './imports/imports'
import { inviteStore } from './accounts/invites'
import { jobStore } from './admin/jobs'
import { likeStore } from './people/likes'
import { listStore } from './people/lists'
import { lockStore } from './walls/locks'
import { logbookStore } from './people/logbook'
import { mailStore } from './admin/mails'
import { moderationStore } from './climbs/moderation'
import { newsStore } from './feeds/news'
import { nodeStore } from './admin/nodes'
import { noticeStore } from './admin/notices'
import { passkeyStore } from './accounts/passkeys'
import { peopleStore } from './people/people'
import { publicationStore } from './stokt/publications'
import { pushStore } from './feeds/pushes'
import { serverSecretStore } from './admin/serverSecrets'
import { rateStore } from './accounts/rates'
import { recoveryCodeStore } from './accounts/recoveryCodes'
import { reportStore } from './admin/reports'
import { resetStore } from './accounts/resets'
import { searchStore } from './people/searches'
import { sessionStore } from './accounts/sessions'
import { sheetVersionStore } from './annotations/sheetVersions'
import { stoktStore } from './stokt/stokt'
import { stoktAccountStore } from './stokt/stoktAccounts'
import { stoktCountedStore } from './stokt/stoktCounted'
import { stoktCounterStore } from './stokt/stoktCounters'
import { storageStore } from './admin/storage'
import { takeOverStore } from './imports/takeOver'
import { taskStore } from './walls/tasks'
import { ticketStore } from './accounts/tickets'
import { tokenStore } from './accounts/tokens'
import { uploadStore } from './imports/uploads'
import { userStore } from './accounts/users'
import { wallStore } from './walls/walls'
import { wallSettingStore } from './walls/wallSettings'

/** The stores on a database, or on a transaction. The address is the caller's, for the audit. */
export const storesOn = (db: Database, address: string | null = null) => ({
  dialect: db.dialect,
  annotations: annotationStore(db),
  answers: answerStore(db),
  apiKeys: apiKeyStore(db),
  ascents: ascentStore(db),
  audit: auditStore(db, address),
  avatars: avatarStore(db),
  userData: userDataStore(db),
  bin: binStore(db),
  claims: claimStore(db),
  climbs: climbStore(db),
  comments: commentStore(db),
  confirmations: confirmationStore(db),
  documents: documentStore(db),
  exports: exportStore(db),
  failures: failureStore(db),
  feeds: feedStore(db),
  feetRules: feetRuleStore(db),
  history: historyStore(db),
  imports: importStore(db),
  invites: inviteStore(db),
  jobs: jobStore(db),
  likes: likeStore(db),
  lists: listStore(db),
  locks: lockStore(db),
  logbook: logbookStore(db),
  mails: mailStore(db),
  moderation: moderationStore(db),
  news: newsStore(db),
  nodes: nodeStore(db),
  notices: noticeStore(db),
  passkeys: passkeyStore(db),
  people: peopleStore(db),
  publications: publicationStore(db),
  pushes: pushStore(db),
  serverSecrets: serverSecretStore(db),
  rates: rateStore(db),
  recoveryCodes: recoveryCodeStore(db),
  reports: reportStore(db),
  resets: resetStore(db),
  searches: searchStore(db),
  sessions: sessionStore(db),
  sheetVersions: sheetVersionStore(db),
  stokt: stoktStore(db),
  stoktAccounts: stoktAccountStore(db),
  stoktCounted: stoktCountedStore(db),
  stoktCounters: stoktCounterStore(db),
  storage: storageStore(db),
  takeOver: takeOverStore(db),
  tasks: taskStore(db),
  tickets: ticketStore(db),
  tokens: tokenStore(db),
  uploads: uploadStore(db),
  users: userStore(db),
  walls: wallStore(db),
  wallSettings: wallSettingStore(db),
})
export type Stores = ReturnType<typeof storesOn>

const kept = new WeakMap<Database, Stores>()

/**
 * The stores of a transaction whose database is the same object for all transactions. Making two hundred functions for
 * each vote would cost too much.
 */
export function cachedStoresOn(tx: Database, address: string | null): Stores {
  const stores = kept.get(tx) ?? storesOn(tx)
  kept.set(tx, stores)
  return address === null ? stores : { ...stores, audit: auditStore(tx, address) }
}
