import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'

/** A device that logged in to an account before. */
export interface KnownDevice {
  userId: string
  id: string
}
export interface DeviceProofs {
  /** Makes the proof that the device keeps. It opens nothing. */
  prove: (device: KnownDevice) => string
  /** Reads a proof; null if this server did not make it. */
  read: (proof: string | null) => KnownDevice | null
}

export const newDeviceId = (): string => randomBytes(16).toString('base64url')

/**
 * [LIMIT-55] Proofs are signed, so that nobody can invent one: a device with a proof has tries of its own, whatever
 * others at its address do.
 */
export function createDeviceProofs(secret: string, secretOld: string | null = null): DeviceProofs {
  const keyOf = (text: string) => Buffer.from(hkdfSync('sha256', text, '', 'mastoc device', 32))
  const key = keyOf(secret)
  // [SEC-3] A proof of the previous secret is still read; the next login gives a new one.
  const known = [key, ...secretOld === null ? [] : [keyOf(secretOld)]]
  const signatureOf = (text: string, by = key) => createHmac('sha256', by).update(text).digest()
  return {
    prove({ userId, id }) {
      const text = `${userId}.${id}`
      return `${text}.${signatureOf(text).toString('base64url')}`
    },
    read(proof) {
      const [, userId, id, signature] = /^([\w-]{1,64})\.([\w-]{22})\.([\w-]{43})$/.exec(proof ?? '') ?? []
      if (!userId || !id || !signature) return null
      const given = Buffer.from(signature, 'base64url')
      return known.some(each => timingSafeEqual(signatureOf(`${userId}.${id}`, each), given)) ? { userId, id } : null
    },
  }
}
