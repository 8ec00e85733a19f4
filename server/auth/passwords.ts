import { argon2id, hash, needsRehash, verify } from 'argon2'
import { createSemaphore, type Claimant } from '../concurrency/semaphore'
import { isBcryptHash, matchesBcrypt as compare } from './bcryptHash'

const PARAMETERS = { type: argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const
/**
 * Hashing takes two of Node's four threads, because the others read files and look names up. Some three seconds of work
 * may wait.
 */
const ROOM = { atOnce: 2, waiting: 200, share: 100, nameShare: 10 }
/** The program itself pays for the first admin and the command line. */
const OURSELVES: Claimant = { payer: '' }

/** Counts a try before it is looked at. */
type Counted = (look: () => Promise<boolean>) => Promise<boolean>

export interface Passwords {
  /** @throws Refusal `unavailable` for a payer over the share */
  hash: (password: string, claimant?: Claimant) => Promise<string>
  /**
   * Does the same work for every wrong password, also for an account that does not exist (null). `counted` wraps the
   * comparison itself, once its turn comes.
   * @throws Refusal `unavailable` for a payer over the share, and the errors of `counted`
   */
  verify: (stored: string | null, password: string, claimant: Claimant, counted?: Counted) => Promise<boolean>
  isOutdated: (stored: string) => boolean
}

/** A hash of the Python server's cost that nobody's password has. */
const NOBODYS_BCRYPT = '$2b$12$nWV7ZqBl/tNp5yf.ci6aUO2.Sm6GF7WGNVg7Zd6dBJvevCg9KtkGu'

/** One for the process: to hash it takes as long as a login. */
let nobodyHash: Promise<string> | undefined

interface Parts {
  /** True if any account still has a hash of the Python server. */
  hasBcrypt: () => Promise<boolean>
  /** Tests count how often it is asked. */
  matchesBcrypt?: (stored: string, password: string) => Promise<boolean>
}

/**
 * Hashes with argon2id and OWASP's parameters. Each hash takes 19 MB and some 20 ms, so never hash inside a transaction.
 * [MOVE-9] While any account has a bcrypt hash, each wrong password is compared with a hash of either kind, so that its
 * time does not tell whether there is such an account, and which hash it has.
 */
export function createPasswords({ hasBcrypt, matchesBcrypt = compare }: Parts = { hasBcrypt: async () => false }): Passwords {
  const inTurn = createSemaphore(ROOM)
  const nobody = nobodyHash ??= hash('nobody has this password', PARAMETERS)
  return {
    hash: (password, claimant = OURSELVES) => inTurn(claimant, () => hash(password, PARAMETERS)),
    async verify(stored, password, claimant, counted = look => look()) {
      const bcrypt = stored !== null && isBcryptHash(stored) ? stored : null
      const argon2 = bcrypt === null ? stored : null
      const against = argon2 ?? await nobody
      return inTurn(claimant, () => counted(async () => {
        if (await verify(against, password) && argon2 !== null) return true
        if (bcrypt === null && !await hasBcrypt()) return false
        return await matchesBcrypt(bcrypt ?? NOBODYS_BCRYPT, password) && bcrypt !== null
      }))
    },
    isOutdated: stored => isBcryptHash(stored) || needsRehash(stored, PARAMETERS),
  }
}
