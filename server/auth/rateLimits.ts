import { userIdOf, type Actor } from '../../shared/access/actor'
import type { commands, CommandName, Input } from '../../shared/contract/commands'
import { limits } from '../../shared/limits'
import { networkOf } from '../limits/addresses'

const HOUR = 3600
const DAY = 24 * HOUR

export interface Asking<I> {
  actor: Actor
  /** Null if the wire does not know it. */
  address: string | null
  input: I
}
export interface Allowed {
  /** So many requests are allowed within `seconds`. */
  points: number
  seconds: number
}
export interface RateLimit<I> extends Allowed {
  /** The key under which requests are counted together; null: not counted. */
  by: (asking: Asking<I>) => string | null
}
type WritingCommand = { [C in CommandName]: (typeof commands)[C]['method'] extends 'GET' ? never : C }[CommandName]
/** [LIMIT-60] A new command that writes must state its limit here, or it does not compile. */
type RateLimits = { readonly [C in WritingCommand]: readonly RateLimit<Input<C>>[] } & {
  readonly [C in Exclude<CommandName, WritingCommand>]?: readonly RateLimit<Input<C>>[]
}

const byAddress = ({ address }: Asking<unknown>) => address && networkOf(address)
/** Programs with a key come in bulk and are not counted. */
const byUser = ({ actor }: Asking<unknown>) => userIdOf(actor)
const byPerson = ({ actor }: Asking<unknown>) => userIdOf(actor) ?? (actor.kind === 'key' ? actor.name : null)
const emailOf = ({ input }: Asking<{ email?: string | undefined }>) => input.email?.toLowerCase() ?? null
const emailAt = (asking: Asking<{ email?: string | undefined }>) => `${emailOf(asking)} ${byAddress(asking)}`

/** Only the general pace of 5 writes a second limits these; the growth that they cause is bounded elsewhere. */
const pacedAlone: readonly [] = []
const perHour = <I>(points: number, by: RateLimit<I>['by'] = byUser): RateLimit<I> => ({ points, seconds: HOUR, by })
const perDay = <I>(points: number, by: RateLimit<I>['by'] = byUser): RateLimit<I> => ({ points, seconds: DAY, by })

/**
 * The limits of each command, over all nodes. A gym is one address: thirty people who register there in an hour, each
 * with a few tries, must not notice.
 */
export const rateLimits: RateLimits = {
  // New accounts and refusals are counted in `pots`.
  'auth.register': [perHour(20, emailAt)],
  'auth.checkInvite': pacedAlone,
  // Failures slow it down, and hashing waits its turn.
  'auth.login': pacedAlone,
  // Failures slow it down too, and only the right password or a passkey leads there.
  'auth.factor': pacedAlone,
  'auth.passkeyOptions': pacedAlone,
  'auth.passkey': pacedAlone,
  // Each writes to the log and sends a letter.
  'passkeys.challenge': pacedAlone,
  'passkeys.begin': [perHour(60)],
  'passkeys.add': [perHour(60)],
  'passkeys.rename': [perHour(60)],
  'passkeys.remove': [perHour(60)],
  'passkeys.newCodes': [perHour(20)],
  // The address is never counted; `rates.ts` counts the refreshes of each session.
  'auth.refresh': pacedAlone,
  'auth.logout': pacedAlone,
  // New passwords asked for from one network are counted in `pots`; the second limit protects the letter box of one person.
  'auth.requestReset': [perHour(5, emailAt), perHour(20, emailOf)],
  // Wrong codes are counted in `pots`.
  'auth.checkReset': pacedAlone,
  'auth.confirmReset': pacedAlone,
  'auth.confirmEmail': pacedAlone,
  'users.sendConfirmation': [perHour(5, byPerson)],
  // Each takes two hashes and an estimate.
  'users.changePassword': [perHour(10)],
  'users.endSession': [perHour(120)],
  'users.endOtherSessions': [perHour(60)],
  // Each writes to the log; a new name rewrites every climb of the person, and a new address sends letters.
  'users.updateMe': [
    perHour(120),
    perHour(10, asking => (asking.input.email === undefined ? null : byPerson(asking))),
    perHour(20, asking => (asking.input.full_name === undefined && asking.input.username === undefined ? null : byPerson(asking))),
  ],
  'users.deleteMe': pacedAlone,
  // Each takes a hash.
  'users.askDeletion': [perHour(10)],
  // Each keeps up to 25 MB for a day.
  'imports.create': [perHour(30, byPerson)],
  'imports.apply': [perHour(30, byPerson)],
  'users.setAvatar': [perHour(20, byPerson)],
  'users.deleteAvatar': [perHour(60)],
  'users.exportMe': [perHour(20, byPerson)],
  'users.claim': [perDay(20, byPerson)],
  'climbs.create': [perHour(60), perDay(300)],
  'climbs.update': [perHour(600)],
  'climbs.delete': [perHour(600)],
  'climbs.restore': [perHour(600)],
  'climbs.setStoktId': [perHour(120)],
  // Each asks Stokt, at its own pace.
  'climbs.publish': [perHour(60)],
  // Only admins and keys with scope import do this.
  'sync.importGym': pacedAlone,
  'sync.importFace': pacedAlone,
  'sync.importUser': pacedAlone,
  'sync.importHold': pacedAlone,
  'sync.importClimb': pacedAlone,
  'sync.importUsers': pacedAlone,
  'sync.importHolds': pacedAlone,
  'sync.importClimbs': pacedAlone,
  'annotations.batch': pacedAlone,
  'annotations.put': pacedAlone,
  'annotations.renew': pacedAlone,
  'annotations.delete': pacedAlone,
  // A device that comes back sends what it did meanwhile.
  'climbs.like': [perHour(600)],
  'climbs.unlike': [perHour(600)],
  'climbs.addProject': [perHour(600)],
  'climbs.removeProject': [perHour(600)],
  // A logbook that is read from a file comes within the hour, at the general pace.
  'ascents.create': [perHour(limits.logbookRowsMax + 600)],
  'ascents.putToday': [perHour(600)],
  'ascents.deleteToday': [perHour(600)],
  'ascents.update': [perHour(600)],
  'ascents.delete': [perHour(600)],
  'lists.create': [perHour(120)],
  'lists.update': [perHour(600)],
  'lists.delete': [perHour(120)],
  'lists.addClimb': [perHour(2_000)],
  'lists.removeClimb': [perHour(2_000)],
  // Each may write the place of 500 climbs.
  'lists.order': [perHour(600)],
  'news.see': [perHour(600)],
  'push.subscribe': [perHour(120)],
  'push.unsubscribe': [perHour(120)],
  'searches.create': [perHour(120)],
  'searches.update': [perHour(600)],
  'searches.delete': [perHour(120)],
  'tasks.create': [perHour(60), perDay(300)],
  // Each writes to the hold's history, which is never erased.
  'tasks.finish': [perHour(120), perDay(600)],
  'tasks.reopen': [perHour(60), perDay(300)],
  'tasks.delete': [perHour(120), perDay(600)],
  'invites.create': [perHour(60, byPerson)],
  'apiKeys.create': [perHour(30, byPerson)],
  // Only admins do this: they are few, and each entry stands in the log under their name.
  'users.deactivate': pacedAlone,
  'users.reactivate': pacedAlone,
  'users.mute': pacedAlone,
  'users.unmute': pacedAlone,
  'users.promote': pacedAlone,
  'users.demote': pacedAlone,
  'users.endAllSessions': pacedAlone,
  'users.resetFactor': pacedAlone,
  'users.setEmail': pacedAlone,
  'users.rename': pacedAlone,
  'users.removeContent': pacedAlone,
  // The limit protects the letter box of one person.
  'users.resetLetter': [perHour(5, ({ input }) => input.id)],
  'audit.undo': pacedAlone,
  'apiKeys.end': pacedAlone,
  'invites.end': pacedAlone,
  'claims.approve': pacedAlone,
  'claims.reject': pacedAlone,
  'climbs.hideMany': pacedAlone,
  'climbs.showMany': pacedAlone,
  'climbs.correctMany': pacedAlone,
  'climbs.hide': pacedAlone,
  'climbs.show': pacedAlone,
  'comments.create': [perHour(60), perDay(300)],
  'comments.update': [perHour(120)],
  'comments.delete': [perHour(600)],
  'comments.restore': [perHour(600)],
  'comments.hide': pacedAlone,
  'comments.show': pacedAlone,
  'locks.put': pacedAlone,
  'locks.delete': pacedAlone,
  'locks.putMany': pacedAlone,
  'locks.removeMany': pacedAlone,
  'gyms.update': pacedAlone,
  'faces.update': pacedAlone,
  'holds.remove': pacedAlone,
  'holds.return': pacedAlone,
  'notices.create': pacedAlone,
  'notices.update': pacedAlone,
  'notices.delete': pacedAlone,
  // Each calls the admins.
  'reports.create': [perHour(20), perDay(60)],
  'reports.resolve': pacedAlone,
  'notes.clear': pacedAlone,
  'marks.remove': pacedAlone,
  'annotations.remove': pacedAlone,
  'sheetVersions.restore': pacedAlone,
  'sheets.beginAnew': [perHour(20)],
  // Passwords of Stokt are not to be guessed here.
  'users.linkStokt': [perHour(10)],
  'users.unlinkStokt': [perHour(60)],
  // Each asks Stokt, at its own pace.
  'sources.syncStokt': [perHour(30, byPerson)],
  // A climb is read again once a day at most, however many open it.
  'sources.refreshClimb': pacedAlone,
  // Each asks Stokt, which all people share.
  'stokt.setup': [perHour(120)],
  'stokt.climbs': [perHour(1_200)],
  'stokt.climb': [perHour(300)],
  'stokt.mine': [perHour(300)],
  'stokt.like': [perHour(300)],
  'stokt.unlike': [perHour(300)],
  'stokt.bookmark': [perHour(300)],
  'stokt.unbookmark': [perHour(300)],
  'stokt.sends': [perHour(600)],
  'stokt.comments': [perHour(600)],
  'stokt.comment': [perHour(60)],
  'stokt.deleteComment': [perHour(60)],
  'stokt.setClimb': [perHour(60)],
}

/** Costs that show only in the course of a command, and are paid then. */
export const pots = {
  /** Accounts made from one network, by people who were not invited. */
  accountMade: { points: 150, seconds: HOUR },
  /** Taken names and weak passwords from one network. */
  accountRefused: { points: 600, seconds: HOUR },
  /** The same under one invitation. */
  inviteRefused: { points: 60, seconds: HOUR },
  /** Codes from letters that are wrong or have expired, from one network; a valid code always works. */
  wrongCode: { points: 120, seconds: HOUR },
  /** New passwords tried with one valid code. */
  codeTried: { points: 20, seconds: HOUR },
  /** New passwords asked for from one network, by browsers that the account does not know. */
  resetAsked: { points: 300, seconds: HOUR },
  /** Logins of one account with the right password: each writes to the log, which is never erased. */
  loggedIn: { points: 100, seconds: HOUR },
} as const satisfies Record<string, Allowed>
export type Pot = keyof typeof pots

/** Answers kept for repeated requests: the oldest are dropped. A program writes in bulk. */
export const answersKept = {
  user: { rows: 1_000, bytes: 8 * 1024 * 1024 },
  key: { rows: 50_000, bytes: 200 * 1024 * 1024 },
} as const
