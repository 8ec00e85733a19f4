import { argon2id, hash, needsRehash, verify } from 'argon2'
import { Refusal } from '../../shared/result'

const PARAMETERS = { type: argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const
const AT_ONCE = 4
const WAITING = 50

export interface Passwords {
  hash: (password: string) => Promise<string>
  /** Takes as long for an account that does not exist (null). */
  verify: (stored: string | null, password: string) => Promise<boolean>
  isOutdated: (stored: string) => boolean
}

/** Lets four hashes run at once; beyond fifty waiting it answers that it is busy. */
function gate() {
  let running = 0
  const waiting: (() => void)[] = []
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= AT_ONCE) {
      if (waiting.length >= WAITING) throw new Refusal('unavailable')
      await new Promise<void>(resolve => waiting.push(resolve))
    } else {
      running++
    }
    try {
      return await work()
    } finally {
      // The place is handed over: given back first, a newcomer would take it and five would run.
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }
}

/** argon2id with OWASP's parameters; each hash takes 19 MB and some 20 ms, so never inside a transaction. */
export function createPasswords(): Passwords {
  const throughGate = gate()
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
