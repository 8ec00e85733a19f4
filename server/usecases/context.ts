import type { Actor } from '../../shared/access/actor'
import type { CommandName, Input, Output } from '../../shared/contract/commands'
import type { FeedName } from '../../shared/feedName'
import type { Instant } from '../../shared/model/instant'
import type { Site } from '../auth/site'
import type { Config } from '../config/config'
import type { Stores } from '../db/stores/stores'
import type { Touch } from '../feeds/touched'
import type { Services } from '../services/services'
import type { Language, MessageKey } from '../i18n/messages'
import type { Device } from './accounts/session'
import type { Extras, Reply } from './reply'

/** The context of a use-case that only reads. */
export interface ReadContext {
  actor: Actor
  config: Config
  now: Instant
  stores: Stores
}

/**
 * The context inside one transaction: the writes of `stores` are committed together with the feed rows of the touched
 * things, or not at all.
 */
export interface WriteContext extends ReadContext {
  touch: Touch
  /** Adds a step that runs once the feed rows are written, before the commit. */
  atEnd: (step: LastStep) => void
  /** Adds a step that runs at the commit, before the feeds are told. It must not throw. */
  onceCommitted: (step: () => void) => void
}
/** Gets the new cursor of each feed that changed. */
export type LastStep = (cursors: ReadonlyMap<FeedName, string>) => Promise<void>

/** Runs work in one transaction and publishes what it touched once it is committed. May run the work twice. */
export type Transact = <T>(work: (context: WriteContext) => Promise<T>) => Promise<T>

/** The parts of the server that use-cases may use. They read and write tables through their context alone. */
export type CommandServices = Pick<
  Services,
  | 'clock'
  | 'deviceProofs'
  | 'documents'
  | 'knownFeeds'
  | 'importRuns'
  | 'mailQueue'
  | 'mirror'
  | 'passwordJudge'
  | 'passwords'
  | 'program'
  | 'pushQueue'
  | 'rates'
  | 'readHeads'
  | 'sessions'
  | 'snapshot'
  | 'tokens'
>

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
