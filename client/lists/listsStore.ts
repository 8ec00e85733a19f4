import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import type { CallInput } from '../../shared/contract/commands'
import type { ClimbRow } from '../../shared/model/climb'
import type { ClimbList } from '../../shared/model/climbList'
import { userFeed } from '../../shared/feedName'
import { ApiError } from '../api/api'
import { useApi } from '../api/useApi'
import { useSession } from '../account/sessionStore'
import { newUuid } from '../offline/newUuid'
import type { ListWrite } from '../offline/outbox/item'
import { applyListOverlay } from '../offline/outbox/listOverlay'
import { useOutbox, type Written } from '../offline/outboxStore'
import { useConnection } from '../sync/connection'
import { useSync } from '../sync/syncStore'

type Named = Pick<ClimbRow, 'id' | 'name'>
type NamedList = Pick<ClimbList, 'id' | 'name'>
type NewList = Pick<ClimbList, 'name'> & Partial<Pick<ClimbList, 'description' | 'is_shared' | 'climb_ids'>>

/** My lists of climbs, and the shared ones that I opened. What I did to mine shows at once, whether the server has it or not. */
export const useLists = defineStore('lists', () => {
  const { tables } = useConnection()
  const { call } = useApi()
  const outbox = useOutbox()
  const session = useSession()
  const sync = useSync()

  const now = computed(() => {
    const { user } = session
    const me = { id: user?.id ?? '', name: user?.full_name || user?.username || '' }
    return applyListOverlay(user ? outbox.items : [], tables.rows(userFeed(me.id), 'list'), me)
  })
  const byId = computed(() => now.value.rows)
  const all = computed(() => [...byId.value.values()].sort((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1)))
  /** The state of my last act on a list; null where nothing waits. */
  const stateOf = (id: string) => {
    const state = now.value.states.get(id)
    return state === undefined || state === 'sent' ? null : state
  }

  const feed = computed(() => sync.feeds.get(userFeed(session.user?.id ?? '')))
  /** My lists are read, from this device or from the server. */
  const isRead = computed(() => byId.value.size > 0 || feed.value?.phase === 'live')

  /** Lists that were asked for by their address: those of others, and mine until my feed has come. */
  const opened = shallowRef<ReadonlyMap<string, ClimbList>>(new Map())
  /** A list of mine or one of somebody else's that was opened here. */
  function find(id: string): ClimbList | null {
    const asked = opened.value.get(id)
    return byId.value.get(id) ?? (asked && (asked.owner_id !== session.user?.id || feed.value?.phase !== 'live') ? asked : null)
  }
  function forget(id: string): void {
    opened.value = new Map([...opened.value].filter(([one]) => one !== id))
  }
  /** [LIST-3] @throws ApiError 404 for a list that is not shared with me */
  async function open(id: string): Promise<ClimbList> {
    const mine = byId.value.get(id)
    if (mine) return mine
    try {
      const list = await call('lists.get', { id })
      opened.value = new Map([...opened.value, [id, list]])
      return list
    } catch (failure) {
      if (failure instanceof ApiError && failure.status === 404) forget(id)
      throw failure
    }
  }
  // What one person may read stays with them.
  watch(() => session.user?.id, () => void (opened.value = new Map()))

  const send = (write: ListWrite, name: string): Promise<Written> => outbox.send(write, name)
  function create(list: NewList, id = newUuid()): { id: string; written: Promise<Written> } {
    return { id, written: send({ command: 'lists.create', input: { ...list, id } }, list.name) }
  }
  const change = ({ id, name }: NamedList, patch: Omit<CallInput<'lists.update'>, 'id'>): Promise<Written> =>
    send({ command: 'lists.update', input: { ...patch, id } }, patch.name ?? name)
  function remove({ id, name }: NamedList): Promise<Written> {
    forget(id)
    return send({ command: 'lists.delete', input: { id } }, name)
  }
  const put = ({ id, name }: NamedList, climb: Named): Promise<Written> =>
    send({ command: 'lists.addClimb', input: { id, climb_id: climb.id } }, `${climb.name} · ${name}`)
  const take = ({ id, name }: NamedList, climb: Named): Promise<Written> =>
    send({ command: 'lists.removeClimb', input: { id, climb_id: climb.id } }, `${climb.name} · ${name}`)
  const order = ({ id, name }: NamedList, climb_ids: string[]): Promise<Written> =>
    send({ command: 'lists.order', input: { id, climb_ids } }, name)

  return { byId, all, isRead, stateOf, find, open, create, change, remove, put, take, order }
})
