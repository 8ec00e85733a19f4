import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { OutboxItem } from './outbox/item'
import { added } from './outbox/rules'
import { stubDatabase } from '../testing/fakeDatabase'
import { LocalStore } from './localStore'
import { KeptOutbox } from './storedOutbox'

const item = (key: string): OutboxItem => ({
  key,
  write: { command: 'climbs.delete', input: { id: key } },
  name: key,
  at: 0,
  state: 'waiting',
  tries: 0,
  why: null,
  answer: null,
  cursors: [],
})
const open: KeptOutbox[] = []
function tab(who = 'u', local = new LocalStore(who, 'host')) {
  const seen = { keys: [] as string[], news: 0 }
  const outbox = new KeptOutbox(local, items => (seen.keys = items.map(({ key }) => key)), () => void seen.news++)
  open.push(outbox)
  return { outbox, seen, local }
}

beforeEach(() => {
  stubDatabase()
})
afterEach(() => {
  for (const outbox of open.splice(0)) outbox.close()
  vi.unstubAllGlobals()
})

describe('the outbox on this device', () => {
  it('[OUTBOX-1] survives the page, in its order', async () => {
    const { outbox } = tab()
    await outbox.change(added(item('a')))
    await outbox.change(added(item('b')))
    expect((await tab().outbox.load()).map(({ key }) => key)).toEqual(['a', 'b'])
  })

  it('[LOCAL-2] is one person\u2019s', async () => {
    await tab('u').outbox.change(added(item('a')))
    expect(await tab('v').outbox.load()).toEqual([])
  })

  it('[OUTBOX-1] is the same in every tab, whoever changes it', async () => {
    const [one, other] = [tab(), tab()]
    await Promise.all([one.outbox.change(added(item('a'))), other.outbox.change(added(item('b'))), one.outbox.change(added(item('c')))])
    await expect.poll(() => [one.seen.keys, other.seen.keys].map(keys => [...keys].sort())).toEqual([
        ['a', 'b', 'c'],
        ['a', 'b', 'c'],
      ])
    expect(other.seen.news).toBeGreaterThan(0)
  })

  it('[LOCAL-3] lasts as long as the page where nothing can be kept', async () => {
    vi.stubGlobal('indexedDB', { open: () => { throw new DOMException('private', 'SecurityError') } })
    const { outbox, seen, local } = tab()
    await outbox.change(added(item('a')))
    await outbox.change(added(item('b')))
    expect([seen.keys, local.keeping.value]).toEqual([['a', 'b'], 'memory'])
    expect(await outbox.load()).toHaveLength(2)
  })

  it('[LOCAL-3] goes on in memory with all it has when there is no more room', async () => {
    const { outbox, local } = tab()
    await outbox.change(added(item('a')))
    const full = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('no room', 'QuotaExceededError')
    })
    expect((await outbox.change(added(item('b')))).map(({ key }) => key)).toEqual(['a', 'b'])
    full.mockRestore()
    expect(local.keeping.value).toBe('full')
  })
})
