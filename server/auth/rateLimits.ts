import { userIdOf, type Actor } from '../../shared/access/actor'
import type { CommandName, Input } from '../../shared/contract/commands'
import { networkOf } from '../limits/addresses'

const HOUR = 3600
const DAY = 24 * HOUR

export interface Asking<I> {
  actor: Actor
  /** Null where the wire does not know. */
  address: string | null
  input: I
}
export interface RateLimit<I> {
  /** How often within so many seconds. */
  points: number
  seconds: number
  /** What is counted together; null: not counted. */
  by: (asking: Asking<I>) => string | null
}
type RateLimits = { readonly [C in CommandName]?: readonly RateLimit<Input<C>>[] }

const byAddress = ({ address }: Asking<unknown>) => address && networkOf(address)
const byPerson = ({ actor }: Asking<unknown>) => userIdOf(actor) ?? (actor.kind === 'key' ? actor.name : null)
const emailOf = ({ input }: Asking<{ email?: string | undefined }>) => input.email?.toLowerCase() ?? null

/**
 * How often each command may be asked, over all nodes. A gym is one address: thirty people who
 * register there in an hour, each with a few tries, must not notice. Refreshing is not in it, nor
 * is logging in, which is slowed by failures instead.
 */
export const rateLimits: RateLimits = {
  'auth.register': [{ points: 150, seconds: HOUR, by: byAddress }],
  'auth.requestReset': [
    { points: 5, seconds: HOUR, by: asking => `${emailOf(asking)} ${byAddress(asking)}` },
    // From anywhere: nobody's letter box is filled.
    { points: 20, seconds: HOUR, by: emailOf },
    { points: 60, seconds: HOUR, by: byAddress },
  ],
  'auth.confirmReset': [{ points: 120, seconds: HOUR, by: byAddress }],
  'auth.confirmEmail': [{ points: 120, seconds: HOUR, by: byAddress }],
  'users.sendConfirmation': [{ points: 5, seconds: HOUR, by: byPerson }],
  'users.updateMe': [{ points: 10, seconds: HOUR, by: asking => (asking.input.email === undefined ? null : byPerson(asking)) }],
  'users.setAvatar': [{ points: 20, seconds: HOUR, by: byPerson }],
  'users.exportMe': [{ points: 20, seconds: HOUR, by: byPerson }],
  'users.claim': [{ points: 20, seconds: DAY, by: byPerson }],
  'invites.create': [{ points: 60, seconds: HOUR, by: byPerson }],
  'apiKeys.create': [{ points: 30, seconds: HOUR, by: byPerson }],
}
