import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import { closeCodes, type CloseReason } from '../../shared/closeCodes'
import { limits } from '../../shared/limits'
import { frameOf } from './frame'

/** A connection that does not read may leave so many bytes waiting here. */
const WAITING_BYTES = 4 * 1024 * 1024

/** A close frame takes 123 bytes. */
const shortened = (reason: string): string => Buffer.from(reason).subarray(0, 123).toString().replace(/\uFFFD+$/, '')

/** The sending half of a document's WebSocket, and whether the other side is still there. */
export class Link {
  #lastSent = Date.now()
  #lastHeard = Date.now()
  #lastPing = Date.now()

  constructor(private readonly ws: WebSocket, private readonly socket: Duplex) {
    ws.on('pong', () => this.heard())
  }

  heard(): void {
    this.#lastHeard = Date.now()
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
}
