import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { guest, type Actor } from '../../shared/access/actor'
import { msOf, type Instant } from '../../shared/model/instant'
import { Refusal } from '../../shared/result'
import type { Config } from '../config/config'
import type { StoredUser } from '../db/stores/accounts/users'
import { storesOn } from '../db/stores/stores'
import { networkOf, type AddressOf } from '../limits/addresses'
import type { Toll } from '../limits/toll'
import type { Foundation } from '../foundation/foundation'
import type { FindEntitlement } from './findEntitlement'
import type { Tokens } from './tokens'

/** An actor, their session and the end of their token (milliseconds since 1970); null for a guest or a key. */
export interface Authentication {
  actor: Actor
  sessionId: string | null
  expiresAt: number | null
}
/** The parts of the server that tell who asks. */
export interface AuthenticationParts extends Pick<Foundation, 'clock' | 'config' | 'db' | 'stores'> {
  tokens: Tokens
  findEntitlement: FindEntitlement
  /** The address of a request or a handshake; limits count it by `networkOf`. */
  addressOf: AddressOf
  /** HTTP requests are paid for here. */
  toll: Toll
}

export const guestAuthentication: Authentication = { actor: guest, sessionId: null, expiresAt: null }

const digest = (text: string) => createHash('sha256').update(text).digest()

/** The use of a stored key is written at most this often, in milliseconds, so that a busy program writes one row a minute. */
const USE_NOTED_MS = 60_000

/** Finds a key of the settings. Every one is compared, in constant time, so that the duration tells nothing. */
function keyOfSettings(given: Buffer, { config }: AuthenticationParts): Actor | null {
  const known = config.apiKeys.filter(({ key }) => timingSafeEqual(digest(key), given))[0]
  return known ? { kind: 'key', name: `key-${given.toString('hex').slice(0, 8)}`, scopes: known.scopes } : null
}

/** [KEY-1] Finds a key that an admin made, by its hash. */
async function storedKey(given: Buffer, { clock, db, stores }: AuthenticationParts): Promise<Actor | null> {
  const key = await stores.apiKeys.byHash(given.toString('base64url'))
  if (!key || !timingSafeEqual(Buffer.from(key.key_hash, 'base64url'), given)) return null
  const now = clock()
  if (key.last_used_at === null || msOf(now) - msOf(key.last_used_at) >= USE_NOTED_MS) {
    await db.transaction(tx => storesOn(tx).apiKeys.markUsed(key.id, now))
  }
  return { kind: 'key', id: key.id, name: key.name, scopes: key.scopes }
}

/** The hashes of keys that were valid lately: they are looked up without being paid for. */
const goodKeys = new Set<string>()
const GOOD_KEYS_MAX = 1000

/**
 * [LIMIT-93] The address pays for a key that nobody knows and for a token that this server did not sign.
 * @throws Refusal `too_fast`
 */
const payForGuess = (
  address: string | null, { toll }: AuthenticationParts,
): void => toll.pay({ as: 'wrong', id: networkOf(address ?? '') }, 1)

/** @throws Refusal `unknown_api_key`, `too_fast` */
export async function actorOfKey(apiKey: string, address: string | null, parts: AuthenticationParts): Promise<Actor> {
  const given = digest(apiKey)
  const ofSettings = keyOfSettings(given, parts)
  if (ofSettings) return ofSettings
  const hash = given.toString('base64url')
  if (!goodKeys.has(hash)) payForGuess(address, parts)
  const actor = await storedKey(given, parts)
  if (!actor) {
    goodKeys.delete(hash)
    throw new Refusal('unknown_api_key')
  }
  goodKeys.add(hash)
  if (goodKeys.size > GOOD_KEYS_MAX) goodKeys.delete(goodKeys.values().next().value ?? '')
  return actor
}

/**
 * Makes an actor of a user as they are stored now. An admin who still has the printed password may only change it.
 * [FACTOR-8] If admins need a second factor, an account without one is no admin.
 */
export function actorOfUser(user: StoredUser, now: Instant, adminFactor: Config['adminFactor']): Actor & { kind: 'user' } {
  const needsFactor = adminFactor === 'require' && user.role === 'admin' && !user.has_second_factor
  return {
    kind: 'user',
    id: user.id,
    role: user.must_change_password || needsFactor ? 'user' : user.role,
    name: user.full_name || user.username,
    colour: user.colour,
    avatar_path: user.avatar_path,
    mustChangePassword: user.must_change_password,
    needsFactor,
    isMuted: user.muted_until !== null && user.muted_until > now,
  }
}

/** @throws Refusal `unauthenticated`, `deactivated`, `too_fast` */
export async function actorOfToken(token: string, address: string | null, parts: AuthenticationParts): Promise<Authentication> {
  const { tokens, findEntitlement } = parts
  const claims = await tokens.verify(token)
  if (claims === null) payForGuess(address, parts)
  if (claims === null || claims === 'ended') throw new Refusal('unauthenticated')
  const { actor, ended } = await findEntitlement({ actor: { kind: 'user', id: claims.userId }, sessionId: claims.sessionId })
  if (ended) throw new Refusal(ended.why === 'deactivated' ? 'deactivated' : 'unauthenticated')
  return { actor, sessionId: claims.sessionId, expiresAt: claims.expiresAt }
}

/** Authenticates an HTTP request. A bearer token names the user even if an API key comes too; without both it is a guest. */
export async function actorOfRequest(request: IncomingMessage, parts: AuthenticationParts): Promise<Authentication> {
  const { headers } = request
  const bearer = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1]
  if (bearer) return actorOfToken(bearer, parts.addressOf(request), parts)
  const apiKey = headers['x-api-key']
  if (typeof apiKey === 'string')
    return { actor: await actorOfKey(apiKey, parts.addressOf(request), parts), sessionId: null, expiresAt: null }
  return guestAuthentication
}
