import { defineStore } from 'pinia'
import { computed } from 'vue'
import type { ClimbRow } from '../../../shared/model/climb'
import type { KeptSearch } from '../../../shared/model/climbList'
import { instantOf, type Instant } from '../../../shared/model/instant'
import { userFeed } from '../../../shared/feedName'
import { useSession } from '../../account/sessionStore'
import { useClimbs } from '../climbsStore'
import { useFinder } from '../finder/finderStore'
import { newUuid } from '../../offline/newUuid'
import { applySearchOverlay } from '../../offline/outbox/listOverlay'
import type { SearchWrite } from '../../offline/outbox/item'
import { useOutbox, type Written } from '../../offline/outboxStore'
import { useConnection } from '../../sync/connection'
import { useFaces } from '../../wall/facesStore'
import { isSameQuery, keptQuery, searchOf } from './keptQuery'

/** The searches that I keep, and how many new climbs fit each of them. */
export const useSearches = defineStore('searches', () => {
  const { tables } = useConnection()
  const outbox = useOutbox()
  const session = useSession()
  const climbs = useClimbs()
  const faces = useFaces()
  const finding = useFinder()

  const now = computed(() =>
    applySearchOverlay(session.user ? outbox.items : [], tables.rows(userFeed(session.user?.id ?? ''), 'search')))
  const all = computed(() => [...now.value.rows.values()].sort((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1)))
  /** Those of the wall before which one stands. */
  const here = computed(() => all.value.filter(({ face_id }) => face_id === faces.currentId))
  /** The state of my last act on a search; null where nothing waits. */
  const stateOf = (id: string) => {
    const state = now.value.states.get(id)
    return state === undefined || state === 'sent' ? null : state
  }

  const isTheirs = ({ created_by_id }: ClimbRow): boolean => created_by_id !== session.user?.id
  /** [SEARCH-3] The climbs of others that were set since I last looked, by the search; of this wall alone. */
  const fresh = computed<ReadonlyMap<string, readonly ClimbRow[]>>(() =>
    new Map(here.value.map(({ id, query, seen_at }) => [id, climbs.foundBy({ ...searchOf(query), setAfter: seen_at }).filter(isTheirs)])))
  const newIn = (id: string): number => fresh.value.get(id)?.length ?? 0
  const newCount = computed(() => new Set([...fresh.value.values()].flatMap(found => found.map(({ id }) => id))).size)

  /** The search of the list as it is now. */
  const query = computed(() => keptQuery({
    search: climbs.search, finder: finding.finder, filter: climbs.filter, sort: finding.sort, order: finding.order,
  }))
  /** The kept search that the list shows; null if it is none. */
  const current = computed(() => here.value.find(search => isSameQuery(search.query, query.value)) ?? null)

  const send = (write: SearchWrite, name: string): Promise<Written> => outbox.send(write, name)
  type Told = Pick<KeptSearch, 'face_id' | 'name' | 'query'>
  /** Keeps a search as of now; one that comes back has its id and what was seen of it. */
  const keep = ({ face_id, name, query }: Told, { id, seen_at }: { id: string; seen_at: Instant } = asOfNow()): Promise<Written> =>
    send({ command: 'searches.create', input: { id, face_id, name, query, seen_at } }, name)
  const rename = ({ id }: KeptSearch, name: string): Promise<Written> => send({ command: 'searches.update', input: { id, name } }, name)
  const remove = ({ id, name }: KeptSearch): Promise<Written> => send({ command: 'searches.delete', input: { id } }, name)
  /** [SEARCH-3] Nothing of it is new any more, also where this device's clock is behind the server's. */
  async function see({ id, name }: KeptSearch): Promise<void> {
    const found = fresh.value.get(id) ?? []
    if (found.length === 0) return
    const seen_at = found.reduce((last, { created_at }) => (created_at > last ? created_at : last), instantOf(Date.now()))
    await send({ command: 'searches.update', input: { id, seen_at } }, name)
  }

  return { all, here, stateOf, newIn, newCount, query, current, keep, rename, remove, see }
})

const asOfNow = () => ({ id: newUuid(), seen_at: instantOf(Date.now()) })
