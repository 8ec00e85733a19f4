import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { guest, type Actor } from '../../shared/access/actor'
import { Refusal } from '../../shared/result'
import type { ApiKeySetting } from '../config'
import type { Services } from '../services'

/** An actor, and when their word ends (milliseconds since 1970; null for a guest or a key). */
export interface Recognised {
  actor: Actor
  expiresAt: number | null
}
type Parts = Pick<Services, 'config' | 'stores' | 'tokens'>

const digest = (text: string) => createHash('sha256').update(text).digest()

/** @throws Refusal `unknown_api_key` */
export function actorOfKey(apiKey: string, keys: readonly ApiKeySetting[]): Actor {
  const given = digest(apiKey)
  // Every key is compared, in constant time: how long it takes tells nothing.
  const known = keys.filter(({ key }) => timingSafeEqual(digest(key), given))[0]
  if (!known) throw new Refusal('unknown_api_key')
  return { kind: 'key', name: `key-${given.toString('hex').slice(0, 8)}`, scopes: known.scopes }
}

/** @throws Refusal `unauthenticated`, `deactivated` */
export async function actorOfToken(token: string, { stores, tokens }: Parts): Promise<Recognised> {
  const claims = await tokens.verify(token)
  const user = claims && await stores.users.byId(claims.userId)
  if (!claims || !user) throw new Refusal('unauthenticated')
  if (!user.is_active) throw new Refusal('deactivated')
  return { actor: { kind: 'user', id: user.id, role: user.role, name: user.full_name || user.username }, expiresAt: claims.expiresAt }
}

/** Who asks over HTTP: a bearer token names the user even where an API key comes too; neither is a guest. */
export async function actorOfHeaders(headers: IncomingHttpHeaders, parts: Parts): Promise<Actor> {
  const bearer = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1]
  if (bearer) return (await actorOfToken(bearer, parts)).actor
  const apiKey = headers['x-api-key']
  if (typeof apiKey === 'string') return actorOfKey(apiKey, parts.config.apiKeys)
  return guest
}
