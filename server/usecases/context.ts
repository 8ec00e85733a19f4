import type { Actor } from '../../shared/access/actor'
import type { CommandName, Input, Output } from '../../shared/contract/commands'
import type { Instant } from '../../shared/model/instant'
import type { Site } from '../auth/site'
import type { Config } from '../config'
import type { Stores } from '../db/stores/stores'
import type { Touch } from '../feeds/touched'
import type { Services } from '../services'
import type { Language, MessageKey } from '../i18n/messages'
import type { Device } from './accounts/session'
import type { Reply } from './reply'

/** What a use-case that only reads is given. */
export interface ReadContext {
  actor: Actor
  config: Config
  now: Instant
  stores: Stores
}

/** Inside one transaction: what `stores` writes is committed together with the feeds' rows of what is touched, or not at all. */
export interface WriteContext extends ReadContext {
  touch: Touch
  /** Once the feeds' rows are written too, still before the commit. */
  atEnd: (step: LastStep) => void
  /** In the moment it is committed, before the feeds are told. Must not throw. */
  onceCommitted: (step: () => void) => void
}
/** Told where each feed stands that changed. */
export type LastStep = (cursors: ReadonlyMap<string, string>) => Promise<void>

/** Runs work in one transaction and publishes what it touched once it is committed. May run the work twice. */
export type Transact = <T>(work: (context: WriteContext) => Promise<T>) => Promise<T>

/** What use-cases may use of the server. They read and write tables through their context alone. */
export type CommandServices = Pick<
  Services,
  | 'clock'
  | 'deviceProofs'
  | 'documents'
  | 'knownFeeds'
  | 'mailQueue'
  | 'passwordJudge'
  | 'passwords'
  | 'rates'
  | 'readHeads'
  | 'sessions'
  | 'snapshot'
  | 'tokens'
>

/** For what must not hold a transaction open (hashing) or goes through a document: it opens transactions itself. */
export interface RunContext<Output> extends ReadContext {
  services: CommandServices
  transact: Transact
  /** Called inside the transaction that decides: what will be answered is kept with it, for who asks again. */
  answers: (context: WriteContext, output: Output) => void
  request: RequestFacts
}

/** What the wire knows beside the input. */
export interface RequestFacts {
  /** A sentence in the language of who asks. */
  translate: (word: MessageKey, params?: Record<string, string | number>) => string
  language: Language
  /** The session of the access token; null where none is asked for. */
  sessionId: string | null
  device: Device
  /** The site that the browser talks to, as passkeys name it. @throws Refusal `invalid` where the request names none */
  site: () => Site
  /** The `If-Match` header without its quotes. */
  ifMatch: string | null
  /** The `Idempotency-Key` header. */
  idempotencyKey: string | null
  /** The file of a multipart body; throws where there is none. */
  upload: () => Promise<Buffer>
  refreshCookie: string | null
  /** By which an account knows a browser again; null where it keeps none. */
  deviceProof: string | null
}

/**
 * [LIMIT-98] Stands for what will be answered: as long as it is the same, so is the answer, for everybody who may ask.
 * Null where the answer is not for everybody, or not there.
 */
export type VersionOf<C extends CommandName> = (
  context: ReadContext & { services: Pick<CommandServices, 'knownFeeds'> },
  input: Input<C>,
) => Promise<string | null>

export type UseCase<C extends CommandName> =
  | { reads: (context: ReadContext, input: Input<C>) => Promise<Output<C>>; version?: VersionOf<C> }
  | { writes: (context: WriteContext & { request: RequestFacts }, input: Input<C>) => Promise<Output<C> | Reply<Output<C>>> }
  | { runs: (context: RunContext<Output<C>>, input: Input<C>) => Promise<Output<C> | Reply<Output<C>>>; version?: VersionOf<C> }
