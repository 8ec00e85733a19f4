import { until } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import type { CallInput } from '../../shared/contract/commands'
import type { ClimbRow } from '../../shared/model/climb'
import type { Instant } from '../../shared/model/instant'
import type { ClimbFinder } from '../../shared/model/climbFinder'
import { climbComparer, findingTest } from '../../shared/rules/findClimbs'
import { plainText } from '../../shared/rules/plainText'
import { faceFeed, userFeed } from '../../shared/feedName'
import { isLocalId, isUpdate } from '../offline/outbox/item'
import { applyOverlay } from '../offline/outbox/overlay'
import {
  climbFacts,
  countsOf,
  isFiltering,
  matcher,
  noFilter,
  officialHolds,
  type AnnotationFilter,
  type ClimbFacts,
} from './finder/annotationFilter'
import { searched } from './climbSearch'
import { useFinder } from './finder/finderStore'
import { listComparer } from './finder/listSort'
import { useLogbook } from '../ascents/logbookStore'
import { withOwnGrades } from '../ascents/ownGrades'
import { useWhoFinds } from './finder/useWhoFinds'
import { binOf, climbsIn } from './bin'
import { useConsensus } from '../annotations/consensusStore'
import { useFaces } from '../wall/facesStore'
import { useConnection } from '../sync/connection'
import { useOutbox, type Written } from '../offline/outboxStore'
import { useSession } from '../account/sessionStore'
import { useSource } from '../sources/sourceStore'

/** A whole search: its words, what stands in the climbs, and what the votes on their holds say. */
export interface ClimbSearch {
  search?: string
  finder?: ClimbFinder
  filter?: AnnotationFilter
}

type FoundBy = ClimbSearch & {
  /** Climbs that were set later alone. */
  setAfter?: Instant
}

/** The feeds tell an answered write within this time, or the connection is down. */
const TOLD_MS = 3000
const NOTHING_KNOWN: ClimbFacts = { grips: 0, mostly: -1, conditions: 0 }

/** The climbs of the current face: the public ones and my own private ones. */
export const useClimbs = defineStore('climbs', () => {
  const { tables, onStep } = useConnection()
  const faces = useFaces()
  const session = useSession()
  const outbox = useOutbox()
  const consensus = useConsensus()
  const finding = useFinder()
  const logbook = useLogbook()
  const source = useSource()

  const rows = computed(() => {
    const climbs = new Map<string, ClimbRow>()
    if (faces.currentId === null) return climbs
    const mine = session.user ? tables.rows(userFeed(session.user.id), 'climb').values() : []
    for (const climb of [...tables.rows(faceFeed(faces.currentId), 'climb').values(), ...mine]) {
      const known = climbs.get(climb.id)
      // On its way from one feed to the other it stands in both for a moment.
      if (climb.face_id === faces.currentId && !(known && known.updated_at > climb.updated_at)) climbs.set(climb.id, plainNamed(climb))
    }
    return climbs
  })
  const binned = computed(() => climbsIn(tables.rows(userFeed(session.user?.id ?? ''), 'bin')))
  const overlay = computed(() => {
    const { actor } = session
    return actor.kind === 'user' && !source.isStokt
      ? applyOverlay(outbox.items, { climb: id => rows.value.get(id), binned: id => binned.value.get(id)?.climb }, actor)
      : null
  })
  /** My changes show at once, whether the server has them or not. */
  const byId = computed<ReadonlyMap<string, ClimbRow>>(() => {
    if (!overlay.value || overlay.value.rows.size === 0) return rows.value
    const climbs = new Map(rows.value)
    for (const [id, climb] of overlay.value.rows) {
      if (climb?.face_id === faces.currentId) climbs.set(id, climb)
      else climbs.delete(id)
    }
    return climbs
  })
  /** The state of my last act on a climb; null where nothing waits. */
  const stateOf = (id: string) => {
    const state = overlay.value?.states.get(id)
    return state === undefined || state === 'sent' ? null : state
  }
  const list = computed(() => withoutTwins([...byId.value.values()]).sort(newestFirst))

  const search = shallowRef('')
  const graded = computed(() => withOwnGrades(list.value, logbook.ownGrades))
  const found = computed(() => searched(graded.value, search.value))
  const filter = shallowRef<AnnotationFilter>(noFilter)
  const who = useWhoFinds()
  const passing = computed(() => (finding.isRestricting ? found.value.filter(findingTest(finding.finder, who.value)) : found.value))
  const holdFacts = computed(() => officialHolds(consensus.rows))
  const facts = computed(() => passing.value.map(climb => climbFacts(climb, holdFacts.value)))
  /** The search finds these climbs, in no order. */
  const remaining = computed(() => {
    if (!isFiltering(filter.value)) return passing.value
    const matches = matcher(filter.value)
    return passing.value.filter((_, at) => matches(facts.value[at] ?? NOTHING_KNOWN))
  })
  const comparer = computed(() => listComparer(finding.sort, finding.order, logbook.lastSent))
  const shown = computed(() => (finding.isSorted ? [...remaining.value].sort(comparer.value) : remaining.value))
  const isFiltered = computed(() => search.value.trim() !== '' || finding.isRestricting || isFiltering(filter.value))
  /** The climbs that another search would find, in no order; what is not given stays as it is. */
  function foundBy({ search: words = search.value, finder = finding.finder, filter: votes = filter.value, setAfter }: FoundBy): ClimbRow[] {
    const test = findingTest(finder, who.value)
    const matches = isFiltering(votes) ? matcher(votes) : null
    const all = setAfter === undefined ? graded.value : graded.value.filter(({ created_at }) => created_at > setAfter)
    return searched(all, words).filter(climb => test(climb) && (matches === null || matches(climbFacts(climb, holdFacts.value))))
  }
  const filterCounts = computed(() => countsOf(facts.value, filter.value))

  const arrivals = shallowRef<readonly ClimbRow[]>([])
  onStep(({ feed, cause, rows }) => {
    if (cause !== 'push' || source.isStokt || faces.currentId === null || feed !== faceFeed(faces.currentId)) return
    const fresh = rows.filter(row => row.kind === 'climb' && row.op === 'put' && !byId.value.has(row.id))
      .map(row => row.value as ClimbRow)
      // A climb that comes back, restored or shown again, has changed since it was set.
      .filter(climb => climb.updated_at === climb.created_at)
      .filter(climb => session.user === null || climb.created_by_id !== session.user.id)
    if (fresh.length > 0) arrivals.value = [...arrivals.value, ...fresh]
  })
  function clearArrivals(): void {
    arrivals.value = []
  }
  watch(() => faces.currentId, clearArrivals)

  const create = (input: CallInput<'climbs.create'>): Promise<Written> =>
    source.isStokt ? source.setClimb(input) : outbox.send({ command: 'climbs.create', input }, input.name)
  /** Refused as `stale` where others changed the climb since the moment that is given. */
  const update = (
    { id, name, updated_at: ifMatch }: Pick<ClimbRow, 'id' | 'name' | 'updated_at'>,
    patch: Omit<CallInput<'climbs.update'>, 'id'>,
  ): Promise<Written> => outbox.send({ command: 'climbs.update', input: { ...patch, id }, ifMatch }, patch.name ?? name)
  const remove = ({ id, name }: Pick<ClimbRow, 'id' | 'name'>, reason = ''): Promise<Written> =>
    outbox.send({ command: 'climbs.delete', input: { id, ...reason === '' ? {} : { reason } } }, name)
  const restore = ({ id, name }: Pick<ClimbRow, 'id' | 'name'>): Promise<Written> =>
    outbox.send({ command: 'climbs.restore', input: { id } }, name)
  /** My climbs in the bin, the last deleted first, with what was done here and is not at the server yet. */
  const bin = computed(() => binOf(binned.value, overlay.value, outbox.items, id => rows.value.get(id)))
  /** [CLIMB-11] True if an admin hides a climb that left the bin. Waits until the feeds have told what the server answered. */
  async function isStillHidden(id: string): Promise<boolean> {
    const isTold = () => !outbox.items.some(({ write, state }) => state === 'sent' && isUpdate(write) && write.input.id === id)
    await until(isTold).toBe(true, { timeout: TOLD_MS })
    return bin.value.some(line => line.id === id && line.state === 'hidden')
  }

  return {
    list, byId, stateOf, search, filter, filterCounts, isFiltered, remaining, shown, foundBy,
    arrivals, clearArrivals, create, update, remove, restore, bin, isStillHidden,
  }
})

/** A row that an older version kept on this device lacks some fields, until the server has put it again. */
const withAddedFields = (climb: ClimbRow): ClimbRow => {
  const { shown_grade_font = climb.grade_font, shown_grade_ircra = climb.grade_ircra } = climb as Partial<ClimbRow>
  const { grade_opinions = 0, tags = [], circuit = '' } = climb as Partial<ClimbRow>
  return { ...climb, shown_grade_font, shown_grade_ircra, grade_opinions, tags, circuit }
}
const plainly = new WeakMap<ClimbRow, ClimbRow>()
/** Rows are replaced, never changed: each is read once. */
function plainNamed(climb: ClimbRow): ClimbRow {
  const known = plainly.get(climb)
  if (known) return known
  const [name, setter_name] = [plainText(climb.name), climb.setter_name && plainText(climb.setter_name)]
  const isPlain = name === climb.name && setter_name === climb.setter_name && 'tags' in climb
  const plain = isPlain ? climb : { ...withAddedFields(climb), name, setter_name }
  plainly.set(climb, plain)
  return plain
}

/** A climb's row may come round before the server's answer to who set it: then it is there already. */
function withoutTwins(climbs: ClimbRow[]): ClimbRow[] {
  if (!climbs.some(({ id }) => isLocalId(id))) return climbs
  const nameOf = ({ name, holds_list, created_by_id }: ClimbRow) => [name, holds_list, created_by_id].join('\n')
  const arrived = new Set(climbs.filter(({ id }) => !isLocalId(id)).map(nameOf))
  return climbs.filter(climb => !isLocalId(climb.id) || !arrived.has(nameOf(climb)))
}

const newestFirst = climbComparer('date')
