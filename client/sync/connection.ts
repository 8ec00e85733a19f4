import { inject, shallowRef, type InjectionKey, type ShallowRef } from 'vue'
import type { FeedName } from '../../shared/contract/feeds'
import { userFeed } from '../../shared/feedName'
import type { Api } from '../api/useApi'
import type { FeedStatus } from './feedStatus'
import { FeedClient } from './feedClient'
import type { FeedStep, KeptRows } from './feedTransport'
import { createSocket, type LiveSocket } from './socket'
import { SourceTables } from './sourceTables'

export interface Connection {
  socket: LiveSocket
  feeds: FeedClient
  tables: SourceTables
  statuses: ShallowRef<ReadonlyMap<FeedName, FeedStatus>>
  /** Called with each step before the tables take it in. */
  onStep(listener: (step: FeedStep) => void): void
  /** Another person sits here now (null: nobody known): they see what is theirs, and nothing of who was here before. */
  switchUser(who: string | null): void
  /** Nothing of that person stays on this device. */
  erase(who: string): Promise<void>
}

export const connectionKey: InjectionKey<Connection> = Symbol('connection')

/** @param kept where the rows stay between two visits */
export function createAppConnection(api: Pick<Api, 'tokens' | 'fetchPage'>, kept: KeptRows): Connection {
  const socket = createSocket(api)
  const tables = new SourceTables()
  const statuses = shallowRef<ReadonlyMap<FeedName, FeedStatus>>(new Map())
  const listeners: ((step: FeedStep) => void)[] = []
  let rows = kept.open(null)
  const feeds = new FeedClient({
    transport: socket.transport,
    store: { load: feed => rows.load(feed), apply: (step, base) => rows.apply(step, base), clear: feed => rows.clear(feed) },
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

  function switchUser(who: string | null): void {
    const before = rows
    if (before.who === who) return
    rows = kept.open(who)
    if (before.who === null) {
      for (const feed of feeds.followed) rows.adopt(feed, before)
    } else {
      feeds.unfollow(userFeed(before.who))
      tables.wipe(userFeed(before.who))
      feeds.restart()
    }
    if (who !== null) feeds.follow(userFeed(who))
    void Promise.all([before.settled(), rows.settled()]).then(() => before.close())
  }

  return {
    socket, feeds, tables, statuses, switchUser,
    onStep: listener => void listeners.push(listener),
    erase: who => kept.erase(who),
  }
}

/** The app's connection. Callable where `inject` is: in the setup of a store or a component. */
export function useConnection(): Connection {
  const connection = inject(connectionKey)
  if (!connection) throw new Error('the app provides no connection')
  return connection
}
