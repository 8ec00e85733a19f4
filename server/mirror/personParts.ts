import type { Foundation } from '../foundation/foundation'
import type { MirrorLease } from './mirrorLease'
import type { PersonApi } from '../stokt/personApi'

/** The parts of the work for people with an account in Stokt. */
export interface PersonParts extends Pick<Foundation, 'stores' | 'transactions' | 'clock'> {
  /** The Stokt id of the gym. */
  gym: string
  lease: MirrorLease
  /** Spreads what is asked again over time. */
  random: () => number
  /** Stokt, asked with the token of an account. @throws StoktFailure if the token cannot be read any more */
  apiOf: (sealed: string) => PersonApi
  /** Asks Stokt; where the token ended, the account is broken from now on, and that is said once. */
  isTokenGood: (userId: string, sealed: string) => Promise<boolean>
}
