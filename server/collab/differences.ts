import * as Y from 'yjs'

/** A document that changes all the time is encoded as a whole at most this often, in milliseconds. */
const WHOLE_MS = 250
/** Clients that come back after a restart share a few states. */
const REMEMBERED = 20

/** [LIMIT-24] Answers which changes others lack of a document. One answer serves all who ask from the same state. */
export class Differences {
  readonly #known = new Map<string, Uint8Array>()
  #whole: Uint8Array | null = null
  #wholeAt = -Infinity
  #next: Promise<Uint8Array> | null = null

  constructor(private readonly doc: Y.Doc) {
    doc.on('update', () => {
      this.#known.clear()
      this.#whole = null
    })
  }

  /**
   * Answers the changes that a client with the state `vector` lacks. The whole document is a valid answer too, and is
   * given if comparing is too dear.
   * @param mayCompare is asked before the document is compared with a state that is new since its last change
   * @throws if `vector` is no state vector
   */
  async answer(vector: Uint8Array, mayCompare: () => boolean): Promise<Uint8Array> {
    if (Y.decodeStateVector(vector).size === 0) return this.#all()
    const key = Buffer.from(vector).toString('latin1')
    const known = this.#known.get(key)
    if (known) return known
    if (!mayCompare()) return this.#all()
    const difference = Y.encodeStateAsUpdate(this.doc, vector)
    if (this.#known.size >= REMEMBERED) this.#known.clear()
    this.#known.set(key, difference)
    return difference
  }

  /** Encodes the whole document at once if enough time has passed, else a moment later for everybody who asked meanwhile. */
  async #all(): Promise<Uint8Array> {
    if (this.#whole) return this.#whole
    const wait = this.#wholeAt + WHOLE_MS - performance.now()
    if (wait <= 0) return this.#encode()
    this.#next ??= new Promise((resolve) => {
      setTimeout(() => {
        this.#next = null
        resolve(this.#whole ?? this.#encode())
      }, wait)
    })
    return this.#next
  }

  #encode(): Uint8Array {
    this.#wholeAt = performance.now()
    this.#whole = Y.encodeStateAsUpdate(this.doc)
    return this.#whole
  }
}
