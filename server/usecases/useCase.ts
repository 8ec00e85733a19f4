import type { CommandName, Input, Output } from '../../shared/contract/commands'
import type { DeviceProofs } from '../auth/deviceProofs'
import type { PasswordJudge } from '../auth/passwordJudge'
import type { Passwords } from '../auth/passwords'
import type { Rates } from '../auth/rates'
import type { Sessions } from '../auth/sessions'
import type { Site } from '../auth/site'
import type { Tokens } from '../auth/tokens'
import type { Documents } from '../collab/documents'
import type { Clock } from '../config/clock'
import type { AuditEntry } from '../db/stores/admin/audit'
import type { ReadHeads } from '../delivery/heads'
import type { KnownFeeds } from '../delivery/knownFeeds'
import type { Foundation } from '../foundation/foundation'
import type { Language, MessageKey } from '../i18n/messages'
import type { MailQueue } from '../mail/mailQueue'
import type { ProgramFacts } from '../operation/programFacts'
import type { AskPerson } from '../stokt/askPerson'
import type { Gateway } from '../stokt/gateway'
import type { ReadContext, Transact, WriteContext } from '../transaction/context'
import type { Device } from './accounts/session'
import type { Extras, Reply } from './reply'

/** The parts of the server that use-cases may use. They read and write tables through their context alone. */
export interface CommandServices {
  clock: Clock
  deviceProofs: DeviceProofs
  documents: Documents
  knownFeeds: KnownFeeds
  importRuns: ImportAccess
  mailQueue: Pick<MailQueue, 'wake'>
  mirror: MirrorAccess
  passwordJudge: PasswordJudge
  passwords: Passwords
  program: ProgramFacts
  pushQueue: PushAccess
  rates: Rates
  readHeads: ReadHeads
  sessions: Sessions
  snapshot: Foundation['snapshot']
  tokens: Tokens
}

/** The work on uploaded walls, as use-cases see it. */
export interface ImportAccess {
  /** Reads an uploaded wall, or imports it, once those before it are done. */
  start: (id: string, task: { apply: boolean; actor: AuditEntry['actor'] }) => void
  /** The progress; null if another server, or none, works on it. */
  progressOf: (id: string) => { done: number; total: number } | null
}

/** The work with Stokt, as use-cases see it. */
export interface MirrorAccess {
  /** Somebody asked for a run, opened a climb, or sends one to Stokt: it is looked at once. */
  wake: () => void
  /** Asks Stokt who somebody is there; null where no gym is set. */
  askPerson: AskPerson | null
  /** People ask Stokt through it; null where no gym is set. */
  gateway: Gateway | null
}

/** The notifications of browsers, as use-cases see them. */
export interface PushAccess {
  /** The key with which browsers subscribe. */
  publicKey: () => Promise<string>
  /** [PUSH-5] False for addresses at which no push service is. */
  accepts: (endpoint: string) => boolean
}

/** The context of a use-case that must not hold a transaction open (hashing) or goes through a document: it opens its own. */
export interface RunContext<Output> extends ReadContext {
  services: CommandServices
  transact: Transact
  /** Called inside the deciding transaction: it keeps the answer with it, for a repeated request. */
  answers: (context: WriteContext, output: Output, status?: Extras['status']) => void
  request: RequestFacts
}

/** The facts of a request beside its input. */
export interface RequestFacts {
  /** Gives a sentence in the caller's language. */
  translate: (word: MessageKey, params?: Record<string, string | number>) => string
  language: Language
  /** The session of the access token; null without one. */
  sessionId: string | null
  device: Device
  /** The site that the browser talks to, as passkeys name it. @throws Refusal `invalid` if the request names none */
  site: () => Site
  /** The `If-Match` header without its quotes. */
  ifMatch: string | null
  /** The `Idempotency-Key` header. */
  idempotencyKey: string | null
  /** Reads the file of a multipart body. @throws if there is none */
  upload: () => Promise<Buffer>
  refreshCookie: string | null
  /** The proof by which an account knows a browser again; null if the browser keeps none. */
  deviceProof: string | null
}

/**
 * [LIMIT-98] A version of the answer: while it stays the same, so does the answer, for everybody who may ask. Null if
 * the answer differs between callers, or does not exist.
 */
export type VersionOf<C extends CommandName> = (
  context: ReadContext & { services: Pick<CommandServices, 'knownFeeds'> },
  input: Input<C>,
) => Promise<string | null>

export type UseCase<C extends CommandName> =
  | { reads: (context: ReadContext, input: Input<C>) => Promise<Output<C>>; version?: VersionOf<C> }
  | { writes: (context: WriteContext & { request: RequestFacts }, input: Input<C>) => Promise<Output<C> | Reply<Output<C>>> }
  | { runs: (context: RunContext<Output<C>>, input: Input<C>) => Promise<Output<C> | Reply<Output<C>>>; version?: VersionOf<C> }
