import type { Database } from '../database'
import { annotationStore } from './annotations'
import { answerStore } from './answers'
import { apiKeyStore } from './apiKeys'
import { ascentStore } from './ascents'
import { auditStore } from './audit'
import { avatarStore } from './avatars'
import { belongingStore } from './belongings'
import { binStore } from './bin'
import { claimStore } from './claims'
import { climbStore } from './climbs'
import { commentStore } from './comments'
import { confirmationStore } from './confirmations'
import { documentStore } from './documents'
import { exportStore } from './exports'
import { failureStore } from './failures'
import { feedStore } from './feeds'
import { feetRuleStore } from './feetRules'
import { historyStore } from './history'
import { importStore } from './imports'
import { inviteStore } from './invites'
import { jobStore } from './jobs'
import { likeStore } from './likes'
import { listStore } from './lists'
import { lockStore } from './locks'
import { logbookStore } from './logbook'
import { mailStore } from './mails'
import { moderationStore } from './moderation'
import { newsStore } from './news'
import { nodeStore } from './nodes'
import { noticeStore } from './notices'
import { passkeyStore } from './passkeys'
import { peopleStore } from './people'
import { publicationStore } from './publications'
import { pushStore } from './pushes'
import { serverSecretStore } from './serverSecrets'
import { rateStore } from './rates'
import { recoveryCodeStore } from './recoveryCodes'
import { reportStore } from './reports'
import { resetStore } from './resets'
import { searchStore } from './searches'
import { sessionStore } from './sessions'
import { sheetVersionStore } from './sheetVersions'
import { stoktStore } from './stokt'
import { stoktAccountStore } from './stoktAccounts'
import { stoktCountedStore } from './stoktCounted'
import { stoktCounterStore } from './stoktCounters'
import { storageStore } from './storage'
import { takeOverStore } from './takeOver'
import { taskStore } from './tasks'
import { ticketStore } from './tickets'
import { tokenStore } from './tokens'
import { uploadStore } from './uploads'
import { userStore } from './users'
import { wallStore } from './walls'
import { wallSettingStore } from './wallSettings'

/** The stores on a database, or on a transaction. The address is the caller's, for the audit. */
export const storesOn = (db: Database, address: string | null = null) => ({
  dialect: db.dialect,
  annotations: annotationStore(db),
  answers: answerStore(db),
  apiKeys: apiKeyStore(db),
  ascents: ascentStore(db),
  audit: auditStore(db, address),
  avatars: avatarStore(db),
  belongings: belongingStore(db),
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
