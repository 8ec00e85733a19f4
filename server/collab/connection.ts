import type { Duplex } from 'node:stream'
import type { RawData, WebSocket } from 'ws'
import * as Y from 'yjs'
import { userIdOf } from '../../shared/access/actor'
import type { CloseReason } from '../../shared/closeCodes'
import { limits } from '../../shared/limits'
import { Refusal } from '../../shared/result'
import { isUnavailable } from '../db/database'
import { tokenBucket } from '../concurrency/tokenBucket'
import type { CollabServices } from './collabServices'
import type { Transact } from '../transaction/context'
import type { AdmittedActor } from './admission'
import { clientEdit } from './clientEdit'
import { afterOutage, afterStep1, afterStep2, isDropped, type ConnectionState } from './connectionState'
import { connectionBuckets } from './documentPrices'
import { Link } from './link'
import { OwnAwareness } from './ownAwareness'
import { EpochMismatch } from './persistence'
import { ReaderUpdates } from './readerUpdates'
import type { Client, Room } from './room'
import { MissingDependencies } from './scratchDocument'
import { tellClose } from './tellClose'
import { readMessage, savedMessage, step1Message, step2Message, type Message } from './wire'

/** An update may build for so long on changes that the client has not sent yet, in milliseconds. */
const GAP_MS = 5000
/** So many such updates may wait: somebody may type while the answer to our step 1 is under way. */
const GAPS = 10
/** A client normally asks once for each connection, and each question may fetch a whole document. */
const QUESTIONS = { perSecond: 0.2, burst: 5 }

interface ConnectionParts {
  ws: WebSocket
  socket: Duplex
  room: Room
  admitted: AdmittedActor
  services: CollabServices
}

/** A writer stores updates and may be shown to others; the updates of a reader are only compared. */
type Role =
  | { mode: 'rw'; transact: Transact; awareness: OwnAwareness | null }
  | { mode: 'ro'; updates: ReaderUpdates }

const bytesOf = (data: RawData): Uint8Array => (Array.isArray(data) ? Buffer.concat(data) : new Uint8Array(data as ArrayBuffer))

/** The connection of one client to one document. */
export class Connection implements Client {
  #state: ConnectionState = { phase: 'opening' }
  readonly room: Room
  readonly admitted: AdmittedActor
  readonly #services: CollabServices
  readonly #role: Role
  readonly #link: Link
  readonly #endTimer: NodeJS.Timeout | undefined
  readonly #sending: ReturnType<typeof connectionBuckets>
  readonly #updates = tokenBucket({ perSecond: limits.yjsUpdatesPerSecond, burst: 3 * limits.yjsUpdatesPerSecond })
  readonly #questions = tokenBucket(QUESTIONS)

  constructor({ ws, socket, room, admitted, services }: ConnectionParts) {
    this.room = room
    this.admitted = admitted
    this.#services = services
    this.#link = new Link(ws, socket, services.timings)
    this.#sending = connectionBuckets(admitted.mode)
    this.#role = this.#roleOf(admitted)
    room.clients.add(this)
    ws.on('message', (data, isBinary) => this.#onMessage(isBinary ? bytesOf(data) : null))
    ws.on('ping', () => void this.#hasRate(0))
    ws.once('close', () => this.#onClose())
    if (admitted.expiresAt !== null) {
      this.#endTimer = setTimeout(() => this.close('unauthenticated', 'expired'), Math.max(0, admitted.expiresAt - Date.now()))
    }
    if (admitted.gaveEpoch) this.#sendStep1()
  }

  #roleOf({ actor, mode }: AdmittedActor): Role {
    if (mode === 'ro') return { mode, updates: new ReaderUpdates(this.room) }
    const awareness = actor.kind === 'user' ? new OwnAwareness(this, this.room, actor) : null
    return { mode, awareness, transact: async work => (await this.#services.transactions(actor, work)).value }
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
    const isFirst = this.#state.phase !== 'closing'
    this.#setState({ phase: 'closing', isDropped: isDropped(this.#state) || why !== 'restarting' })
    if (isFirst) {
      const { actor, address } = this.admitted
      tellClose(this.#services.tellRefusal, { why, reason, kind: this.room.document.kind, actor, address })
    }
    this.#link.close(why, reason)
  }

  /** Asks for the client's document again, now that the database is back. */
  askAgain(): void {
    if (this.#state.phase === 'databaseAway') this.#sendStep1()
  }

  #setState(next: ConnectionState): void {
    if (this.#state.phase === 'catchingUp' && next !== this.#state) clearTimeout(this.#state.gapTimer)
    this.#state = next
  }

  #sendStep1(): void {
    this.#setState(afterStep1(this.#state))
    this.send(step1Message(Y.encodeStateVector(this.room.doc)))
  }

  /** [LIMIT-23] A message is paid for before it is read. */
  #hasRate(bytes: number): boolean {
    if (this.#sending.messages.take() && this.#sending.bytes.take(bytes)) return true
    this.close('tooFast', 'too_fast')
    return false
  }

  #onMessage(bytes: Uint8Array | null): void {
    if (this.#state.phase === 'closing' || !this.#hasRate(bytes?.length ?? 0)) return
    this.#link.heard()
    const message = bytes && readMessage(bytes)
    if (!message) return this.close('refused', 'invalid message')
    if (message.type === 'step1') return void this.#replyStep2(message.vector)
    if (message.type === 'awareness') return this.#setAwareness(message.entries)
    if (message.type === 'queryAwareness') return this.#sendAwareness()
    if (this.#state.phase === 'opening') return this.close('otherEpoch', 'stale')
    this.#onUpdate(message)
  }

  #onUpdate({ type, update }: Extract<Message, { update: Uint8Array }>): void {
    const isAll = type === 'step2'
    if (update.length > this.#mostBytes(isAll)) return this.close('tooLarge', 'too_large')
    if (!this.#updates.take()) return this.close('tooFast', 'too_fast')
    void (this.#role.mode === 'rw' ? this.#write(this.#role.transact, update, isAll) : this.#compare(this.#role.updates, update))
  }

  #mostBytes(isAll: boolean): number {
    if (this.admitted.mode === 'ro') return limits.yjsReaderBytes
    return isAll ? limits.yjsStep2Bytes : limits.yjsUpdateBytes
  }

  async #replyStep2(vector: Uint8Array): Promise<void> {
    if (vector.length > limits.yjsVectorBytes) return this.close('tooLarge', 'too_large')
    if (!this.#questions.take()) return this.close('tooFast', 'too_fast')
    try {
      if (this.#state.phase === 'opening') {
        if (Y.decodeStateVector(vector).size > 0) return this.close('otherEpoch', 'stale')
        this.#sendStep1()
      }
      const { comparisons } = this.#services.documentPrices.asking
      this.send(step2Message(await this.room.lackedBy(vector, cost => comparisons.take(this.admitted.payer, cost))))
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
      if (this.#role.mode === 'rw') this.#role.awareness?.hear(bytes)
    } catch (error) {
      this.#onFailure(error, false)
    }
  }

  async #compare(updates: ReaderUpdates, update: Uint8Array): Promise<void> {
    try {
      await updates.compare(update)
      this.send(savedMessage(Y.encodeStateVector(this.room.doc)))
    } catch (error) {
      this.#onFailure(error, true)
    }
  }

  async #write(transact: Transact, update: Uint8Array, isAll: boolean): Promise<void> {
    try {
      const author = { userId: this.userId, bypassesLocks: false }
      const edit = clientEdit(this.room.document.kind, update)
      await this.room.write({ ...edit, author, transact, from: this, isDropped: () => isDropped(this.#state) })
      this.#services.watch.documentUpdate(this.room.document.kind, 'saved')
      if (isAll) this.#setState(afterStep2(this.#state))
      this.send(savedMessage(Y.encodeStateVector(this.room.doc)))
    } catch (error) {
      this.#onFailure(error, isAll)
    }
  }

  #onFailure(error: unknown, isAll: boolean): void {
    if (this.#state.phase === 'closing') return
    if (error instanceof MissingDependencies && !isAll && this.#state.phase !== 'complete') return this.#waitForRest()
    if (error instanceof EpochMismatch) return this.close('otherEpoch', 'stale')
    this.#services.watch.documentUpdate(this.room.document.kind, error instanceof Refusal ? 'refused' : 'failed')
    if (error instanceof Refusal) return this.#closeRefused(error)
    const isAway = isUnavailable(error)
    this.#services.log[isAway ? 'warn' : 'error']({ err: error, document: this.room.version.name }, 'update not stored')
    if (isAway) return this.#setState(afterOutage(this.#state))
    this.close('internal', 'internal')
  }

  /** Waits for the answer to step 1, which repeats the early update together with the changes on which it builds. */
  #waitForRest(): void {
    if (this.#state.phase !== 'catchingUp') return
    if (++this.#state.gaps > GAPS) return this.close('tooFast', 'too_fast')
    this.#state.gapTimer ??= setTimeout(() => this.close('refused', 'invalid gap'), GAP_MS)
  }

  #closeRefused({ code, params }: Refusal): void {
    const reason = `${code} ${params['key'] ?? ''}`.trim()
    if (code === 'forbidden') return this.close('forbidden', code)
    if (code === 'too_large') return this.close('tooLarge', reason)
    if (code === 'too_fast') return this.close('tooFast', reason)
    this.close('refused', reason)
  }

  /** Waiting updates are dropped. The client was not told that they are saved, so it keeps them. */
  #onClose(): void {
    this.#setState(this.#state.phase === 'closing' ? { phase: 'closing', isDropped: true } : { phase: 'left' })
    clearTimeout(this.#endTimer)
    this.room.clients.delete(this)
    this.room.awareness.leave(this)
  }
}
