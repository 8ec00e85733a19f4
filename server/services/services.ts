import type { Config } from '../config/config'
import type { Database } from '../db/database'
import type { Stores } from '../db/stores/stores'
import type { ClaimClient } from '../collab/claimClient'
import type { DocumentPrices } from '../collab/documentPrices'
import type { Documents } from '../collab/documents'
import type { DeviceProofs } from '../auth/deviceProofs'
import type { FindEntitlement } from '../auth/findEntitlement'
import type { PasswordJudge } from '../auth/passwordJudge'
import type { Passwords } from '../auth/passwords'
import type { Rates } from '../auth/rates'
import type { AddressOf } from '../limits/addresses'
import type { Toll } from '../limits/toll'
import type { Sessions } from '../auth/sessions'
import type { Tokens } from '../auth/tokens'
import type { ReadHeads } from '../feeds/heads'
import type { KnownFeeds } from '../feeds/knownFeeds'
import type { PushQueue } from '../push/pushQueue'
import type { MailQueue } from '../mail/mailQueue'
import type { Logger } from '../log/log'
import type { TellFailure } from '../operation/failures'
import type { ProgramFacts } from '../operation/programFacts'
import type { Watch } from '../operation/watch'
import type { ImportRuns } from '../imports/importRuns'
import type { Cluster } from '../cluster/cluster'
import type { Mirror } from '../stokt/createMirror'
import type { TellRefusal } from '../operation/refusalLog'
import type { Timings } from '../config/timings'
import type { Clock, RunTransaction } from '../transaction/runTransaction'

/** The parts that live as long as the server and are handed to their users. */
export interface Services {
  config: Config
  db: Database
  /** Stores for single reads outside a transaction. */
  stores: Stores
  log: Logger
  /** Tells the log about a refused caller. */
  tellRefusal: TellRefusal
  /** Keeps an error for admins. */
  tellFailure: TellFailure
  /** The facts of this program. */
  program: ProgramFacts
  /** Events are told to it and become figures and lines of the log. */
  watch: Watch
  clock: Clock
  timings: Timings
  transactions: RunTransaction
  /** The other servers on this database. */
  cluster: Cluster
  /** Runs several reads of one moment. */
  snapshot: <T>(read: (stores: Stores) => Promise<T>) => Promise<T>
  passwords: Passwords
  passwordJudge: PasswordJudge
  tokens: Tokens
  deviceProofs: DeviceProofs
  findEntitlement: FindEntitlement
  knownFeeds: KnownFeeds
  readHeads: ReadHeads
  rates: Rates
  /** The address of a request or a handshake; limits count it by `networkOf`. */
  addressOf: AddressOf
  /** HTTP requests are paid for here. */
  toll: Toll
  documents: Documents
  /** Makes a Yjs client id of a document a user's. @returns true if it is */
  claimClient: ClaimClient
  /** The buckets from which work on documents is paid. */
  documentPrices: DocumentPrices
  mailQueue: MailQueue
  pushQueue: PushQueue
  /** Walls that somebody uploaded are read and imported by it. */
  importRuns: ImportRuns
  /** Keeps the gym as it is in Stokt. */
  mirror: Mirror
  sessions: Sessions
}

/** The services on which the documents themselves are built. */
export type BaseServices = Omit<Services, 'documents' | 'importRuns' | 'mailQueue' | 'mirror' | 'pushQueue' | 'sessions'>
