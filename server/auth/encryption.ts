import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

type Purpose = 'mail' | 'answer' | 'push' | 'stokt' | 'ticket'

const keyOf = (secret: string, purpose: Purpose) => Buffer.from(hkdfSync('sha256', secret, '', `mastoc ${purpose}`, 32))

/** Encrypted values (a link that resets a password, a new API key) are of no use to a person who reads the database. */
export function encrypt(text: string, secret: string, purpose: Purpose): string {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret, purpose), iv)
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64')
}

/** A value that was encrypted with the previous secret can still be read. */
export interface Secrets {
  jwtSecret: string
  jwtSecretOld: string | null
}

/** [SEC-3] @throws if neither secret fits, or the text was changed */
export function decrypt(sealed: string, { jwtSecret, jwtSecretOld }: Secrets, purpose: Purpose): string {
  try {
    return opened(sealed, jwtSecret, purpose)
  } catch (error) {
    if (jwtSecretOld === null) throw error
    return opened(sealed, jwtSecretOld, purpose)
  }
}

function opened(sealed: string, secret: string, purpose: Purpose): string {
  const bytes = Buffer.from(sealed, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', keyOf(secret, purpose), bytes.subarray(0, 12))
  decipher.setAuthTag(bytes.subarray(12, 28))
  return decipher.update(bytes.subarray(28), undefined, 'utf8') + decipher.final('utf8')
}
