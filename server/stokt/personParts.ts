import type { BaseServices } from '../services/services'
import type { MirrorHold } from './mirrorHold'
import type { PersonApi } from './personApi'

/** The parts of the work for people with an account in Stokt. */
export interface PersonParts extends Pick<BaseServices, 'stores' | 'transactions' | 'clock'> {
  /** The Stokt id of the gym. */
  gym: string
  hold: MirrorHold
  /** Stokt, asked with the token of an account. @throws StoktFailure if the token cannot be read any more */
  apiOf: (sealed: string) => PersonApi
  /** Asks Stokt; where the token ended, the account is broken from now on, and that is said once. */
  isTokenGood: (userId: string, sealed: string) => Promise<boolean>
}
