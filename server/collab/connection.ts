import type { Duplex } from 'node:stream'
import type { RawData, WebSocket } from 'ws'
import * as Y from 'yjs'
import { userIdOf, type Actor } from '../../shared/access/actor'
import { closeCodes, type CloseReason } from '../../shared/closeCodes'
import { limits } from '../../shared/limits'
import { Refusal } from '../../shared/result'
import { colourOf } from '../../shared/rules/colour'
import { isUnavailable } from '../db/database'
import type { BaseServices } from '../services'
import type { Transact } from '../usecases/context'
import { frameOf } from './frame'
import { OtherEpoch } from './persistence'
import type { Member, Room } from './room'
import { Gap } from './shadow'
import { tokenBucket } from '../limits/tokenBucket'
import { checkContents } from './validation'
import { readMessage, savedMessage, step1Message, step2Message, type Message } from './wire'

/** What a connection that does not read may leave waiting here. */
const WAITING_BYTES = 4 * 1024 * 1024
/** How long an update may lean on changes that the client has not sent yet. */
const GAP_MS = 5000
const MESSAGES_PER_SECOND = 200
/** Each may ask for a whole document; a client asks once a connection. */
const QUESTIONS_PER_SECOND = 1

export interface Admitted {
  actor: Actor
  sessionId: string | null
  mode: 'rw' | 'ro'
  /** Milliseconds since 1970. */
  expiresAt: number | null
  /** Whether the client named the document's epoch. */
  gaveEpoch: boolean
}

const bytesOf = (data: RawData): Uint8Array => (Array.isArray(data) ? Buffer.concat(data) : new Uint8Array(data as ArrayBuffer))
/** A close frame takes 123 bytes. */
const shortened = (reason: string): string => Buffer.from(reason).subarray(0, 123).toString().replace(/\uFFFD+$/, '')

/** One client at one document. */
export class Connection implements Member {
  /** Closed by us: nothing more is heard. */
  #isClosed = false
  /** What it sent before is not looked at either. */
  #isDropped = false
  /** The client's answer to our step 1 holds all it ever sent; until then an update may have a gap. */
  #hasSentAll = false
  #isGreeted = false
  #isShown = false
  /** The database was away: what the client sent is asked for again. */
  #owesAnswer = false
  #gapTimer: NodeJS.Timeout | undefined
  readonly #endTimer: NodeJS.Timeout | undefined
  readonly #updates = tokenBucket({ perSecond: limits.yjsUpdatesPerSecond, burst: 3 * limits.yjsUpdatesPerSecond })
  readonly #shows = tokenBucket({ perSecond: limits.awarenessPerSecond, burst: 2 * limits.awarenessPerSecond })
  readonly #messages = tokenBucket({ perSecond: MESSAGES_PER_SECOND, burst: 2 * MESSAGES_PER_SECOND })
  readonly #questions = tokenBucket({ perSecond: QUESTIONS_PER_SECOND, burst: 10 })
  readonly #transact: Transact
  #lastSent = Date.now()
  #lastHeard = Date.now()
  #lastPing = Date.now()

  constructor(readonly ws: WebSocket, private readonly socket: Duplex, readonly room: Room, readonly admitted: Admitted, private readonly services: BaseServices) {
    this.#transact = async work => (await services.transactions(admitted.actor, work)).value
    room.members.add(this)
    ws.on('message', (data, isBinary) => this.#hear(isBinary ? readMessage(bytesOf(data)) : null))
    ws.on('pong', () => {
      this.#lastHeard = Date.now()
    })
    ws.once('close', () => this.#gone())
    if (admitted.expiresAt !== null) {
      this.#endTimer = setTimeout(() => this.close('unauthenticated', 'expired'), Math.max(0, admitted.expiresAt - Date.now()))
    }
    if (admitted.gaveEpoch) this.#greet()
  }

  get userId(): string | null {
    return userIdOf(this.admitted.actor)
  }

  send(message: Uint8Array): void {
    this.sendFrame(frameOf(message))
  }

  /** Past `ws`, which neither compresses nor holds anything back here: what it sends itself stays in its order. */
  sendFrame(frame: Buffer): void {
    if (this.ws.readyState !== this.ws.OPEN) return
    // It gets the whole difference when it is back: cheaper than to keep it here.
    if (this.ws.bufferedAmount > WAITING_BYTES) return this.ws.terminate()
    this.#lastSent = Date.now()
    this.socket.write(frame)
  }

  close(why: CloseReason, reason: string): void {
    this.#isClosed = true
    this.#isDropped ||= why !== 'restarting'
    this.ws.close(closeCodes[why], shortened(reason))
  }

  /**
   * Says something if nothing was said for a while: y-websocket takes silence for a dead connection.
   * One whose network went without a word is ended, so that it is not shown as present for ever.
   */
  keepAlive(message: Uint8Array): void {
    const now = Date.now()
    if (now - this.#lastHeard >= limits.yjsDeafMs) return this.ws.terminate()
    if (now - this.#lastSent >= limits.yjsSilenceMs / 2) this.send(message)
    if (now - Math.max(this.#lastPing, this.#lastHeard) < limits.yjsSilenceMs || this.ws.readyState !== this.ws.OPEN) return
    this.#lastPing = now
    this.ws.ping()
  }

  /** The database is back. */
  askAgain(): void {
    if (!this.#owesAnswer) return
    this.#owesAnswer = false
    this.#greet()
  }

  #greet(): void {
    this.#isGreeted = true
    this.send(step1Message(Y.encodeStateVector(this.room.doc)))
  }

  #hear(message: Message | null): void {
    if (this.#isClosed) return
    this.#lastHeard = Date.now()
    if (!message) return this.close('refused', 'invalid message')
    if (!this.#messages.take()) return this.close('tooFast', 'too_fast')
    if (message.type === 'step1') return this.#answer(message.vector)
    if (message.type === 'awareness') return this.#show(message)
    if (message.type === 'queryAwareness') return this.room.presence.tell(this)
    if (!this.#isGreeted) return this.close('otherEpoch', 'stale')
    const isAll = message.type === 'step2'
    if (message.update.length > (isAll ? limits.yjsStep2Bytes : limits.yjsUpdateBytes)) return this.close('tooLarge', 'too_large')
    if (!this.#updates.take()) return this.close('tooFast', 'too_fast')
    void this.#write(message.update, isAll)
  }

  #answer(vector: Uint8Array): void {
    if (!this.#questions.take()) return this.close('tooFast', 'too_fast')
    let clients: number
    let difference: Uint8Array
    try {
      clients = Y.decodeStateVector(vector).size
      difference = Y.encodeStateAsUpdate(this.room.doc, vector)
    } catch {
      return this.close('refused', 'invalid message')
    }
    if (!this.#isGreeted) {
      if (clients > 0) return this.close('otherEpoch', 'stale')
      this.#greet()
    }
    this.send(step2Message(difference))
  }

  #show({ entries }: Extract<Message, { type: 'awareness' }>): void {
    const { actor, mode } = this.admitted
    if (mode !== 'rw' || actor.kind !== 'user' || !this.#shows.take()) return
    // Only now is it known which client id is its own and need not be told.
    const isNew = !this.#isShown
    this.#isShown = true
    this.room.presence.set(this, actor.id, entries, { id: actor.id, name: actor.name, colour: colourOf(actor.id, actor.colour) })
    if (isNew) this.room.presence.tell(this)
  }

  async #write(update: Uint8Array, isAll: boolean): Promise<void> {
    const edit = (shadow: Y.Doc) => {
      checkContents(this.room.document.kind, update, shadow)
      Y.applyUpdate(shadow, update)
    }
    try {
      const author = this.admitted.mode === 'rw' && this.userId !== null ? { userId: this.userId, overLocks: false } : null
      await this.room.write({ edit, author, transact: this.#transact, from: this, isDropped: () => this.#isDropped })
      if (isAll) this.#arrived()
      this.send(savedMessage(Y.encodeStateVector(this.room.doc)))
    } catch (error) {
      this.#failed(error, isAll)
    }
  }

  #arrived(): void {
    this.#hasSentAll = true
    clearTimeout(this.#gapTimer)
    this.#gapTimer = undefined
  }

  #failed(error: unknown, isAll: boolean): void {
    if (this.#isClosed) return
    if (error instanceof Gap && !isAll && !this.#hasSentAll) return this.#waitForRest()
    if (error instanceof OtherEpoch) return this.close('otherEpoch', 'stale')
    if (error instanceof Refusal) return this.#refused(error)
    const isAway = isUnavailable(error)
    this.services.log[isAway ? 'warn' : 'error']({ err: error, document: this.room.at.name }, 'update not stored')
    if (isAway) return this.#expectAgain()
    this.close('internal', 'internal')
  }

  /** An update that came before the answer to step 1 is in that answer once more, with what it builds on. */
  #waitForRest(): void {
    if (this.#owesAnswer) return
    this.#gapTimer ??= setTimeout(() => this.close('refused', 'invalid gap'), GAP_MS)
  }

  #expectAgain(): void {
    this.#owesAnswer = true
    this.#hasSentAll = false
    clearTimeout(this.#gapTimer)
    this.#gapTimer = undefined
  }

  #refused({ code, params }: Refusal): void {
    if (code === 'forbidden') return this.close('forbidden', code)
    if (code === 'too_large') return this.close('tooLarge', code)
    this.close('refused', `${code} ${params['key'] ?? ''}`.trim())
  }

  #gone(): void {
    clearTimeout(this.#gapTimer)
    clearTimeout(this.#endTimer)
    this.room.members.delete(this)
    this.room.presence.leave(this)
  }
}
