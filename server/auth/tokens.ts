import { createHash, createHmac, createSecretKey, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto'
import { SignJWT } from 'jose'
import { z } from 'zod'
import type { UserRole } from '../../shared/model/user'

/** Seconds. */
export const ACCESS_TOKEN_LIFE = 600
const ISSUER = 'mastoc'
const AUDIENCE = 'mastoc'

export interface AccessClaims {
  userId: string
  sessionId: string
  role: UserRole
  /** Milliseconds since 1970. */
  expiresAt: number
}

export interface Tokens {
  sign: (user: { id: string; role: UserRole }, sessionId: string) => Promise<string>
  /** Null for whatever is not a living access token of ours. */
  verify: (token: string) => AccessClaims | null
}

const HEADER = { alg: 'HS256', typ: 'at+jwt' }
const WRITTEN_HEADER = Buffer.from(JSON.stringify(HEADER)).toString('base64url')
const Claims = z.object({
  iss: z.literal(ISSUER), aud: z.literal(AUDIENCE), sub: z.string().min(1), sid: z.string(), role: z.enum(['user', 'admin']), exp: z.number(),
})

/**
 * Access tokens: JWT, HS256, ten minutes. Only the very header that is written here is read, so that there is
 * no algorithm to choose. Read without jose, whose way goes through other threads and takes five times the
 * processor: after a restart thousands are shown at once.
 */
export function createTokens(secret: string): Tokens {
  const key = createSecretKey(secret, 'utf8')
  const isSigned = (signed: string, signature: string) => {
    const [right, given] = [createHmac('sha256', key).update(signed).digest(), Buffer.from(signature, 'base64url')]
    return given.length === right.length && timingSafeEqual(given, right)
  }
  return {
    sign: (user, sessionId) => new SignJWT({ role: user.role, sid: sessionId })
      .setProtectedHeader(HEADER)
      .setSubject(user.id).setIssuer(ISSUER).setAudience(AUDIENCE).setJti(randomUUID())
      .setIssuedAt().setExpirationTime(`${ACCESS_TOKEN_LIFE}s`).sign(key),
    verify(token) {
      const [header, payload, signature, ...more] = token.split('.')
      if (header !== WRITTEN_HEADER || payload === undefined || signature === undefined || more.length > 0) return null
      if (!isSigned(`${header}.${payload}`, signature)) return null
      // Signed with our secret, so that it is JSON; whether it is such a token of ours is another question.
      const claims = Claims.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString())).data
      if (!claims || claims.exp * 1000 <= Date.now()) return null
      return { userId: claims.sub, sessionId: claims.sid, role: claims.role, expiresAt: claims.exp * 1000 }
    },
  }
}

/** Refresh tokens are opaque; only their hash is stored. */
export const newRefreshToken = (): string => randomBytes(32).toString('base64url')
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url')
