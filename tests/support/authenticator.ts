import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'
import type { Assertion, Attestation, CreationOptions, RequestOptions } from '../../shared/model/passkey'

type Encodable = number | string | Buffer | ReadonlyMap<number | string, Encodable>

/** The head of a CBOR item: its kind, and a number up to 2^16. */
const head = (kind: number, n: number): Buffer =>
  n < 24 ? Buffer.from([kind << 5 | n]) : n < 256 ? Buffer.from([kind << 5 | 24, n]) : Buffer.from([kind << 5 | 25, n >> 8, n & 255])

/** CBOR, as far as an authenticator speaks it. */
function cbor(value: Encodable): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value)
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value])
  return Buffer.concat([head(5, value.size), ...[...value].flatMap(([key, inner]) => [cbor(key), cbor(inner)])])
}

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest()
const base64url = (data: Buffer) => data.toString('base64url')
const FLAGS = { present: 0x01, verified: 0x04, attested: 0x40 }

interface Credential { id: Buffer; key: KeyObject; rpId: string; userHandle: string; counter: number }
/** The parts that a test may want to be otherwise than a browser makes them. */
export interface Twists {
  origin?: string
  challenge?: string
  rpId?: string
  type?: string
  /** True if the authenticator asked for PIN or finger. */
  verified?: boolean
  counter?: number
  /** Certificates that nobody asked for. */
  certificates?: boolean
  /** Instead of a random one, base64url. */
  credentialId?: string
}

/** A passkey in software: ES256 keys, attestation "none", as a browser on `origin` hands it over. */
export function createAuthenticator(origin: string, { counts = true }: { counts?: boolean } = {}) {
  const credentials: Credential[] = []

  const clientData = (type: string, challenge: string, twists: Twists) =>
    Buffer.from(
      JSON.stringify({
        type: twists.type ?? type,
        challenge: twists.challenge ?? challenge,
        origin: twists.origin ?? origin,
        crossOrigin: false,
      }),
    )

  function authenticatorData(credential: Credential, flags: number, { rpId, verified = true, counter }: Twists): Buffer {
    const count = Buffer.alloc(4)
    count.writeUInt32BE(counter ?? credential.counter)
    return Buffer.concat([sha256(rpId ?? credential.rpId), Buffer.from([FLAGS.present | (verified ? FLAGS.verified : 0) | flags]), count])
  }

  return {
    credentials,

    create({ rp, user, challenge }: CreationOptions, twists: Twists = {}): Attestation {
      const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
      const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
      const credential: Credential = {
        id: twists.credentialId === undefined ? randomBytes(32) : Buffer.from(twists.credentialId, 'base64url'),
        key: privateKey,
        rpId: rp.id,
        userHandle: user.id,
        counter: counts ? 1 : 0,
      }
      credentials.push(credential)
      const cose = cbor(
        new Map<number, Encodable>([
          [1, 2],
          [3, -7],
          [-1, 1],
          [-2, Buffer.from(x, 'base64url')],
          [-3, Buffer.from(y, 'base64url')],
        ]),
      )
      const length = Buffer.from([0, credential.id.length])
      const data = Buffer.concat([authenticatorData(credential, FLAGS.attested, twists), Buffer.alloc(16), length, credential.id, cose])
      const statement = new Map<string, Encodable>(twists.certificates ? [['x5c', Buffer.from('a certificate')]] : [])
      const attestationObject = cbor(new Map<string, Encodable>([['fmt', 'none'], ['attStmt', statement], ['authData', data]]))
      return {
        id: base64url(credential.id),
        rawId: base64url(credential.id),
        type: 'public-key',
        response: {
          clientDataJSON: base64url(clientData('webauthn.create', challenge, twists)),
          attestationObject: base64url(attestationObject),
          transports: ['internal'],
        },
      }
    },

    /** Signs with the credential that is asked for, or the newest. */
    get({ challenge, allowCredentials }: RequestOptions, twists: Twists = {}): Assertion {
      const credential = credentials.find(({ id }) => allowCredentials.some(allowed => allowed.id === base64url(id))) ?? credentials.at(-1)
      if (!credential) throw new Error('there is no credential')
      if (counts) credential.counter++
      const data = authenticatorData(credential, 0, twists)
      const client = clientData('webauthn.get', challenge, twists)
      return {
        id: base64url(credential.id), rawId: base64url(credential.id), type: 'public-key',
        response: {
          clientDataJSON: base64url(client), authenticatorData: base64url(data),
          signature: base64url(sign('sha256', Buffer.concat([data, sha256(client)]), credential.key)), userHandle: credential.userHandle,
        },
      }
    },
  }
}
export type Authenticator = ReturnType<typeof createAuthenticator>
