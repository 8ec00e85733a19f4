import { z } from 'zod'
import { Instant } from './instantSchema'

/** WebAuthn's binary values as they go over the wire. */
const base64url = (length: number) => z.string().min(1).max(length).regex(/^[\w-]+$/)
/** Authenticators choose it; the standard allows 1023 bytes. */
export const CredentialId = base64url(1364)
export const PasskeyName = z.string().trim().min(1).max(60)

/** A second factor of somebody's, as they see it. */
export const Passkey = z.object({ id: z.string(), name: z.string(), created_at: Instant, last_used_at: Instant.nullable() })
export type Passkey = z.infer<typeof Passkey>

const Descriptor = z.object({ id: z.string(), type: z.literal('public-key'), transports: z.array(z.string()) })

/** The options of a browser's `navigator.credentials.create`, binary values as base64url. */
export const CreationOptions = z.object({
  rp: z.object({ id: z.string(), name: z.string() }),
  user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
  challenge: z.string(),
  pubKeyCredParams: z.array(z.object({ type: z.literal('public-key'), alg: z.number().int() })),
  /** Milliseconds. */
  timeout: z.number().int(),
  excludeCredentials: z.array(Descriptor),
  authenticatorSelection: z.object({ residentKey: z.literal('preferred'), userVerification: z.literal('preferred') }),
  attestation: z.literal('none'),
})
export type CreationOptions = z.infer<typeof CreationOptions>

/** The options of a browser's `navigator.credentials.get`; no `allowCredentials` stands for any passkey of this site. */
export const RequestOptions = z.object({
  rpId: z.string(),
  challenge: z.string(),
  /** Milliseconds. */
  timeout: z.number().int(),
  allowCredentials: z.array(Descriptor),
  userVerification: z.enum(['preferred', 'required']),
})
export type RequestOptions = z.infer<typeof RequestOptions>

/** A ticket stands for what was proved before, once and for some minutes. */
const ticketed = { ticket: z.string(), /** Seconds. */ expires_in: z.number().int() }
export const CreationAsked = z.object({ ...ticketed, options: CreationOptions })
/** The problem `second_factor_required` carries the same. */
export const FactorAsked = z.object({ ...ticketed, options: RequestOptions })
export type FactorAsked = z.infer<typeof FactorAsked>

/** A passkey that a browser made. Browsers say more than we read, and more with each year. */
export const Attestation = z.object({
  id: CredentialId, rawId: CredentialId, type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: base64url(4000),
    attestationObject: base64url(16_000),
    transports: z.array(z.string().max(32)).max(12).default([]),
  }),
})
export type Attestation = z.infer<typeof Attestation>

export const Assertion = z.object({
  id: CredentialId, rawId: CredentialId, type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: base64url(4000),
    authenticatorData: base64url(4000),
    signature: base64url(8000),
    userHandle: base64url(100).nullish(),
  }),
})
export type Assertion = z.infer<typeof Assertion>
