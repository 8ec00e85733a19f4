import { shallowRef, type ShallowRef } from 'vue'
import type { FeedName } from '../../shared/contract/feeds'
import { MemoryRowStore } from '../store-local/memory'
import { fetchPage, tokens } from '../wire/api'
import type { FeedStatus } from '../wire/feed'
import { FeedClient } from '../wire/feeds'
import type { FeedStep } from '../wire/feedTransport'
import { createSocket, type LiveSocket } from '../wire/socket'
import { FeedTables } from './feedTables'

export interface Live {
  socket: LiveSocket
  feeds: FeedClient
  tables: FeedTables
  statuses: ShallowRef<ReadonlyMap<FeedName, FeedStatus>>
  /** Called with each step before the tables take it in. */
  onStep(listener: (step: FeedStep) => void): void
}

function createLive(): Live {
  const socket = createSocket({ tokens, fetchPage })
  const tables = new FeedTables()
  const statuses = shallowRef<ReadonlyMap<FeedName, FeedStatus>>(new Map())
  const listeners: ((step: FeedStep) => void)[] = []
  const feeds = new FeedClient({
    transport: socket.transport,
    store: new MemoryRowStore(),
    later: (ms, run) => {
      const timer = setTimeout(run, ms)
      return () => clearTimeout(timer)
    },
    random: Math.random,
    onStep: step => {
      for (const listener of listeners) listener(step)
      tables.take(step)
    },
    onWipe: feed => tables.wipe(feed),
    onStatus: (feed, status) => {
      const known = new Map(statuses.value)
      if (status) known.set(feed, status)
      else known.delete(feed)
      statuses.value = known
    },
  })
  return { socket, feeds, tables, statuses, onStep: listener => void listeners.push(listener) }
}

let made: Live | undefined

/** The page's one connection and what came through it. */
export function live(): Live {
  made ??= createLive()
  return made
}
