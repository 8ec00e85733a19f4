import type { CommandName, Input } from '../../shared/contract/commands'
import { limits } from '../../shared/limits'
import type { Allowance } from '../concurrency/tokenBucket'

/**
 * [LIMIT-96] The price of each command; one unit is about one millisecond of the event loop. The caller pays it before
 * the work. A command without a price does not compile.
 */
export const REST_PRICES = {
  // Hashing runs in threads of its own; these commands only read and write the database here.
  'auth.register': 10, 'auth.login': 8, 'auth.logout': 4, 'auth.requestReset': 5, 'auth.checkReset': 3, 'auth.confirmReset': 10, 'auth.confirmEmail': 5,
  'auth.registration': 1, 'auth.checkInvite': 2, 'auth.factor': 8, 'auth.passkeyOptions': 3, 'auth.passkey': 8,
  // [RATE-5] Refreshing is never limited by address, and nobody is known before it is answered.
  'auth.refresh': 0,
  'passkeys.list': 2, 'passkeys.challenge': 3, 'passkeys.begin': 3, 'passkeys.add': 8, 'passkeys.rename': 4, 'passkeys.remove': 4, 'passkeys.newCodes': 20,
  'users.sendConfirmation': 5, 'users.changePassword': 10, 'users.sessions': 2, 'users.endSession': 5, 'users.endOtherSessions': 5,
  'users.me': 1, 'users.updateMe': 20, 'users.deleteMe': 50, 'users.askDeletion': 50, 'users.exportMe': 50, 'users.bin': 5,
  // Decoding takes a second of another thread, so one person may send few pictures in a row.
  'users.setAvatar': 100, 'users.deleteAvatar': 5, 'users.get': 1, 'users.claim': 5,
  'users.list': 5, 'users.deactivate': 10, 'users.reactivate': 10, 'users.mute': 10, 'users.unmute': 10, 'users.promote': 10, 'users.demote': 10,
  'users.endAllSessions': 10, 'users.resetFactor': 10, 'users.setEmail': 10,
  // A person's page reads the sheet of each face; a new name rewrites every climb of the person.
  'users.person': 40, 'users.rename': 20, 'users.resetLetter': 10, 'users.madeSince': 20, 'users.removeContent': 100,
  'audit.list': 10, 'audit.things': 10, 'audit.csv': 100, 'audit.undo': 15, 'apiKeys.list': 3, 'apiKeys.create': 5, 'apiKeys.end': 5, 'invites.list': 3, 'invites.create': 5, 'invites.end': 5,
  'overview.get': 20, 'claims.list': 5, 'claims.approve': 50, 'claims.reject': 5,
  // These answers are small, or kept once they were made: see below.
  'gyms.list': 1, 'faces.list': 1, 'faces.get': 1, 'faces.setup': 1, 'faces.setupByStoktId': 1, 'holds.list': 1, 'feeds.changes': 1, 'feeds.head': 1,
  'faces.careCsv': 12, 'faces.export': 200, 'imports.create': 100, 'imports.get': 1, 'imports.apply': 100, 'holds.get': 1, 'holds.getByStoktId': 1, 'holds.history': 3, 'sync.stats': 2, 'documents.get': 2,
  // A hold may rename all holds of its face. A batch is a thousand rows at most.
  'sync.importGym': 10, 'sync.importFace': 10, 'sync.importUser': 8, 'sync.importHold': 20, 'sync.importClimb': 10,
  'sync.importUsers': 200, 'sync.importHolds': 400, 'sync.importClimbs': 600,
  'climbs.list': 6, 'climbs.get': 1, 'climbs.getByStoktId': 1, 'climbs.create': 8, 'climbs.update': 8, 'climbs.delete': 8,
  'climbs.restore': 8, 'climbs.setStoktId': 5, 'climbs.publish': 8,
  'climbs.listHidden': 10, 'climbs.hideMany': 100, 'climbs.showMany': 100, 'climbs.correctMany': 100, 'climbs.hide': 10, 'climbs.show': 10,
  'climbs.like': 8, 'climbs.unlike': 8, 'climbs.addProject': 8, 'climbs.removeProject': 8, 'ascents.create': 10, 'ascents.list': 3, 'ascents.putToday': 10,
  'ascents.deleteToday': 10, 'ascents.update': 10, 'ascents.delete': 10, 'ascents.mine': 5,
  'comments.list': 3, 'comments.create': 8, 'comments.update': 8, 'comments.delete': 8, 'comments.restore': 8, 'comments.hide': 10, 'comments.show': 10,
  'lists.mine': 5, 'lists.create': 20, 'lists.get': 3, 'lists.update': 8, 'lists.delete': 8, 'lists.addClimb': 8,
  'lists.removeClimb': 8, 'lists.order': 50,
  'searches.mine': 2, 'searches.create': 8, 'searches.update': 8, 'searches.delete': 8,
  'news.list': 3, 'news.see': 8, 'push.get': 2, 'push.subscribe': 8, 'push.unsubscribe': 5,
  'annotations.get': 1, 'annotations.batch': 10, 'annotations.put': 8, 'annotations.renew': 8, 'annotations.delete': 8, 'annotations.annotators': 5, 'annotations.remove': 10,
  'tasks.create': 8, 'tasks.finish': 8, 'tasks.reopen': 8, 'tasks.delete': 8, 'locks.list': 3, 'locks.put': 10, 'locks.delete': 10,
  'locks.putMany': 40, 'locks.removeMany': 40, 'gyms.update': 10, 'faces.update': 40, 'holds.remove': 10, 'holds.return': 10,
  'notices.list': 2, 'notices.listAll': 3, 'notices.create': 10, 'notices.update': 10, 'notices.delete': 10,
  'reports.create': 10, 'reports.list': 10, 'reports.resolve': 10, 'notes.clear': 15, 'marks.remove': 15,
  'sheetVersions.list': 3, 'sheetVersions.get': 10, 'sheetVersions.restore': 15, 'sheets.beginAnew': 50,
  'users.stokt': 2, 'users.linkStokt': 20, 'users.unlinkStokt': 8,
  'sources.stokt': 5, 'sources.syncStokt': 10, 'sources.refreshClimb': 3,
  'stokt.setup': 20, 'stokt.climbs': 15, 'stokt.climb': 15, 'stokt.mine': 10, 'stokt.like': 5, 'stokt.unlike': 5, 'stokt.setClimb': 15,
  'stokt.bookmark': 5, 'stokt.unbookmark': 5, 'stokt.sends': 5, 'stokt.comments': 5, 'stokt.comment': 10, 'stokt.deleteComment': 5,
} as const satisfies Record<CommandName, number>

/** [LIMIT-98] The additional price if the answer is not kept already; of callers at the same moment only the first pays it. */
const MADE_PRICES: { readonly [C in CommandName]?: (input: Input<C>) => number } = {
  'faces.setup': () => 8,
  'faces.setupByStoktId': () => 8,
  'holds.list': () => 8,
  // A whole feed is read page by page; changes since a cursor are fewer.
  'feeds.changes': ({ since, limit }) => Math.max(2, (since === undefined ? 15 : 6) * limit / limits.feedPageRows),
}
export const madePrice = <C extends CommandName>(name: C, input: Input<C>): number => MADE_PRICES[name]?.(input) ?? 0

/** The prices of requests that are no commands. Every request of a guest pays its first unit. */
export const RAW_PRICES = {
  picture: 2, variantMade: 100, climbDrawn: 150, search: 10, avatar: 2, cspReport: 1, docs: 5, notFound: 1,
} as const

/** [LIMIT-97] A body is read, unpacked and parsed: so many bytes cost one unit. A file is passed through. */
export const BODY_BYTES_PER_UNIT = 50 * 1024
export const FILE_BYTES_PER_UNIT = 200 * 1024

/**
 * The buckets of the payers. A gym is one address: when 5,000 people come back at once, each of them asks for one kept
 * answer (1 unit), and 8,000 units are there at once. Hundreds may open the page in a minute, with forty requests each,
 * out of 300 a second. A flood from there takes less than a third of the event loop in the long run. People who are
 * signed in pay for themselves, so that a flooding guest takes nothing from them.
 */
export const REST_ALLOWANCES = {
  guest: { perSecond: 300, burst: 8_000 },
  /** Logging in and registering have their own bucket, so that a flooding guest does not keep others of the gym from it. */
  account: { perSecond: 100, burst: 3_000 },
  person: { perSecond: 60, burst: 2_000 },
  /** Programs come in bulk, and only an admin makes keys. */
  key: { perSecond: 500, burst: 20_000 },
  /** Health checks and figures have a bucket of their own. */
  watch: { perSecond: 50, burst: 500 },
  /** [PAGE-6] Previews of searches: a flood of invented ones costs its sender nothing else, and the rest of us little. */
  search: { perSecond: 20, burst: 600 },
  /** [LIMIT-93] An address pays for unknown keys and forged tokens. A whole gym with an ended key does not have to wait. */
  wrong: { perSecond: 5, burst: 300 },
} as const satisfies Record<string, Allowance>
export type RestAllowances = Readonly<Record<keyof typeof REST_ALLOWANCES, Allowance>>
