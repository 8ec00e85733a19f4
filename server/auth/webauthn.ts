import type { Assertion, Attestation, CreationOptions, RequestOptions } from '../../shared/model/passkey'
import type { StoredPasskey } from '../db/stores/accounts/passkeys'
import type { Site } from './site'
import { TICKET_LIFE } from './tickets'

/** EdDSA, ECDSA with P-256, and RSA are the algorithms that authenticators know. */
const ALGORITHMS = [-8, -7, -257]
const TIMEOUT_MS = TICKET_LIFE * 1000

// Loading it stops the event loop for half a second. A server does that before it takes requests, and the command line never.
const library = () => import('@simplewebauthn/server')
const helpers = () => import('@simplewebauthn/server/helpers')
export async function readLibrary(): Promise<void> {
  await library()
  await helpers()
}

/** The id that an authenticator keeps beside the key and gives back. It holds nothing personal. */
const userHandleOf = (userId: string): string => Buffer.from(userId, 'utf8').toString('base64url')

const described = (passkeys: readonly Pick<StoredPasskey, 'id' | 'transports'>[]) =>
  passkeys.map(({ id, transports }) => ({ id, type: 'public-key' as const, transports }))

export function creationOptions({ site, user, passkeys, challenge }: {
  site: Site
  user: { id: string; username: string; full_name: string }
  /** No authenticator makes a second passkey for the same person. */
  passkeys: readonly StoredPasskey[]
  challenge: string
}): CreationOptions {
  return {
    rp: { id: site.id, name: 'mastoc' },
    user: { id: userHandleOf(user.id), name: user.username, displayName: user.full_name || user.username },
    challenge,
    pubKeyCredParams: ALGORITHMS.map(alg => ({ type: 'public-key', alg })),
    timeout: TIMEOUT_MS,
    excludeCredentials: described(passkeys),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
    attestation: 'none',
  }
}

/**
 * If there is no list of passkeys, the browser offers any that it has for this site. A passkey that is the only factor has to
 * verify its user (PIN, finger, face).
 */
export function requestOptions({
  site,
  passkeys,
  challenge,
}: {
  site: Site
  passkeys: readonly StoredPasskey[] | null
  challenge: string
}): RequestOptions {
  return {
    rpId: site.id,
    challenge,
    timeout: TIMEOUT_MS,
    allowCredentials: described(passkeys ?? []),
    userVerification: passkeys === null ? 'required' : 'preferred',
  }
}

/** The library throws a plain error for everything that does not fit, be it an origin or a byte. */
async function orNull<T>(check: () => Promise<T | null>): Promise<T | null> {
  try {
    return await check()
  } catch {
    return null
  }
}

/** @returns the new credential; null unless it was made for this site, now, by a person who is present */
export const checkAttestation = (attestation: Attestation, { site, challenge }: { site: Site; challenge: string }) => orNull(async () => {
  const { decodeAttestationObject } = await helpers()
  const statement = decodeAttestationObject(Buffer.from(attestation.response.attestationObject, 'base64url')).get('attStmt')
  // We asked for no attestation. A certificate chain costs work, and its revocation list would be fetched from any address it
  // names.
  if (statement.get('x5c') !== undefined) return null
  const { verifyRegistrationResponse } = await library()
  const { registrationInfo } = await verifyRegistrationResponse({
    response: { ...attestation, clientExtensionResults: {} },
    expectedChallenge: challenge,
    expectedOrigin: [...site.origins],
    expectedRPID: site.id,
    requireUserVerification: false,
    supportedAlgorithmIDs: ALGORITHMS,
  })
  if (!registrationInfo) return null
  const { id, publicKey, counter } = registrationInfo.credential
  return { id, public_key: Buffer.from(publicKey), counter, transports: attestation.response.transports }
})

/**
 * @returns the authenticator's new counter; null if the passkey did not sign this challenge for this site, or its
 * counter went back
 */
export const checkAssertion = (assertion: Assertion, { site, challenge, passkey, isOnlyFactor }: {
  site: Site
  challenge: string
  passkey: StoredPasskey
  isOnlyFactor: boolean
}): Promise<number | null> => orNull(async () => {
  const { userHandle } = assertion.response
  if (assertion.id !== passkey.id || (userHandle && userHandle !== userHandleOf(passkey.user_id))) return null
  const { verifyAuthenticationResponse } = await library()
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response: { ...assertion, response: { ...assertion.response, userHandle: userHandle ?? '' }, clientExtensionResults: {} },
    expectedChallenge: challenge,
    expectedOrigin: [...site.origins],
    expectedRPID: site.id,
    credential: { id: passkey.id, publicKey: new Uint8Array(passkey.public_key), counter: passkey.counter },
    requireUserVerification: isOnlyFactor,
  })
  return verified ? authenticationInfo.newCounter : null
})
