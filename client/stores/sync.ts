import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { FeedName } from '../../shared/contract/feeds'
import type { FeedStatus } from '../wire/feed'
import { live } from './live'

export type SyncState = 'live' | 'catching-up' | 'offline' | 'reconnecting'

/** So long a lost connection is worth waiting for before it is called offline. */
const HOPE_MS = 5000

/** Whether what one sees is what is. */
export const useSync = defineStore('sync', () => {
  const { socket, statuses, feeds: feedClient } = live()
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
    const isBehind = ({ phase }: FeedStatus) => phase !== 'live' && phase !== 'refused'
    return [...statuses.value.values()].some(isBehind) ? 'catching-up' : 'live'
  })
  /** Per feed: where it stands and what its last catch-up cost. */
  const feeds = computed<ReadonlyMap<FeedName, FeedStatus>>(() => statuses.value)

  /** Connects; once, when the page starts. */
  function start(): void {
    hasNetwork.value = navigator.onLine
    window.addEventListener('online', () => {
      hasNetwork.value = true
      socket.hurry()
    })
    window.addEventListener('offline', () => (hasNetwork.value = false))
    document.addEventListener('visibilitychange', () => {
      if (!document.hidden) socket.hurry()
    })
    waitInHope()
    socket.connect()
  }

  return { state, feeds, start, refetch: () => feedClient.refetch() }
})
