import { userIdOf, type Actor } from '../../shared/access/actor'
import type { commands, CommandName, Input } from '../../shared/contract/commands'
import { networkOf } from '../limits/addresses'

const HOUR = 3600
const DAY = 24 * HOUR

export interface Asking<I> {
  actor: Actor
  /** Null where the wire does not know. */
  address: string | null
  input: I
}
export interface Allowed {
  /** How often within so many seconds. */
  points: number
  seconds: number
}
export interface RateLimit<I> extends Allowed {
  /** What is counted together; null: not counted. */
  by: (asking: Asking<I>) => string | null
}
type WritingCommand = { [C in CommandName]: (typeof commands)[C]['method'] extends 'GET' ? never : C }[CommandName]
/** [LIMIT-60] Whoever adds a command that writes says here what it costs, or it does not compile. */
type RateLimits = { readonly [C in WritingCommand]: readonly RateLimit<Input<C>>[] } & {
  readonly [C in Exclude<CommandName, WritingCommand>]?: readonly RateLimit<Input<C>>[]
}

const byAddress = ({ address }: Asking<unknown>) => address && networkOf(address)
/** Programs with a key come in bulk and are not counted. */
const byUser = ({ actor }: Asking<unknown>) => userIdOf(actor)
const byPerson = ({ actor }: Asking<unknown>) => userIdOf(actor) ?? (actor.kind === 'key' ? actor.name : null)
const emailOf = ({ input }: Asking<{ email?: string | undefined }>) => input.email?.toLowerCase() ?? null
const emailAt = (asking: Asking<{ email?: string | undefined }>) => `${emailOf(asking)} ${byAddress(asking)}`

/** A user's writes are taken at 5 a second; what these leave behind is bounded otherwise. */
const pacedAlone: readonly [] = []
const perHour = <I>(points: number, by: RateLimit<I>['by'] = byUser): RateLimit<I> => ({ points, seconds: HOUR, by })
const perDay = <I>(points: number, by: RateLimit<I>['by'] = byUser): RateLimit<I> => ({ points, seconds: DAY, by })

/**
 * How often each command may be asked, over all nodes. A gym is one address: thirty people who
 * register there in an hour, each with a few tries, must not notice.
 */
export const rateLimits: RateLimits = {
  // What it makes, and what it is refused, is counted in `pots`.
  'auth.register': [perHour(20, emailAt)],
  'auth.checkInvite': pacedAlone,
  // Slowed by failures, and hashing waits its turn.
  'auth.login': pacedAlone,
  // Slowed by failures too, and nobody comes as far without a password or a passkey.
  'auth.factor': pacedAlone,
  'auth.passkeyOptions': pacedAlone,
  'auth.passkey': pacedAlone,
  // Each stands in the log, and sends a letter.
  'passkeys.challenge': pacedAlone,
  'passkeys.begin': [perHour(60)],
  'passkeys.add': [perHour(60)],
  'passkeys.rename': [perHour(60)],
  'passkeys.remove': [perHour(60)],
  'passkeys.newCodes': [perHour(20)],
  // Never by address; a session's own are counted in `pots`.
  'auth.refresh': pacedAlone,
  'auth.logout': pacedAlone,
  // From one network its asker is counted in `pots`; from anywhere nobody's letter box is filled.
  'auth.requestReset': [perHour(5, emailAt), perHour(20, emailOf)],
  // Wrong codes are counted in `pots`.
  'auth.checkReset': pacedAlone,
  'auth.confirmReset': pacedAlone,
  'auth.confirmEmail': pacedAlone,
  'users.sendConfirmation': [perHour(5, byPerson)],
  // Two hashes and an estimate each.
  'users.changePassword': [perHour(10)],
  'users.endSession': [perHour(120)],
  'users.endOtherSessions': [perHour(60)],
  // Each stands in the log; a new name rewrites every climb of the person, a new address sends letters.
  'users.updateMe': [
    perHour(120),
    perHour(10, asking => (asking.input.email === undefined ? null : byPerson(asking))),
    perHour(20, asking => (asking.input.full_name === undefined && asking.input.username === undefined ? null : byPerson(asking))),
  ],
  'users.deleteMe': pacedAlone,
  // A hash each.
  'users.askDeletion': [perHour(10)],
  'users.setAvatar': [perHour(20, byPerson)],
  'users.deleteAvatar': [perHour(60)],
  'users.exportMe': [perHour(20, byPerson)],
  'users.claim': [perDay(20, byPerson)],
  'climbs.create': [perHour(60), perDay(300)],
  'climbs.update': [perHour(600)],
  'climbs.delete': [perHour(600)],
  'climbs.restore': [perHour(600)],
  'climbs.setStoktId': [perHour(120)],
  'annotations.batch': pacedAlone,
  'annotations.put': pacedAlone,
  'annotations.renew': pacedAlone,
  'annotations.delete': pacedAlone,
  'tasks.create': [perHour(60), perDay(300)],
  // Each stands in the hold's history, which is never erased.
  'tasks.finish': [perHour(120), perDay(600)],
  'tasks.reopen': [perHour(60), perDay(300)],
  'tasks.delete': [perHour(120), perDay(600)],
  'invites.create': [perHour(60, byPerson)],
  'apiKeys.create': [perHour(30, byPerson)],
  // An admin's word: few have it, and each stands in the log under their name.
  'users.deactivate': pacedAlone,
  'users.reactivate': pacedAlone,
  'users.mute': pacedAlone,
  'users.unmute': pacedAlone,
  'users.promote': pacedAlone,
  'users.demote': pacedAlone,
  'users.endAllSessions': pacedAlone,
  'users.resetFactor': pacedAlone,
  'users.setEmail': pacedAlone,
  'apiKeys.end': pacedAlone,
  'invites.end': pacedAlone,
  'claims.approve': pacedAlone,
  'claims.reject': pacedAlone,
  'locks.put': pacedAlone,
  'locks.delete': pacedAlone,
  'annotations.remove': pacedAlone,
  'sheetVersions.restore': pacedAlone,
  'sheets.beginAnew': [perHour(20)],
}

/** What only shows itself in the course of a command, paid for then. */
export const pots = {
  /** Accounts made from one network, by people who were not invited. */
  accountMade: { points: 150, seconds: HOUR },
  /** Taken names and weak passwords from one network. */
  accountRefused: { points: 600, seconds: HOUR },
  /** The same under one invitation. */
  inviteRefused: { points: 60, seconds: HOUR },
  /** Codes of letters from one network that are not, or no longer, good; the right one is always looked at. */
  wrongCode: { points: 120, seconds: HOUR },
  /** New passwords tried with one good code. */
  codeTried: { points: 20, seconds: HOUR },
  /** New passwords asked for from one network, by browsers that the account does not know. */
  resetAsked: { points: 300, seconds: HOUR },
  /** Logins of one account with the right password: each stands in the log, which is never erased. */
  loggedIn: { points: 100, seconds: HOUR },
} as const satisfies Record<string, Allowed>
export type Pot = keyof typeof pots

/** [LIMIT-63] What one person may have at one time; over it the answer is 429 until they let some go. */
export const quotas = {
  /** Those in the bin too. */
  climbs: 5_000,
  openTasks: 200,
  openClaims: 20,
} as const

/** Answers kept for those who ask again: the oldest make place. A program writes in bulk. */
export const answersKept = {
  user: { rows: 1_000, bytes: 8 * 1024 * 1024 },
  key: { rows: 50_000, bytes: 200 * 1024 * 1024 },
} as const
