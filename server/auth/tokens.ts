import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { errors, jwtVerify, SignJWT } from 'jose'
import type { UserRole } from '../../shared/model/user'

/** The life of an access token in seconds. */
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
  /** Reads a token: `ended` if it is ours and has expired, null if it is not ours. */
  verify: (token: string) => Promise<AccessClaims | 'ended' | null>
}

/**
 * Access tokens are JWT, HS256, and last ten minutes. Kind, issuer and audience are checked by name. [SEC-3] A token of
 * the previous secret is valid until its end; none is signed with it.
 */
export function createTokens(secret: string, secretOld: string | null = null): Tokens {
  const key = new TextEncoder().encode(secret)
  const known = [key, ...secretOld === null ? [] : [new TextEncoder().encode(secretOld)]]
  return {
    sign: (user, sessionId) => new SignJWT({ role: user.role, sid: sessionId })
      .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
      .setSubject(user.id).setIssuer(ISSUER).setAudience(AUDIENCE).setJti(randomUUID())
      .setIssuedAt().setExpirationTime(`${ACCESS_TOKEN_LIFE}s`).sign(key),
    async verify(token) {
      for (const each of known) {
        const claims = await claimsOf(token, each)
        if (claims) return claims
      }
      return null
    },
  }
}

async function claimsOf(token: string, key: Uint8Array): Promise<AccessClaims | 'ended' | null> {
  try {
    const { payload } = await jwtVerify(token, key, { algorithms: ['HS256'], issuer: ISSUER, audience: AUDIENCE, typ: 'at+jwt' })
    if (!payload.sub || !payload.exp || typeof payload['sid'] !== 'string' || (payload.role !== 'user' && payload.role !== 'admin'))
      return null
    return { userId: payload.sub, sessionId: payload['sid'], role: payload.role, expiresAt: payload.exp * 1000 }
  } catch (error) {
    // The signature was checked before.
    return error instanceof errors.JWTExpired ? 'ended' : null
  }
}

/** Refresh tokens are opaque; only their hash is stored. */
export const newRefreshToken = (): string => randomBytes(32).toString('base64url')
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url')
