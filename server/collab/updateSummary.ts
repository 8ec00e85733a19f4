import * as decoding from 'lib0/decoding'
import { Refusal } from '../../shared/result'

/** A place in one client's changes. */
export interface StructId {
  client: number
  clock: number
}

/** A stretch of one client's clock; `to` is the first clock after it. */
export interface Stretch {
  client: number
  from: number
  to: number
}

/** The contents that a struct may carry, by their numbers in Yjs. */
const CONTENT = { deleted: 1, string: 4, any: 8 } as const
export type ContentKind = keyof typeof CONTENT

/** The summary of a Yjs update (format 1), read in one pass without applying it to anything. */
export interface UpdateSummary {
  /** One stretch for each client. */
  structs: Stretch[]
  /** The stretches of each client in order and without overlap. */
  deletes: Stretch[]
  /** The number of structs, values and deleted stretches together: the measure of the work of applying it. */
  changes: number
  /** The bytes of the structs, by which the document may grow. */
  bytes: number
  /** The structs of other clients on which it builds. */
  needs: StructId[]
  /** The largest number of structs written at one place: Yjs compares each of them with each. */
  mostAtOnePlace: number
}

export interface SummaryLimits {
  changes: number
  /** True if a struct may carry such content. */
  mayCarry: (kind: ContentKind, values: readonly unknown[]) => boolean
}

/** The bit of a struct's first byte that says which part follows. */
const HAS = { left: 0x80, right: 0x40, key: 0x20 } as const
const CONTENT_BITS = 0x1f
const GARBAGE = 0
const SKIP = 10
/** No page's clock reaches this in its lifetime; beyond it numbers would be inexact. */
const LAST_CLOCK = 2 ** 40

const broken = () => new Refusal('invalid', { key: 'update' })

class Reader {
  readonly needs: StructId[] = []
  mostAtOnePlace = 0
  counted = 0
  readonly #atPlace = new Map<string, number>()

  constructor(readonly decoder: decoding.Decoder, private readonly limits: SummaryLimits) {}

  number(): number {
    return decoding.readVarUint(this.decoder)
  }

  /** Counts a change before it is read. @throws Refusal `too_large` */
  count(): void {
    if (++this.counted > this.limits.changes) throw new Refusal('too_large', { key: 'changes' })
  }

  #id(): StructId {
    return { client: this.number(), clock: this.number() }
  }

  #need(id: StructId, own: StructId): void {
    if (id.client !== own.client) this.needs.push(id)
    // Yjs fails on a struct that builds on itself, or on a later one of its client.
    else if (id.clock >= own.clock) throw broken()
  }

  #countAt(place: string): void {
    const count = (this.#atPlace.get(place) ?? 0) + 1
    this.#atPlace.set(place, count)
    this.mostAtOnePlace = Math.max(this.mostAtOnePlace, count)
  }

  /** @returns how far the struct raises its client's clock */
  struct(own: StructId): number {
    const info = decoding.readUint8(this.decoder)
    const content = info & CONTENT_BITS
    if (content === SKIP) throw new Refusal('invalid', { key: 'gap' })
    // Yjs leaves garbage where a nested type was deleted; no document here has any.
    if (content === GARBAGE) throw new Refusal('invalid', { key: 'content' })
    const left = (info & HAS.left) === 0 ? null : this.#id()
    const right = (info & HAS.right) === 0 ? null : this.#id()
    if (left) this.#need(left, own)
    if (right) this.#need(right, own)
    if (left || right) this.#countAt(left ? `${left.client} ${left.clock}` : '')
    else this.#parent(info)
    return this.#content(content)
  }

  #parent(info: number): void {
    const { decoder } = this
    // A parent that is not a named root is a nested type, and no document here has any.
    if (this.number() !== 1) throw new Refusal('invalid', { key: 'content' })
    const root = decoding.readVarString(decoder)
    this.#countAt(JSON.stringify([root, (info & HAS.key) === 0 ? null : decoding.readVarString(decoder)]))
  }

  #content(content: number): number {
    const { decoder, limits } = this
    const read = (kind: ContentKind, values: unknown[], length: number) => {
      if (!limits.mayCarry(kind, values)) throw new Refusal('invalid', { key: 'content' })
      return length
    }
    switch (content) {
      case CONTENT.deleted:
        return read('deleted', [], this.number())
      case CONTENT.string: {
        const text = decoding.readVarString(decoder)
        return read('string', [text], text.length)
      }
      case CONTENT.any: {
        const values: unknown[] = []
        for (let left = this.number(); left > 0; left--) {
          this.count()
          values.push(decoding.readAny(decoder))
        }
        return read('any', values, values.length)
      }
      default:
        throw new Refusal('invalid', { key: 'content' })
    }
  }
}

function readStructs(reader: Reader): Stretch[] {
  const structs: Stretch[] = []
  const seen = new Set<number>()
  for (let clients = reader.number(); clients > 0; clients--) {
    reader.count()
    const count = reader.number()
    const client = reader.number()
    const from = reader.number()
    if (seen.has(client)) throw broken()
    seen.add(client)
    let clock = from
    for (let left = count; left > 0; left--) {
      reader.count()
      const length = reader.struct({ client, clock })
      clock += length
      if (length < 1 || clock > LAST_CLOCK) throw broken()
    }
    if (clock > from) structs.push({ client, from, to: clock })
  }
  return structs
}

/**
 * The stretches must be sorted and without overlap, as Yjs writes them, so that each struct of the document is looked
 * at once.
 */
function readDeletes(reader: Reader): Stretch[] {
  const deletes: Stretch[] = []
  const seen = new Set<number>()
  for (let clients = reader.number(); clients > 0; clients--) {
    reader.count()
    const client = reader.number()
    if (seen.has(client)) throw broken()
    seen.add(client)
    let end = 0
    for (let left = reader.number(); left > 0; left--) {
      reader.count()
      const from = reader.number()
      const to = from + reader.number()
      if (from < end || to <= from || to > LAST_CLOCK) throw broken()
      deletes.push({ client, from, to })
      end = to
    }
  }
  return deletes
}

/**
 * [LIMIT-22] Reads no further than `limits.changes`.
 * @throws Refusal `invalid` with the key `update`, `content` or `gap`, or `too_large`
 */
export function summaryOf(update: Uint8Array, limits: SummaryLimits): UpdateSummary {
  const reader = new Reader(decoding.createDecoder(update), limits)
  try {
    const structs = readStructs(reader)
    const bytes = reader.decoder.pos
    const deletes = readDeletes(reader)
    if (decoding.hasContent(reader.decoder)) throw broken()
    return { structs, deletes, changes: reader.counted, bytes, needs: reader.needs, mostAtOnePlace: reader.mostAtOnePlace }
  } catch (error) {
    throw error instanceof Refusal ? error : broken()
  }
}
