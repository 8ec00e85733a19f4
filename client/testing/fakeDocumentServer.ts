import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as sync from 'y-protocols/sync'
import * as Y from 'yjs'
import { SAVED, SYNC } from '../../shared/documentProtocol'

/** The browser's end of a connection, opened and closed by the test. */
export class FakeSocket {
  static readonly OPEN = 1
  static made: FakeSocket[] = []
  readonly OPEN = 1
  readyState = 0
  binaryType = ''
  onopen: (() => void) | null = null
  onmessage: ((event: { data: ArrayBuffer }) => void) | null = null
  onclose: ((event: { code: number; reason: string }) => void) | null = null
  onerror: (() => void) | null = null
  received: (message: Uint8Array) => void = () => undefined

  constructor(readonly url: string, readonly protocols: string[]) {
    FakeSocket.made.push(this)
  }

  send(message: Uint8Array): void {
    this.received(message)
  }

  close(): void {
    this.readyState = 3
  }

  /** The server hangs up. */
  hangUp(code: number, reason = ''): void {
    this.readyState = 3
    this.onclose?.({ code, reason })
  }

  say(write: (encoder: encoding.Encoder) => void): void {
    const encoder = encoding.createEncoder()
    write(encoder)
    this.onmessage?.({ data: encoding.toUint8Array(encoder).slice().buffer })
  }
}

/** A document server with one document that keeps what `refuses` lets through. */
export class FakeDocumentServer {
  doc = new Y.Doc()
  /** A reason to close with 4422, or null. */
  refuses: (doc: Y.Doc) => string | null = () => null
  answers = true
  heardAwareness = 0
  /** The number of times that something new came. */
  changes = 0

  get socket(): FakeSocket {
    const socket = FakeSocket.made.at(-1)
    if (!socket) throw new Error('nobody connected')
    return socket
  }

  accept(): void {
    const { socket } = this
    socket.received = message => this.#read(socket, message)
    socket.readyState = 1
    socket.onopen?.()
    socket.say(encoder => {
      encoding.writeVarUint(encoder, SYNC)
      sync.writeSyncStep1(encoder, this.doc)
    })
  }

  /** Says that everything it has is kept. */
  answer(): void {
    this.socket.say(encoder => {
      encoding.writeVarUint(encoder, SAVED)
      encoding.writeVarUint8Array(encoder, Y.encodeStateVector(this.doc))
    })
  }

  #read(socket: FakeSocket, message: Uint8Array): void {
    const decoder = decoding.createDecoder(message)
    if (decoding.readVarUint(decoder) !== SYNC) {
      this.heardAwareness++
      return
    }
    if (decoding.peekVarUint(decoder) === 0) {
      socket.say(encoder => {
        encoding.writeVarUint(encoder, SYNC)
        sync.readSyncMessage(decoder, encoder, this.doc, 'client')
      })
      return
    }
    decoding.readVarUint(decoder)
    this.#keep(socket, decoding.readVarUint8Array(decoder))
  }

  #keep(socket: FakeSocket, update: Uint8Array): void {
    const shadow = new Y.Doc()
    Y.applyUpdate(shadow, Y.encodeStateAsUpdate(this.doc))
    Y.applyUpdate(shadow, update)
    const reason = this.refuses(shadow)
    if (reason !== null) return socket.hangUp(4422, reason)
    const before = Y.encodeStateVector(this.doc)
    Y.applyUpdate(this.doc, update)
    if (Y.encodeStateVector(this.doc).join() !== before.join()) this.changes++
    if (this.answers) this.answer()
  }
}
