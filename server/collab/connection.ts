import type { Duplex } from 'node:stream'
import type { RawData, WebSocket } from 'ws'
import * as Y from 'yjs'
import { userIdOf, type Actor } from '../../shared/access/actor'
import type { CloseReason } from '../../shared/closeCodes'
import { limits } from '../../shared/limits'
import { Refusal } from '../../shared/result'
import { isUnavailable } from '../db/database'
import { tokenBucket } from '../concurrency/tokenBucket'
import type { BaseServices } from '../services'
import type { Transact } from '../usecases/context'
import { bringsNothing } from './checkSummary'
import { clientEdit, summaryOfClient } from './clientEdit'
import { connectionBuckets } from './documentPrices'
import { Link } from './link'
import { OwnAwareness } from './ownAwareness'
import { EpochMismatch } from './persistence'
import type { Client, Room } from './room'
import { MissingDependencies } from './scratchDocument'
import { tellClose } from './tellClose'
import { readMessage, savedMessage, step1Message, step2Message, type Message } from './wire'

/** How long an update may lean on changes that the client has not sent yet. */
const GAP_MS = 5000
/** How many such updates may wait: what is typed while the answer to our step 1 is under way. */
const GAPS = 10
/** A client asks once a connection; each may ask for a whole document. */
const QUESTIONS = { perSecond: 0.2, burst: 5 }

export interface AdmittedActor {
  actor: Actor
  sessionId: string | null
  mode: 'rw' | 'ro'
  /** Milliseconds since 1970. */
  expiresAt: number | null
  /** Whether the client named the document's epoch. */
  gaveEpoch: boolean
  /** Who pays: the person or key, or a guest's address. */
  payer: string
  address: string | null
}

const bytesOf = (data: RawData): Uint8Array => (Array.isArray(data) ? Buffer.concat(data) : new Uint8Array(data as ArrayBuffer))

/** One client at one document. */
export class Connection implements Client {
  /** What it sent before is not looked at any more. */
  #isDropped = false
  /** The client's answer to our step 1 holds all it ever sent; until then an update may have a gap. */
  #hasSentAll = false
  #isGreeted = false
  /** A reader's news may be in the database already, written through another server: it is read once. */
  #hasCaughtUp = false
  /** The database was away: what the client sent is asked for again. */
  #owesStep2 = false
  #gaps = 0
  #gapTimer: NodeJS.Timeout | undefined
  readonly #endTimer: NodeJS.Timeout | undefined
  readonly #sending: ReturnType<typeof connectionBuckets>
  readonly #updates = tokenBucket({ perSecond: limits.yjsUpdatesPerSecond, burst: 3 * limits.yjsUpdatesPerSecond })
  readonly #questions = tokenBucket(QUESTIONS)
  readonly #transact: Transact
  readonly #link: Link
  /** Null for somebody who only reads: others are not shown them. */
  readonly #awareness: OwnAwareness | null

  constructor(ws: WebSocket, socket: Duplex, readonly room: Room, readonly admitted: AdmittedActor, private readonly services: BaseServices) {
    this.#link = new Link(ws, socket)
    this.#sending = connectionBuckets(admitted.mode)
    const { actor, mode } = admitted
    this.#awareness = mode === 'rw' && actor.kind === 'user' ? new OwnAwareness(this, room, actor) : null
    this.#transact = async work => (await services.transactions(admitted.actor, work)).value
    room.clients.add(this)
    ws.on('message', (data, isBinary) => this.#onMessage(isBinary ? bytesOf(data) : null))
    ws.on('ping', () => void this.#hasRate(0))
    ws.once('close', () => this.#onClose())
    if (admitted.expiresAt !== null) {
      this.#endTimer = setTimeout(() => this.close('unauthenticated', 'expired'), Math.max(0, admitted.expiresAt - Date.now()))
    }
    if (admitted.gaveEpoch) this.#sendStep1()
  }

  get userId(): string | null {
    return userIdOf(this.admitted.actor)
  }

  send(message: Uint8Array): void {
    this.#link.send(message)
  }

  sendFrame(frame: Buffer): void {
    this.#link.sendFrame(frame)
  }

  keepAlive(message: Uint8Array): void {
    this.#link.keepAlive(message)
  }

  close(why: CloseReason, reason: string): void {
    this.#isDropped ||= why !== 'restarting'
    if (!this.#link.isClosed) {
      const { actor, address } = this.admitted
      tellClose(this.services.tellRefusal, { why, reason, kind: this.room.document.kind, actor, address })
    }
    this.#link.close(why, reason)
  }

  /** The database is back. */
  askAgain(): void {
    if (!this.#owesStep2) return
    this.#owesStep2 = false
    this.#sendStep1()
  }

  #sendStep1(): void {
    this.#isGreeted = true
    this.send(step1Message(Y.encodeStateVector(this.room.doc)))
  }

  /** [LIMIT-23] A message is paid before it is read. */
  #hasRate(bytes: number): boolean {
    if (this.#sending.messages.take() && this.#sending.bytes.take(bytes)) return true
    this.close('tooFast', 'too_fast')
    return false
  }

  #onMessage(bytes: Uint8Array | null): void {
    if (this.#link.isClosed || !this.#hasRate(bytes?.length ?? 0)) return
    this.#link.heard()
    const message = bytes && readMessage(bytes)
    if (!message) return this.close('refused', 'invalid message')
    if (message.type === 'step1') return void this.#replyStep2(message.vector)
    if (message.type === 'awareness') return this.#setAwareness(message.entries)
    if (message.type === 'queryAwareness') return this.#sendAwareness()
    if (!this.#isGreeted) return this.close('otherEpoch', 'stale')
    this.#onUpdate(message)
  }

  #onUpdate({ type, update }: Extract<Message, { update: Uint8Array }>): void {
    const isAll = type === 'step2'
    if (update.length > this.#mostBytes(isAll)) return this.close('tooLarge', 'too_large')
    if (!this.#updates.take()) return this.close('tooFast', 'too_fast')
    void (this.admitted.mode === 'rw' ? this.#write(update, isAll) : this.#compare(update))
  }

  #mostBytes(isAll: boolean): number {
    if (this.admitted.mode === 'ro') return limits.yjsReaderBytes
    return isAll ? limits.yjsStep2Bytes : limits.yjsUpdateBytes
  }

  async #replyStep2(vector: Uint8Array): Promise<void> {
    if (vector.length > limits.yjsVectorBytes) return this.close('tooLarge', 'too_large')
    if (!this.#questions.take()) return this.close('tooFast', 'too_fast')
    try {
      if (!this.#isGreeted) {
        if (Y.decodeStateVector(vector).size > 0) return this.close('otherEpoch', 'stale')
        this.#sendStep1()
      }
      this.send(step2Message(await this.room.lackedBy(vector, cost => this.services.documentPrices.asking.comparisons.take(this.admitted.payer, cost))))
    } catch {
      this.close('refused', 'invalid message')
    }
  }

  #sendAwareness(): void {
    if (!this.#questions.take()) return this.close('tooFast', 'too_fast')
    this.room.awareness.sendAll(this)
  }

  #setAwareness(bytes: Uint8Array): void {
    if (bytes.length > limits.yjsAwarenessFrameBytes) return this.close('tooLarge', 'too_large')
    try {
      this.#awareness?.hear(bytes)
    } catch (error) {
      this.#onFailure(error, false)
    }
  }

  /** [LIMIT-20] An update of who only reads is compared with the document, never applied to anything. */
  async #compare(update: Uint8Array): Promise<void> {
    try {
      const summary = summaryOfClient(this.room.document.kind, update)
      if (!bringsNothing(summary, this.room.doc)) {
        if (this.#hasCaughtUp) throw new Refusal('forbidden')
        this.#hasCaughtUp = true
        await this.room.catchUp()
        if (!bringsNothing(summary, this.room.doc)) throw new Refusal('forbidden')
      }
      this.send(savedMessage(Y.encodeStateVector(this.room.doc)))
    } catch (error) {
      this.#onFailure(error, true)
    }
  }

  async #write(update: Uint8Array, isAll: boolean): Promise<void> {
    try {
      const author = { userId: this.userId, bypassesLocks: false }
      const edit = clientEdit(this.room.document.kind, update)
      await this.room.write({ ...edit, author, transact: this.#transact, from: this, isDropped: () => this.#isDropped })
      this.services.watch.documentUpdate(this.room.document.kind, 'saved')
      if (isAll) this.#receivedAll()
      this.send(savedMessage(Y.encodeStateVector(this.room.doc)))
    } catch (error) {
      this.#onFailure(error, isAll)
    }
  }

  #receivedAll(): void {
    this.#hasSentAll = true
    this.#gaps = 0
    clearTimeout(this.#gapTimer)
    this.#gapTimer = undefined
  }

  #onFailure(error: unknown, isAll: boolean): void {
    if (this.#link.isClosed) return
    if (error instanceof MissingDependencies && !isAll && !this.#hasSentAll) return this.#waitForRest()
    if (error instanceof EpochMismatch) return this.close('otherEpoch', 'stale')
    this.services.watch.documentUpdate(this.room.document.kind, error instanceof Refusal ? 'refused' : 'failed')
    if (error instanceof Refusal) return this.#closeRefused(error)
    const isAway = isUnavailable(error)
    this.services.log[isAway ? 'warn' : 'error']({ err: error, document: this.room.version.name }, 'update not stored')
    if (isAway) return this.#expectAgain()
    this.close('internal', 'internal')
  }

  /** An update that came before the answer to step 1 is in that answer once more, with what it builds on. */
  #waitForRest(): void {
    if (this.#owesStep2) return
    if (++this.#gaps > GAPS) return this.close('tooFast', 'too_fast')
    this.#gapTimer ??= setTimeout(() => this.close('refused', 'invalid gap'), GAP_MS)
  }

  #expectAgain(): void {
    this.#owesStep2 = true
    this.#hasSentAll = false
    clearTimeout(this.#gapTimer)
    this.#gapTimer = undefined
  }

  #closeRefused({ code, params }: Refusal): void {
    const reason = `${code} ${params['key'] ?? ''}`.trim()
    if (code === 'forbidden') return this.close('forbidden', code)
    if (code === 'too_large') return this.close('tooLarge', reason)
    if (code === 'too_fast') return this.close('tooFast', reason)
    this.close('refused', reason)
  }

  /** What it sent and nobody has looked at yet ends with it: it is told of nothing as saved, and keeps it. */
  #onClose(): void {
    this.#isDropped = true
    clearTimeout(this.#gapTimer)
    clearTimeout(this.#endTimer)
    this.room.clients.delete(this)
    this.room.awareness.leave(this)
  }
}
