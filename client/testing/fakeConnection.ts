import { shallowRef } from 'vue'
import { vi } from 'vitest'
import type { FeedRow, PresenceSet, ServerToClient } from '../../shared/contract/feeds'
import type { FeedName } from '../../shared/feedName'
import type { FeedStep } from '../sync/feedTransport'
import { SourceTables } from '../sync/sourceTables'
import type { Connection } from '../sync/connection'

type PresenceNews = Parameters<ServerToClient['presence']>[0]

/** The rows that come through the connection, as the test says. */
export function fakeConnection() {
  const tables = new SourceTables()
  const steps: ((step: FeedStep) => void)[] = []
  const connection: ((isConnected: boolean) => void)[] = []
  const presence: ((news: PresenceNews) => void)[] = []
  const ended: ((reason: 'expired' | 'deactivated' | 'password-changed' | 'logged-out') => void)[] = []
  const looked: PresenceSet[] = []
  const statuses: Connection['statuses'] = shallowRef(new Map())
  const feeds = { follow: vi.fn(), unfollow: vi.fn() }
  const switchUser = vi.fn()
  const erase = vi.fn(() => Promise.resolve())
  const socket = {
    connect: vi.fn(), stop: vi.fn(), reconnect: vi.fn(), reconnectNow: vi.fn(), isGuest: vi.fn(() => true), id: () => 'me',
    look: (it: PresenceSet) => void looked.push(it),
    onConnection: (listener: (isConnected: boolean) => void) => void connection.push(listener),
    onPresence: (listener: (news: PresenceNews) => void) => void presence.push(listener),
    onEnded: (listener: (typeof ended)[number]) => void ended.push(listener),
  }
  const step = (feed: FeedName, rows: FeedRow[], cause: FeedStep['cause'] = 'catch-up') => {
    const it: FeedStep = { feed, replace: false, rows, cursor: 'epochone.1', cause }
    for (const listener of steps) listener(it)
    tables.take(it)
  }
  return {
    appConnection: {
      socket,
      feeds,
      tables,
      statuses,
      switchUser,
      erase,
      onStep: (listener: (step: FeedStep) => void) => void steps.push(listener),
    } as unknown as Connection,
    feeds,
    socket,
    statuses,
    looked,
    step,
    switchUser,
    erase,
    connection: (isConnected: boolean) => connection.forEach(listener => listener(isConnected)),
    presence: (news: PresenceNews) => presence.forEach(listener => listener(news)),
    ended: (reason: Parameters<(typeof ended)[number]>[0]) => ended.forEach(listener => listener(reason)),
  }
}

let rev = 0
export const put = (kind: FeedRow['kind'], id: string, value: unknown): FeedRow => ({ kind, id, rev: ++rev, op: 'put', value })
export const gone = (kind: FeedRow['kind'], id: string): FeedRow => ({ kind, id, rev: ++rev, op: 'delete' })
