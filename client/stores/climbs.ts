import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import type { CallInput } from '../../shared/contract/commands'
import type { Climb, ClimbRow } from '../../shared/model/climb'
import { normalise } from '../../shared/rules/text'
import { call } from '../wire/api'
import { climbFacts, countsOf, isFiltering, matcher, noFilter, officialHolds, type AnnotationFilter, type ClimbFacts } from './annotationFilter'
import { useFaces } from './faces'
import { live } from './live'
import { useSession } from './session'

/** So long a climb just made is waited for in its feed. */
const ARRIVAL_MS = 3000
const NOTHING_KNOWN: ClimbFacts = { grips: 0, mostly: -1, conditions: 0 }

/** The climbs of the current face: the public ones and my own private ones. */
export const useClimbs = defineStore('climbs', () => {
  const { tables, onStep } = live()
  const faces = useFaces()
  const session = useSession()

  const byId = computed(() => {
    const climbs = new Map<string, ClimbRow>()
    if (faces.currentId === null) return climbs
    const mine = session.user ? tables.rows(`user:${session.user.id}`, 'climb').values() : []
    for (const climb of [...tables.rows(`face:${faces.currentId}`, 'climb').values(), ...mine]) {
      const known = climbs.get(climb.id)
      // On its way from one feed to the other it stands in both for a moment.
      if (climb.face_id === faces.currentId && !(known && known.updated_at > climb.updated_at)) climbs.set(climb.id, climb)
    }
    return climbs
  })
  const list = computed(() => [...byId.value.values()].sort(newestFirst))

  const search = shallowRef('')
  const found = computed(() => {
    const wanted = normalise(search.value)
    return wanted === '' ? list.value : list.value.filter(climb => searchText(climb).includes(wanted))
  })
  const filter = shallowRef<AnnotationFilter>(noFilter)
  const holdFacts = computed(() => officialHolds(tables.rows(`face:${faces.currentId ?? ''}`, 'consensus')))
  const facts = computed(() => found.value.map(climb => climbFacts(climb, holdFacts.value)))
  const shown = computed(() => {
    if (!isFiltering(filter.value)) return found.value
    const matches = matcher(filter.value)
    return found.value.filter((_, at) => matches(facts.value[at] ?? NOTHING_KNOWN))
  })
  const isFiltered = computed(() => search.value.trim() !== '' || isFiltering(filter.value))
  const filterCounts = computed(() => countsOf(facts.value, filter.value))

  const openId = shallowRef<string | null>(null)
  function open(id: string | null): void {
    openId.value = id
  }
  /** Goes so many climbs down the list; stays within it. */
  function step(by: 1 | -1): void {
    const at = shown.value.findIndex(climb => climb.id === openId.value)
    const next = at < 0 ? shown.value[0] : shown.value[at + by]
    if (next) open(next.id)
  }

  const arrivals = shallowRef<readonly ClimbRow[]>([])
  onStep(({ feed, cause, rows }) => {
    if (cause !== 'push' || feed !== `face:${faces.currentId}`) return
    const fresh = rows.filter(row => row.kind === 'climb' && row.op === 'put' && !byId.value.has(row.id))
      .map(row => row.value as ClimbRow)
      .filter(climb => session.user === null || climb.created_by_id !== session.user.id)
    if (fresh.length > 0) arrivals.value = [...arrivals.value, ...fresh]
  })
  function clearArrivals(): void {
    arrivals.value = []
  }
  watch(() => faces.currentId, () => {
    clearArrivals()
    open(null)
  })

  /** Resolves once the climb stands in the list, or a moment later all the same. */
  async function create(climb: CallInput<'climbs.create'>): Promise<Climb> {
    const made = await call('climbs.create', climb)
    await arrival(() => byId.value.has(made.id))
    return made
  }
  const update = (id: string, patch: Omit<CallInput<'climbs.update'>, 'id'>): Promise<Climb> =>
    call('climbs.update', { ...patch, id })
  const remove = (id: string): Promise<void> => call('climbs.delete', { id })

  return {
    list, byId, search, filter, filterCounts, isFiltered, shown, openId, open, next: () => step(1), previous: () => step(-1),
    arrivals, clearArrivals, create, update, remove,
  }
})

const newestFirst = (a: ClimbRow, b: ClimbRow): number => {
  if (a.created_at !== b.created_at) return a.created_at < b.created_at ? 1 : -1
  return a.id < b.id ? -1 : 1
}

const searchTexts = new WeakMap<ClimbRow, string>()
function searchText(climb: ClimbRow): string {
  const text = searchTexts.get(climb) ?? normalise(`${climb.name} ${climb.setter_name ?? ''}`)
  searchTexts.set(climb, text)
  return text
}

function arrival(hasArrived: () => boolean): Promise<void> {
  if (hasArrived()) return Promise.resolve()
  return new Promise(resolve => {
    const done = () => {
      clearTimeout(timer)
      stop()
      resolve()
    }
    const timer = setTimeout(done, ARRIVAL_MS)
    const stop = watch(hasArrived, done, { flush: 'sync' })
  })
}
