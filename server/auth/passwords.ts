import { argon2id, hash, needsRehash, verify } from 'argon2'
import { createSemaphore, type Claimant } from '../concurrency/semaphore'

const PARAMETERS = { type: argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const
/** Two of Node's four threads: files are read, and names looked up, by the others. Some three seconds of work may wait. */
const ROOM = { atOnce: 2, waiting: 200, share: 100, nameShare: 10 }
/** The program itself: the first admin, the command line. */
const OURSELVES: Claimant = { payer: '' }

/** Counts a try before it is looked at. */
type Counted = (look: () => Promise<boolean>) => Promise<boolean>

export interface Passwords {
  /** @throws Refusal `unavailable` for a payer over the share */
  hash: (password: string, claimant?: Claimant) => Promise<string>
  /**
   * Takes as long for an account that does not exist (null). `counted` surrounds the look itself, once it is its turn.
   * @throws Refusal `unavailable` for a payer over the share, and what `counted` throws
   */
  verify: (stored: string | null, password: string, claimant: Claimant, counted?: Counted) => Promise<boolean>
  isOutdated: (stored: string) => boolean
}

/** argon2id with OWASP's parameters; each hash takes 19 MB and some 20 ms, so never inside a transaction. */
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
