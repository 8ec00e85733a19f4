import type { DeviceProofs } from '../auth/deviceProofs'
import type { PasswordJudge } from '../auth/passwordJudge'
import type { Passwords } from '../auth/passwords'
import type { Rates } from '../auth/rates'
import type { Sessions } from '../auth/sessions'
import type { CollabServices } from '../collab/collabServices'
import type { Documents } from '../collab/documents'
import type { ReadHeads } from '../delivery/heads'
import type { KnownFeeds } from '../delivery/knownFeeds'
import type { ImportRuns } from '../imports/importRuns'
import type { MailQueue } from '../mail/mailQueue'
import type { Mirror } from '../mirror/createMirror'
import type { ProgramFacts } from '../operation/programFacts'
import type { PushQueue } from '../push/pushQueue'

/** All parts of the server, for those that answer requests. */
export interface Services extends CollabServices {
  /** The facts of this program. */
  program: ProgramFacts
  passwords: Passwords
  passwordJudge: PasswordJudge
  deviceProofs: DeviceProofs
  knownFeeds: KnownFeeds
  readHeads: ReadHeads
  rates: Rates
  documents: Documents
  mailQueue: MailQueue
  pushQueue: PushQueue
  /** Walls that somebody uploaded are read and imported by it. */
  importRuns: ImportRuns
  /** Keeps the gym as it is in Stokt. */
  mirror: Mirror
  sessions: Sessions
}

/** The services that are made first; the others are made from them. */
export type BaseServices = Omit<Services, 'documents' | 'importRuns' | 'mailQueue' | 'mirror' | 'pushQueue' | 'sessions'>
