import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { FeedPhase } from './feedStatus'
import { fakeConnection } from '../testing/fakeConnection'
import { testStores } from '../testing/testStores'
import { useSync } from './syncStore'
import { faceFeed } from '../../shared/feedName'

let fake = fakeConnection()

let page: EventTarget
let sheet: EventTarget & { hidden: boolean }
const feedsAre = (...phases: FeedPhase[]) => {
  fake.statuses.value = new Map(
    phases.map((phase, at) => [faceFeed(String(at)), { phase, cursor: null, mode: null, rows: 0, bytes: 0, total: 0, at: null }]),
  )
}

beforeEach(() => {
  vi.useFakeTimers()
  page = new EventTarget()
  sheet = Object.assign(new EventTarget(), { hidden: false })
  vi.stubGlobal('window', page)
  vi.stubGlobal('document', sheet)
  vi.stubGlobal('navigator', { onLine: true })
  fake = fakeConnection()
  testStores({ connection: fake.appConnection })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('the state of sync', () => {
  it('is reconnecting, and offline once that takes too long', () => {
    const sync = useSync()
    sync.start()
    expect(fake.socket.connect).toHaveBeenCalledOnce()
    expect(sync.state).toBe('reconnecting')
    vi.advanceTimersByTime(10_000)
    expect(sync.state).toBe('offline')
  })

  it('is live when every feed is, and catching up before', () => {
    const sync = useSync()
    sync.start()
    fake.connection(true)
    feedsAre('live', 'opening')
    expect(sync.state).toBe('catching-up')
    feedsAre('live', 'refused')
    expect(sync.state).toBe('live')
    feedsAre('live', 'behind')
    expect(sync.state).toBe('catching-up')
    vi.advanceTimersByTime(60_000)
    fake.connection(false)
    expect(sync.state).toBe('reconnecting')
  })

  it('[SYNC-17] is not live before it is known what there is to follow', () => {
    const sync = useSync()
    sync.start()
    fake.connection(true)
    expect(sync.state).toBe('catching-up')
    feedsAre('loading')
    expect(sync.state).toBe('catching-up')
    feedsAre('live')
    expect(sync.state).toBe('live')
  })

  it('is offline at once when the device says so', () => {
    const sync = useSync()
    sync.start()
    page.dispatchEvent(new Event('offline'))
    expect(sync.state).toBe('offline')
    page.dispatchEvent(new Event('online'))
    expect(sync.state).toBe('reconnecting')
  })

  it('[SYNC-14] tries at once when the network is back, or the page is looked at again', () => {
    useSync().start()
    page.dispatchEvent(new Event('online'))
    expect(fake.socket.reconnectNow).toHaveBeenCalledTimes(1)
    sheet.hidden = true
    sheet.dispatchEvent(new Event('visibilitychange'))
    expect(fake.socket.reconnectNow).toHaveBeenCalledTimes(1)
    sheet.hidden = false
    sheet.dispatchEvent(new Event('visibilitychange'))
    expect(fake.socket.reconnectNow).toHaveBeenCalledTimes(2)
  })
})
