import { argon2id, hash, needsRehash, verify } from 'argon2'
import { createTurnstile } from './turnstile'

const PARAMETERS = { type: argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const
/** Of hashes. */
const ROOM = { atOnce: 4, waiting: 50 }

export interface Passwords {
  hash: (password: string) => Promise<string>
  /** Takes as long for an account that does not exist (null). */
  verify: (stored: string | null, password: string) => Promise<boolean>
  isOutdated: (stored: string) => boolean
}

/** argon2id with OWASP's parameters; each hash takes 19 MB and some 20 ms, so never inside a transaction. */
export function createPasswords(): Passwords {
  const throughGate = createTurnstile(ROOM)
  const nobody = hash('nobody has this password', PARAMETERS)
  return {
    hash: password => throughGate(() => hash(password, PARAMETERS)),
    async verify(stored, password) {
      const against = stored ?? await nobody
      const matches = await throughGate(() => verify(against, password))
      return matches && stored !== null
    },
    isOutdated: stored => needsRehash(stored, PARAMETERS),
  }
}
