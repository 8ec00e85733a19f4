import type { FeedName, FeedRow, RowKind } from '../../shared/contract/feeds'
import { instantOf, type Instant } from '../../shared/model/instant'
import { formatCursor, parseCursor } from '../../shared/rules/cursor'
import { LocalStore } from '../offline/localStore'
import { LocalRowStore } from '../offline/rows'
import type { FeedStep, RowStore } from '../sync/feedTransport'
import type { FeedTables } from '../sync/feedTables'

/** When everything was read, and when the last of it was. */
export interface ReadAt {
  fullMs: number
  ms: number
}

/** The cursor of a feed of the copy says when Stokt said so; its epoch, when all of it was read. */
const cursorOf = ({ fullMs, ms }: ReadAt): string => formatCursor(`stokt${fullMs}`, ms)
function readAtOf(cursor: string): ReadAt | null {
  const place = parseCursor(cursor)
  const fullMs = Number(/^stokt(\d+)$/.exec(place?.epoch ?? '')?.[1] ?? Number.NaN)
  return place && Number.isSafeInteger(fullMs) ? { fullMs, ms: place.rev } : null
}
export const instantAt = ({ ms }: ReadAt): Instant => instantOf(ms)

/** [SOURCE-7] What this device keeps of what Stokt holds for one person: a database of its own, and tables of its own. */
export class StoktCopy {
  readonly #places = new Map<FeedName, ReadAt>()
  readonly #shown = new Set<FeedName>()
  #isOver = false

  constructor(
    private readonly tables: FeedTables,
    private readonly local: { store: RowStore; destroy: () => Promise<void> },
  ) {}

  static ofDevice(tables: FeedTables, who: string): StoktCopy {
    const local = new LocalStore(who, location.host, 'stokt')
    return new StoktCopy(tables, { store: new LocalRowStore(local), destroy: () => local.destroy() })
  }

  readAt(feed: FeedName): ReadAt | null {
    return this.#places.get(feed) ?? null
  }

  /** Shows what is kept. */
  async open(feed: FeedName): Promise<void> {
    const kept = await this.local.store.load(feed).catch(() => null)
    const at = kept && readAtOf(kept.cursor)
    if (!kept || !at || this.#isOver || this.#places.has(feed)) return
    this.#places.set(feed, at)
    this.#shown.add(feed)
    this.tables.take({ feed, replace: true, rows: kept.rows, cursor: kept.cursor, cause: 'stored' })
  }

  /** Shows rows that are not all of what is being read, and keeps none of them. */
  show(feed: FeedName, rows: FeedRow[]): void {
    if (this.#isOver) return
    this.#shown.add(feed)
    this.tables.take({ feed, replace: false, rows, cursor: '', cause: 'catch-up' })
  }

  /** Takes what was read: everything there is, or what is new since the last reading. */
  take(feed: FeedName, rows: FeedRow[], { ms, isFull }: { ms: number; isFull: boolean }): void {
    if (this.#isOver) return
    const before = this.#places.get(feed)
    const at = { fullMs: isFull || !before ? ms : before.fullMs, ms: Math.max(ms, (before?.ms ?? -1) + 1) }
    const replace = isFull || !before
    // The store of the device takes a step only onto the place that it leads on from.
    const step: FeedStep = { feed, replace, rows: rows.map(row => ({ ...row, rev: at.ms })), cursor: cursorOf(at), cause: 'catch-up' }
    this.#places.set(feed, at)
    this.#shown.add(feed)
    this.tables.take(step)
    this.local.store.apply(step, before ? cursorOf(before) : null)
  }

  /** Something changed by one's own act: nothing was read, so the age stays. */
  change(feed: FeedName, rows: FeedRow[]): void {
    const before = this.#places.get(feed)
    if (before) this.take(feed, rows, { ms: before.ms + 1, isFull: false })
    else this.show(feed, rows)
  }

  /** Another person sits here: nothing is shown on, and what is on its way is left. */
  wipe(): void {
    this.#isOver = true
    for (const feed of this.#shown) this.tables.wipe(feed)
    this.#places.clear()
  }

  /** Nothing of it stays on this device. */
  async destroy(): Promise<void> {
    this.wipe()
    await this.local.destroy()
  }
}

export const putRow = (kind: RowKind, id: string, value: unknown): FeedRow => ({ kind, id, rev: 0, op: 'put', value })
/** A bookmark there is a project here. */
export const bookmarkRow = (id: string, isOn: boolean): FeedRow =>
  putRow('personal', id, { climb_id: id, personal_notes: null, personal_rating: null, is_project: isOn })
export const deletedRow = (kind: RowKind, id: string): FeedRow => ({ kind, id, rev: 0, op: 'delete' })
