import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import { closeCodes, type CloseReason } from '../../shared/closeCodes'
import type { Timings } from '../config/timings'
import { frameOf } from './frame'

/** So many bytes may wait here for a connection that does not read. */
const WAITING_BYTES = 4 * 1024 * 1024

/** The reason of a close frame takes at most 123 bytes. */
const shortened = (reason: string): string => Buffer.from(reason).subarray(0, 123).toString().replace(/\uFFFD+$/, '')

/** The sending half of a document's WebSocket, and the check that the other side is still there. */
export class Link {
  #lastSent = Date.now()
  #lastHeard = Date.now()
  #lastPing = Date.now()

  constructor(
    private readonly ws: WebSocket,
    private readonly socket: Duplex,
    private readonly timings: Pick<Timings, 'yjsDeafMs' | 'yjsSilenceMs'>,
  ) {
    ws.on('pong', () => this.heard())
  }

  heard(): void {
    this.#lastHeard = Date.now()
  }

  send(message: Uint8Array): void {
    this.sendFrame(frameOf(message))
  }

  /**
   * The frame is written past `ws`, which neither compresses nor holds anything back here, so its own frames keep their
   * order.
   */
  sendFrame(frame: Buffer): void {
    if (this.ws.readyState !== this.ws.OPEN) return
    // A slow client is cut off and gets the whole difference when it is back, which is cheaper than keeping messages for it.
    if (this.ws.bufferedAmount > WAITING_BYTES) return this.ws.terminate()
    this.#lastSent = Date.now()
    this.socket.write(frame)
  }

  close(why: CloseReason, reason: string): void {
    this.ws.close(closeCodes[why], shortened(reason))
  }

  /**
   * Sends a message after a silence, because y-websocket takes silence for a dead connection. A client whose network
   * vanished is cut off, so that it is not shown as present for ever.
   */
  keepAlive(message: Uint8Array): void {
    const now = Date.now()
    if (now - this.#lastHeard >= this.timings.yjsDeafMs) return this.ws.terminate()
    if (now - this.#lastSent >= this.timings.yjsSilenceMs / 2) this.send(message)
    if (now - Math.max(this.#lastPing, this.#lastHeard) < this.timings.yjsSilenceMs || this.ws.readyState !== this.ws.OPEN) return
    this.#lastPing = now
    this.ws.ping()
  }
}
