import type { Cluster } from '../cluster/cluster'
import type { Clock } from '../config/clock'
import type { Config } from '../config/config'
import type { Timings } from '../config/timings'
import type { Database } from '../db/database'
import type { Stores } from '../db/stores/stores'
import type { Logger } from '../log/log'
import type { TellFailure } from '../operation/failures'
import type { TellRefusal } from '../operation/refusalLog'
import type { Watch } from '../operation/watch'
import type { RunTransaction } from '../transaction/runTransaction'

/** The parts of the server on which all others stand. They live as long as it does. */
export interface Foundation {
  config: Config
  db: Database
  /** Stores for single reads outside a transaction. */
  stores: Stores
  log: Logger
  /** Tells the log about a refused caller. */
  tellRefusal: TellRefusal
  /** Keeps an error for admins. */
  tellFailure: TellFailure
  /** Events are told to it and become figures and lines of the log. */
  watch: Watch
  clock: Clock
  timings: Timings
  transactions: RunTransaction
  /** The other servers on this database. */
  cluster: Cluster
  /** Runs several reads of one moment. */
  snapshot: <T>(read: (stores: Stores) => Promise<T>) => Promise<T>
}
