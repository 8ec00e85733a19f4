import { deleteDB } from 'idb'
import { shallowRef } from 'vue'
import type { Source } from '../../shared/model/gym'
import { databaseName, openDatabase, type LocalDatabase } from './database'

/**
 * - kept: it is there at the next visit, with no network too
 * - memory: this browser keeps nothing for us (a private window, storage switched off); it lasts as long as the page
 * - full: what came last did not fit
 */
export type Keeping = 'kept' | 'memory' | 'full'

/** The store of this device for one person and source; `who` is null for the guest. It is opened when first used. */
export class LocalStore {
  readonly keeping = shallowRef<Keeping>('kept')
  readonly name: string
  #db: Promise<LocalDatabase | null> | null = null
  readonly #works: Promise<unknown>[] = []

  constructor(readonly who: string | null, server: string, source: Source = 'mastoc') {
    this.name = databaseName(source, server, who)
  }

  /** Null where nothing can be kept. */
  get db(): Promise<LocalDatabase | null> {
    this.#db ??= openDatabase(this.name, () => this.#gone()).catch(() => this.#gone())
    return this.#db
  }

  /** Says in which way some work failed, and that nothing of it was kept. */
  failed(error: unknown): void {
    if (error instanceof DOMException && error.name === 'QuotaExceededError') this.keeping.value = 'full'
    else this.#gone()
  }

  /** It stays open until this is done. */
  during(work: Promise<unknown>): void {
    this.#works.push(work)
  }

  close(): void {
    const [opened, works] = [this.#db, this.#works.splice(0)]
    void Promise.allSettled(works).then(() => opened).then(db => db?.close())
    this.#db = Promise.resolve(null)
  }

  /** Nothing of it stays on this device; other tabs let go of it by themselves. */
  async destroy(): Promise<void> {
    this.close()
    await deleteDB(this.name).catch(() => undefined)
  }

  #gone(): null {
    this.keeping.value = 'memory'
    this.#db = Promise.resolve(null)
    return null
  }
}
