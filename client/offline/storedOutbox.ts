import type { OutboxItem } from './outbox/item'
import type { Change } from './outbox/rules'
import type { LocalDatabase } from './database'
import type { LocalStore } from './localStore'

/** The outbox as this device keeps it; every tab sees the same. */
export class KeptOutbox {
  readonly #news: BroadcastChannel
  /** The outbox of a device that keeps nothing: it lives as long as the page. */
  #spare: readonly OutboxItem[] = []
  #isSpare = false

  /** `onChange` tells of changes by any tab, this one too; `onNews` of another's. */
  constructor(private readonly local: LocalStore, private readonly onChange: (items: readonly OutboxItem[]) => void, onNews: () => void) {
    this.#news = new BroadcastChannel(`${local.name} outbox`)
    this.#news.onmessage = () => void this.load().then(onNews)
  }

  async load(): Promise<readonly OutboxItem[]> {
    const db = await this.local.db
    const items = db && !this.#isSpare ? await db.getAll('outbox').catch(() => this.#spare) : this.#spare
    this.onChange(items)
    return items
  }

  /** One change after another, whichever tab makes it; resolves once it is kept. */
  async change(change: Change): Promise<readonly OutboxItem[]> {
    const db = await this.local.db
    if (db && !this.#isSpare) {
      try {
        this.#spare = await inOneGo(db, change)
        this.#news.postMessage(null)
        this.onChange(this.#spare)
        return this.#spare
      } catch (error) {
        this.local.failed(error)
      }
    }
    this.#isSpare = true
    this.#spare = change(this.#spare)
    this.onChange(this.#spare)
    return this.#spare
  }

  close(): void {
    this.#news.close()
  }
}

async function inOneGo(db: LocalDatabase, change: Change): Promise<readonly OutboxItem[]> {
  const tx = db.transaction('outbox', 'readwrite', { durability: 'strict' })
  const before = await tx.store.getAll()
  const after = change(before)
  if (after !== before) {
    await tx.store.clear()
    await Promise.all(after.map((item, place) => tx.store.put(item, place)))
  }
  await tx.done
  return after
}
