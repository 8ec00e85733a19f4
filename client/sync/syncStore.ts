import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { FeedName } from '../../shared/contract/feeds'
import { instantOf, type Instant } from '../../shared/model/instant'
import { ApiError } from '../api/api'
import { useApi } from '../api/useApi'
import type { Comparison } from './compareFeed'
import type { FeedStatus } from './feedStatus'
import { useConnection } from './connection'

export type SyncState = 'live' | 'catching-up' | 'offline' | 'reconnecting'

/** The result of comparing a feed with the server, and its time. */
export type Compared = { at: Instant } & (Comparison | { is: 'comparing' } | { is: 'failed'; why: 'offline' | 'server' })

/** So long a lost connection is worth waiting for before it is called offline. */
const HOPE_MS = 5000

/** Tells whether the screen shows the server's present state. */
export const useSync = defineStore('sync', () => {
  const { call } = useApi()
  const { socket, statuses, feeds: feedClient } = useConnection()
  const isConnected = shallowRef(false)
  const hasHope = shallowRef(true)
  const hasNetwork = shallowRef(true)
  let hope: ReturnType<typeof setTimeout> | undefined

  function waitInHope(): void {
    clearTimeout(hope)
    hasHope.value = true
    hope = setTimeout(() => {
      hasHope.value = false
    }, HOPE_MS)
  }

  socket.onConnection(connected => {
    isConnected.value = connected
    if (connected) clearTimeout(hope)
    else waitInHope()
  })

  const state = computed<SyncState>(() => {
    if (!isConnected.value) return hasNetwork.value && hasHope.value ? 'reconnecting' : 'offline'
    const isThere = ({ phase }: FeedStatus) => phase === 'live' || phase === 'refused'
    return statuses.value.size > 0 && [...statuses.value.values()].every(isThere) ? 'live' : 'catching-up'
  })
  /** Per feed: where it stands and what its last catch-up cost. */
  const feeds = computed<ReadonlyMap<FeedName, FeedStatus>>(() => statuses.value)

  /** Connects; once, when the page starts. */
  function start(): void {
    hasNetwork.value = navigator.onLine
    window.addEventListener('online', () => {
      hasNetwork.value = true
      socket.reconnectNow()
    })
    window.addEventListener('offline', () => (hasNetwork.value = false))
    document.addEventListener('visibilitychange', () => {
      if (!document.hidden) socket.reconnectNow()
    })
    waitInHope()
    socket.connect()
  }

  const compared = shallowRef<ReadonlyMap<FeedName, Compared>>(new Map())
  const isComparing = computed(() => [...compared.value.values()].some(({ is }) => is === 'comparing'))
  const note = (feed: FeedName, result: Comparison | { is: 'comparing' } | { is: 'failed'; why: 'offline' | 'server' } | null) => {
    const all = new Map(compared.value)
    if (result) all.set(feed, { ...result, at: instantOf(Date.now()) })
    else all.delete(feed)
    compared.value = all
  }

  async function compareOne(feed: FeedName): Promise<void> {
    note(feed, { is: 'comparing' })
    const failed = (error: unknown) =>
      ({ is: 'failed', why: error instanceof ApiError && error.code === 'offline' ? 'offline' : 'server' }) as const
    note(feed, await feedClient.compare(feed, () => call('feeds.head', { feed })).catch(failed))
  }

  /** [SYNC-16] Each feed that is ours to read. */
  async function compare(): Promise<void> {
    const ours = [...statuses.value].filter(([, { phase }]) => phase !== 'refused')
    await Promise.all(ours.map(([feed]) => compareOne(feed)))
  }

  /** Fetches anew what differs, and compares again. */
  async function mend(feed: FeedName): Promise<void> {
    feedClient.refetch(feed)
    await compareOne(feed)
  }

  function refetch(): void {
    compared.value = new Map()
    feedClient.refetch()
  }

  return { state, feeds, compared, isComparing, start, refetch, compare, mend }
})
