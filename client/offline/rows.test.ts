import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { FeedRow } from '../../shared/contract/feeds'
import { faceFeed } from '../../shared/feedName'
import type { FeedStep } from '../sync/feedTransport'
import { stubDatabase } from '../testing/fakeDatabase'
import { LocalStore } from './localStore'
import { MemoryRowStore } from './memoryRows'
import { LocalRowStore } from './rows'

const FEED = faceFeed('a')
const put = (id: string, rev: number): FeedRow => ({ kind: 'climb', id, rev, op: 'put', value: `${id}${rev}` })
const gone = (id: string, rev: number): FeedRow => ({ kind: 'climb', id, rev, op: 'delete' })
const at = (rev: number, epoch = 'epochone') => `${epoch}.${rev}`
const snapshot = (rev: number, rows: FeedRow[], epoch?: string): FeedStep =>
  ({ feed: FEED, replace: true, rows, cursor: at(rev, epoch), cause: 'catch-up' })
const delta = (rev: number, rows: FeedRow[], epoch?: string): FeedStep =>
  ({ feed: FEED, replace: false, rows, cursor: at(rev, epoch), cause: 'push' })

const tab = (who: string | null = 'u') => new LocalStore(who, 'host')
const rowsIn = (local: LocalStore) => new LocalRowStore(local)
async function keptIn(store: LocalRowStore) {
  const kept = await store.load(FEED)
  return kept && { cursor: kept.cursor, rows: kept.rows.map(row => row.value) }
}

beforeEach(() => {
  stubDatabase()
})
afterEach(() => {
  vi.unstubAllGlobals()
})

describe('rows kept on this device', () => {
  it('[LOCAL-1] are there at the next visit, as the last step left them', async () => {
    const store = rowsIn(tab())
    expect(await keptIn(store)).toBeNull()
    store.apply(snapshot(3, [put('a', 1), put('b', 2), put('c', 3)]), null)
    store.apply(delta(6, [put('b', 4), gone('c', 5), put('d', 6)]), at(3))
    await store.settled()
    expect(await keptIn(rowsIn(tab()))).toEqual({ cursor: at(6), rows: ['a1', 'b4', 'd6'] })
  })

  it('[LOCAL-1] of a snapshot take the place of what was there, within that feed alone', async () => {
    const store = rowsIn(tab())
    store.apply(snapshot(3, [put('a', 1), put('b', 2)]), null)
    store.apply({ ...snapshot(9, [put('z', 9)]), feed: faceFeed('a2') }, null)
    store.apply(snapshot(4, [put('b', 4)]), at(3))
    expect(await keptIn(store)).toEqual({ cursor: at(4), rows: ['b4'] })
    expect((await store.load(faceFeed('a2')))?.rows).toEqual([put('z', 9)])
  })

  it('[LOCAL-1] stay as they are when two tabs bring the same, or one of them late', async () => {
    const [one, other] = [rowsIn(tab()), rowsIn(tab())]
    one.apply(snapshot(3, [put('a', 1), put('b', 3)]), null)
    one.apply(delta(4, [put('a', 4)]), at(3))
    one.apply(delta(5, [gone('b', 5)]), at(4))
    await one.settled()
    other.apply(snapshot(3, [put('a', 1), put('b', 3)]), null)
    other.apply(delta(4, [put('a', 4)]), at(3))
    other.apply(delta(6, [put('a', 4), gone('b', 5), put('c', 6)]), at(3))
    await other.settled()
    expect(await keptIn(one)).toEqual({ cursor: at(6), rows: ['a4', 'c6'] })
  })

  it('[LOCAL-1] take no step after a gap, nor one of another epoch', async () => {
    const store = rowsIn(tab())
    store.apply(delta(2, [put('x', 2)]), at(1))
    expect(await keptIn(store)).toBeNull()
    store.apply(snapshot(3, [put('a', 1)]), null)
    store.apply(delta(6, [put('b', 6)]), at(5))
    store.apply(delta(6, [put('b', 6)], 'epochtwo'), at(3, 'epochtwo'))
    expect(await keptIn(store)).toEqual({ cursor: at(3), rows: ['a1'] })
    store.apply(snapshot(2, [put('q', 2)], 'epochtwo'), null)
    expect(await keptIn(store)).toEqual({ cursor: at(2, 'epochtwo'), rows: ['q2'] })
  })

  it('[LOCAL-2] belong to one person', async () => {
    const store = rowsIn(tab('u'))
    store.apply(snapshot(3, [put('a', 1)]), null)
    await store.settled()
    expect(await keptIn(rowsIn(tab('v')))).toBeNull()
    expect(await keptIn(rowsIn(tab(null)))).toBeNull()
  })

  it('[LOCAL-2] of a guest are taken over, and go on from there', async () => {
    const [guest, mine] = [rowsIn(tab(null)), rowsIn(tab('u'))]
    guest.apply(snapshot(3, [put('a', 1)]), null)
    mine.adopt(FEED, guest)
    mine.apply(delta(4, [put('b', 4)]), at(3))
    expect(await keptIn(mine)).toEqual({ cursor: at(4), rows: ['a1', 'b4'] })
    mine.adopt(faceFeed('none'), guest)
    expect(await mine.load(faceFeed('none'))).toBeNull()
  })

  it('[SYNC-9] go with the feed that is taken away', async () => {
    const store = rowsIn(tab())
    store.apply(snapshot(3, [put('a', 1)]), null)
    store.clear(FEED)
    expect(await keptIn(store)).toBeNull()
  })
})

describe('what this device keeps', () => {
  it('[LOCAL-4] is gone once it is destroyed, also where another tab has it open', async () => {
    const [one, other] = [tab(), tab()]
    rowsIn(one).apply(snapshot(3, [put('a', 1)]), null)
    const store = rowsIn(other)
    expect(await keptIn(store)).not.toBeNull()
    await one.destroy()
    expect(other.keeping.value).toBe('memory')
    expect(await keptIn(rowsIn(tab()))).toBeNull()
    store.apply(snapshot(5, [put('b', 5)]), null)
    expect(await keptIn(store)).toEqual({ cursor: at(5), rows: ['b5'] })
  })

  it('[LOCAL-3] is held in memory where the browser has no store', async () => {
    vi.stubGlobal('indexedDB', { open: () => { throw new DOMException('private', 'SecurityError') } })
    const local = tab()
    const store = rowsIn(local)
    store.apply(snapshot(3, [put('a', 1)]), null)
    expect(await keptIn(store)).toEqual({ cursor: at(3), rows: ['a1'] })
    expect(local.keeping.value).toBe('memory')
    const memory = new MemoryRowStore()
    memory.apply(snapshot(4, [put('g', 4)]))
    store.adopt(FEED, memory)
    expect(await keptIn(store)).toEqual({ cursor: at(4), rows: ['g4'] })
  })

  it('[LOCAL-3] stays at its last whole step when there is no more room', async () => {
    const local = tab()
    const store = rowsIn(local)
    store.apply(snapshot(3, [put('a', 1)]), null)
    await store.settled()
    const full = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('no room', 'QuotaExceededError')
    })
    store.apply(delta(4, [gone('a', 4), put('b', 4)]), at(3))
    await store.settled()
    full.mockRestore()
    expect(local.keeping.value).toBe('full')
    store.apply(delta(5, [put('c', 5)]), at(4))
    expect(await keptIn(store)).toEqual({ cursor: at(3), rows: ['a1'] })
  })
})
