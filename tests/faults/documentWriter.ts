import * as decoding from 'lib0/decoding'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { closeCodes } from '../../shared/closeCodes'
import { noteRoot, SHEET_MARKS, SHEET_NOTE_MAX, voteKey, VOTES_MAP } from '../../shared/documents'
import { HOLD_IDS } from '../support/wall'
import type { Person } from './seededDatabase'

const WRITE_EVERY_MS = 30
const SAVED = 4
const AGAIN_MS = 500
/** Nobody types on for ever without being told that it is saved; and a busy machine is not to be buried. */
const UNSAVED_MOST = 25
const KEYS = 12
/** So that a sheet is folded into a snapshot every few dozen writes, and kills fall into that too. */
const PADDING = 'x'.repeat(400)

/** The value of a document under each key, or the count of a word in a note. */
export type Contents = ReadonlyMap<string, number>

export function contentsOf(doc: Y.Doc): Contents {
  const marks = [...doc.getMap<{ text: string }>(SHEET_MARKS)].map(([id, { text }]): [string, number] => [id, Number.parseInt(text, 10)])
  const votes = [...doc.getMap<string>(VOTES_MAP)].map(([key, value]): [string, number] => [key, Number(value)])
  const words = doc
    .getText(noteRoot(HOLD_IDS[0]))
    .toString()
    .split(' ')
    .filter(word => word !== '')
    .map((word): [string, number] => [`word ${word}`, 1])
  return new Map([...marks, ...votes, ...words])
}

/** Somebody who never stops drawing, typing and voting in two live documents, and remembers what was called saved. */
export class DocumentWriter {
  readonly sheet: Y.Doc = new Y.Doc()
  readonly votes: Y.Doc = new Y.Doc()
  readonly closes: string[] = []
  saves = 0
  readonly #providers: WebsocketProvider[] = []
  /** By document, key: the highest value that is called saved. */
  readonly #kept = new Map<Y.Doc, Map<string, number>>([[this.sheet, new Map()], [this.votes, new Map()]])
  readonly #waiting: { doc: Y.Doc; clock: number; key: string; value: number }[] = []
  #count = 0
  #timer: NodeJS.Timeout | undefined
  #again: NodeJS.Timeout | undefined

  constructor(private readonly person: Person, private readonly url: string, private readonly faceId: string) {}

  get names(): { name: string; doc: Y.Doc }[] {
    return [{ name: `sheet/${this.faceId}`, doc: this.sheet }, { name: `votes/${this.faceId}/${this.person.id}`, doc: this.votes }]
  }

  async start(): Promise<void> {
    for (const { name, doc } of this.names) this.#providers.push(await this.#connect(name, doc))
    this.#timer = setInterval(() => this.#write(), WRITE_EVERY_MS)
  }

  /** Nothing more is written. */
  stopWriting(): void {
    clearInterval(this.#timer)
  }

  get isAllSaved(): boolean {
    return this.#waiting.length === 0
  }

  /** For a message. */
  get state(): string {
    return `${this.saves} saves, ${this.#waiting.length} not yet, ${this.#providers.map(provider => provider.wsconnected).join()} connected, closed ${this.closes.join()}`
  }

  /** The values that were called saved so far. */
  kept(doc: Y.Doc): Contents {
    return new Map(this.#kept.get(doc))
  }

  async renew(): Promise<void> {
    const token = await this.person.token()
    for (const provider of this.#providers) provider.protocols = ['mastoc', `token.${token}`]
  }

  close(): void {
    this.stopWriting()
    clearTimeout(this.#again)
    for (const provider of this.#providers) provider.destroy()
  }

  async #connect(name: string, doc: Y.Doc): Promise<WebsocketProvider> {
    const token = await this.person.token()
    const described = await fetch(`${this.url}/api/documents/${encodeURIComponent(name)}`, {
      headers: { authorization: `Bearer ${token}` },
    })
    const { epoch } = await described.json() as { epoch: string }
    const provider = new WebsocketProvider(`${this.url.replace('http', 'ws')}/yjs`, name, doc, {
      WebSocketPolyfill: WebSocket as never,
      protocols: ['mastoc', `token.${token}`],
      params: { epoch },
      disableBc: true,
      maxBackoffTime: 200,
    })
    provider.messageHandlers[SAVED] = (_encoder, decoder) => this.#saved(doc, Y.decodeStateVector(decoding.readVarUint8Array(decoder)))
    provider.on('closed', ({ code, reason }) => {
      // Waiting edits come all at once to a server that was busy: it closes, and as the client does, one is back in a moment.
      if (code === closeCodes.tooFast) this.#again = setTimeout(() => provider.connect(), AGAIN_MS)
      else this.closes.push(`${name} ${code} ${reason}`)
    })
    return provider
  }

  #saved(doc: Y.Doc, vector: Map<number, number>): void {
    this.saves++
    const clock = vector.get(doc.clientID) ?? 0
    for (let at = this.#waiting.length - 1; at >= 0; at--) {
      const write = this.#waiting[at]
      if (write?.doc !== doc || write.clock > clock) continue
      this.#waiting.splice(at, 1)
      const kept = this.#kept.get(doc)
      kept?.set(write.key, Math.max(write.value, kept.get(write.key) ?? 0))
    }
  }

  #write(): void {
    if (this.#waiting.length >= UNSAVED_MOST) return undefined
    const count = ++this.#count
    if (count % 3 === 0) return this.#vote(count)
    if (count % 10 === 1) return this.#type(count)
    const key = `${this.person.name}-${count % KEYS}`
    this.sheet
      .getMap(SHEET_MARKS)
      .set(key, { kind: 'pin', points: [[count % 800, 10]], colour: '#aa3300', text: `${count} ${PADDING}`, by: this.person.id })
    this.#expect(this.sheet, key, count)
  }

  #vote(count: number): void {
    const key = voteKey(HOLD_IDS[5 + count % 5] ?? 0, 'notes')
    this.votes.getMap(VOTES_MAP).set(key, String(count))
    this.#expect(this.votes, key, count)
  }

  /** Until the note is full. */
  #type(count: number): void {
    const note = this.sheet.getText(noteRoot(HOLD_IDS[0]))
    const word = `${this.person.name}${count}`
    if (note.length + 200 > SHEET_NOTE_MAX) return
    note.insert(note.length, `${word} `)
    this.#expect(this.sheet, `word ${word}`, 1)
  }

  #expect(doc: Y.Doc, key: string, value: number): void {
    this.#waiting.push({ doc, clock: Y.getState(doc.store, doc.clientID), key, value })
  }
}
