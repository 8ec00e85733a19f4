import { argon2id, hash, needsRehash, verify } from 'argon2'
import { createSemaphore, type Claimant } from '../concurrency/semaphore'

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
   * Takes the same time for an account that does not exist (null). `counted` wraps the comparison itself, once its turn
   * comes.
   * @throws Refusal `unavailable` for a payer over the share, and the errors of `counted`
   */
  verify: (stored: string | null, password: string, claimant: Claimant, counted?: Counted) => Promise<boolean>
  isOutdated: (stored: string) => boolean
}

/** Hashes with argon2id and OWASP's parameters. Each hash takes 19 MB and some 20 ms, so never hash inside a transaction. */
export function createPasswords(): Passwords {
  const inTurn = createSemaphore(ROOM)
  const nobody = hash('nobody has this password', PARAMETERS)
  return {
    hash: (password, claimant = OURSELVES) => inTurn(claimant, () => hash(password, PARAMETERS)),
    async verify(stored, password, claimant, counted = look => look()) {
      const against = stored ?? await nobody
      return inTurn(claimant, () => counted(async () => await verify(against, password) && stored !== null))
    },
    isOutdated: stored => needsRehash(stored, PARAMETERS),
  }
}
