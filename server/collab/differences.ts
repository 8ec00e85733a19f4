import * as Y from 'yjs'

/** A document that changes all the time is encoded as a whole no oftener, milliseconds. */
const WHOLE_MS = 250
/** Whoever comes back after a restart has one of few states. */
const REMEMBERED = 20

/** [LIMIT-24] Answers what others lack of a document; what was worked out for one is used for all who ask the same. */
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
   * What somebody lacks who has the state `vector`; the whole document where comparing is too dear, which says the same.
   * @param mayCompare asked before the document is compared with a state that nobody asked about since it changed
   * @throws where the vector is none
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

  /** At once where it may be encoded again, else a moment later for all who asked meanwhile. */
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
