import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import type { FeedName } from '../../shared/contract/feeds'
import { parseCursor } from '../../shared/rules/cursor'
import { isCreate, localId, targetIdOf, withName, type OutboxItem, type Write } from './outbox/item'
import { added, discarded, retried, settled, type Change } from './outbox/rules'
import { OutboxSender } from './outbox/sender'
import { newId } from './newId'
import { KeptOutbox } from './storedOutbox'
import { useApi } from '../api/useApi'
import { useConnection } from '../sync/connection'
import { useDevice } from './device'

/** So long the server's word on what one did is waited for; after that it waits in the outbox. */
const WORD_MS = 6000

/** The server would not have it. */
export class WriteRefused extends Error {
  constructor(readonly code: string, readonly detail: string) {
    super(detail || code)
  }
}
export interface Written {
  id: string
  /** It is kept here and not at the server yet. */
  isWaiting: boolean
}

/** My commands that the server lacks: kept on this device, sent in order, once. */
export const useOutbox = defineStore('outbox', () => {
  const { write } = useApi()
  const { statuses, socket } = useConnection()
  const { store } = useDevice()
  const items = shallowRef<readonly OutboxItem[]>([])
  const waiting = computed(() => items.value.filter(({ state }) => state === 'waiting' || state === 'sending'))
  const refused = computed(() => items.value.filter(({ state }) => state === 'refused'))
  /** The id that the server gave a climb or a task, by the id that stood for it here. */
  const names = shallowRef<ReadonlyMap<string, string>>(new Map())
  let kept: KeptOutbox | null = null
  let sender: OutboxSender | null = null

  function take(now: readonly OutboxItem[]): void {
    const made = now.flatMap(({ key, write, answer }) => (isCreate(write) && answer ? [[localId(key), answer.id] as const] : []))
    if (made.some(([id]) => !names.value.has(id))) names.value = new Map([...names.value, ...made])
    items.value = now
  }

  watch(store, local => {
    sender?.stop()
    kept?.close()
    kept = sender = null
    items.value = []
    if (local.who === null) return
    const mine = kept = new KeptOutbox(local, now => mine === kept && take(now), () => sender?.wake())
    sender = new OutboxSender({
      load: () => mine.load(),
      change: change => mine.change(change),
      post: ({ write: what, key }) => write(what.command, what.input, key, 'ifMatch' in what ? what.ifMatch : undefined),
      withTabLock: (work, signal) => withTabLock(`${local.name} outbox`, work, signal),
    })
    sender.start()
  }, { immediate: true, flush: 'sync' })
  socket.onConnection(isConnected => {
    if (isConnected) sender?.wake()
  })

  function hasReached(feed: FeedName, cursor: string): boolean {
    const status = statuses.value.get(feed)
    const [at, wanted] = [parseCursor(status?.cursor ?? ''), parseCursor(cursor)]
    return status === undefined || !wanted || (at !== null && (at.epoch !== wanted.epoch || at.rev >= wanted.rev))
  }
  watch([items, statuses], () => {
    const change = settled(hasReached)
    if (change(items.value) !== items.value) void kept?.change(change)
  })

  /** Resolves once it is kept, with the key of what it became; null where it only undid what waited. Only for who is logged in. */
  async function put(what: Write, name: string): Promise<string | null> {
    const item = itemOf(what, name)
    const now = await keep(added(item))
    const carrier = now.find(({ key }) => key === item.key) ?? now.findLast(one => targetIdOf(one) === targetIdOf(item))
    return carrier?.key ?? null
  }
  function itemOf(what: Write, name: string): OutboxItem {
    const write = [...names.value].reduce((write, [before, id]) => withName(write, before, id), what)
    return { key: newId(), write, name, at: Date.now(), state: 'waiting', tries: 0, why: null, answer: null, cursors: [] }
  }
  async function keep(change: Change): Promise<readonly OutboxItem[]> {
    if (!kept) throw new Error('nobody is here to whom it could belong')
    void askToKeep()
    const now = await kept.change(change)
    sender?.wake()
    return now
  }
  /** Keeps many in one go, in their order. */
  async function putMany(many: readonly { write: Write; name: string }[]): Promise<void> {
    const items = many.map(({ write, name }) => itemOf(write, name))
    await keep(before => items.reduce((now, item) => added(item)(now), before))
  }
  const edit = async (change: Change): Promise<void> => void await kept?.change(change)
  async function retry(key: string): Promise<void> {
    await edit(retried(key, newId()))
    sender?.wake()
  }
  const discard = (key: string): Promise<void> => edit(discarded(key))

  /** Resolves with the item once it was tried, or as it is when that takes long; null when it is no longer there. */
  function outcome(key: string, ms: number): Promise<OutboxItem | null> {
    const find = () => items.value.find(item => item.key === key) ?? null
    /** A failed item stands before it, or is it. */
    const isStuck = () => items.value.some(({ state, tries }) => state === 'waiting' && tries > 0)
    const isOver = (item: OutboxItem | null) => item === null || item.state === 'sent' || item.state === 'refused' || isStuck()
    return new Promise(resolve => {
      const done = () => {
        clearTimeout(timer)
        stop()
        resolve(find())
      }
      const timer = setTimeout(done, ms)
      const stop = watch(items, () => isOver(find()) && queueMicrotask(done), { immediate: true, flush: 'sync' })
    })
  }

  /** Resolves when the server has it or cannot be reached; rejects with `WriteRefused`, and then nothing of it is left. */
  async function send(what: Write, name: string): Promise<Written> {
    const key = await put(what, name)
    const item = key === null ? null : await outcome(key, WORD_MS)
    if (item?.state === 'refused') {
      await discard(item.key)
      throw new WriteRefused(item.why?.code ?? '', item.why?.detail ?? '')
    }
    const id = targetIdOf({ write: what, key: key ?? '' })
    return { id: names.value.get(id) ?? id, isWaiting: item !== null && item.state !== 'sent' }
  }

  return { items, waiting, refused, names, put, putMany, send, retry, discard, outcome }
})

/** The browser may clear what it keeps when room runs short, unless it was asked not to. */
async function askToKeep(): Promise<void> {
  const storage = (globalThis.navigator as Partial<Navigator> | undefined)?.storage
  if (storage && !await storage.persisted()) await storage.persist()
}

async function withTabLock(name: string, work: () => Promise<void>, signal: AbortSignal): Promise<void> {
  const locks = (globalThis.navigator as Partial<Navigator> | undefined)?.locks
  if (locks) await locks.request(name, { signal }, work)
  else await work()
}
