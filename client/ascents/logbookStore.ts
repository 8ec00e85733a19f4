import { defineStore } from 'pinia'
import { computed } from 'vue'
import type { Ascent } from '../../shared/model/ascent'
import type { ClimbRow } from '../../shared/model/climb'
import type { Instant } from '../../shared/model/instant'
import { userFeed } from '../../shared/feedName'
import { useSession } from '../account/sessionStore'
import { useSource } from '../sources/sourceStore'
import { newUuid } from '../offline/newUuid'
import { applyLogbookOverlay } from '../offline/outbox/logbookOverlay'
import type { AscentFacts } from '../offline/outbox/item'
import { useOutbox, type Written } from '../offline/outboxStore'
import { ownGradesOf } from './ownGrades'
import { useConnection } from '../sync/connection'

type Named = Pick<ClimbRow, 'id' | 'name'>

/** The last send comes first. */
const newestFirst = (a: Ascent, b: Ascent): number =>
  a.sent_at === b.sent_at ? (a.created_at < b.created_at ? 1 : -1) : a.sent_at < b.sent_at ? 1 : -1

/** What I like, work on and sent. What I did shows at once, whether the server has it or not. */
export const useLogbook = defineStore('logbook', () => {
  const { tables } = useConnection()
  const outbox = useOutbox()
  const session = useSession()
  const source = useSource()

  const known = computed(() => {
    const feed = userFeed(session.user?.id ?? '')
    return {
      likes: new Set(tables.rows(feed, 'like').keys()),
      projects: new Set([...tables.rows(feed, 'personal').values()].flatMap(({ is_project, climb_id }) => (is_project ? [climb_id] : []))),
      /** [SEND-4] My own feed has my sends whole. */
      ascents: tables.rows(feed, 'ascent') as ReadonlyMap<string, Ascent>,
    }
  })
  const now = computed(() => applyLogbookOverlay(source.isStokt ? [] : outbox.items, known.value))
  const likes = computed(() => now.value.likes)
  const projects = computed(() => now.value.projects)
  const all = computed(() => [...now.value.ascents.values()].sort(newestFirst))
  const byClimb = computed(() => groupedByClimb(all.value))
  const ownGrades = computed(() => ownGradesOf(all.value))
  const lastSent = (climbId: string): Instant | null => ascentsOf(climbId)[0]?.sent_at ?? null
  const knownSent = computed(() => new Set([...known.value.ascents.values()].map(({ climb_id }) => climb_id)))

  const ascent = (id: string): Ascent | null => now.value.ascents.get(id) ?? null
  /** My sends of a climb, the last first. */
  const ascentsOf = (climbId: string): readonly Ascent[] => byClimb.value.get(climbId) ?? []
  const isSent = (climbId: string): boolean => byClimb.value.has(climbId)
  const isFlashed = (climbId: string): boolean => ascentsOf(climbId).some(({ is_flash }) => is_flash)
  /** The state of my last act on a send; null where nothing waits. */
  const stateOf = (id: string) => {
    const state = now.value.states.get(id)
    return state === undefined || state === 'sent' ? null : state
  }
  /** How my waiting acts change what is counted of a climb. */
  const waitingCounts = (id: string) => ({
    likes: Number(likes.value.has(id)) - Number(known.value.likes.has(id)),
    sends: Number(isSent(id)) - Number(knownSent.value.has(id)),
  })

  const like = ({ id, name }: Named, isOn: boolean): Promise<Written> => source.isStokt
    ? source.like({ id }, isOn)
    : outbox.send({ command: isOn ? 'climbs.like' : 'climbs.unlike', input: { id } }, name)
  const setProject = ({ id, name }: Named, isOn: boolean): Promise<Written> => source.isStokt
    ? source.bookmark({ id }, isOn)
    : outbox.send({ command: isOn ? 'climbs.addProject' : 'climbs.removeProject', input: { id } }, name)
  /** Logs a send under the id that is given, or a new one. */
  function log({ id, name }: Named, facts: AscentFacts, ascent_id = newUuid()): { id: string; written: Promise<Written> } {
    return { id: ascent_id, written: outbox.send({ command: 'ascents.create', input: { ...facts, id, ascent_id } }, name) }
  }
  /** Logs many sends in one go. */
  const logMany = (sends: readonly { climb: Named; facts: AscentFacts }[]): Promise<void> =>
    outbox.putMany(sends.map(({ climb: { id, name }, facts }) => ({
      name, write: { command: 'ascents.create', input: { ...facts, id, ascent_id: newUuid() } },
    })))
  const change = (id: string, facts: AscentFacts, name: string): Promise<Written> =>
    outbox.send({ command: 'ascents.update', input: { ...facts, id } }, name)
  const remove = (id: string, name: string): Promise<Written> => outbox.send({ command: 'ascents.delete', input: { id } }, name)

  return {
    likes, projects, all, byClimb, ownGrades, lastSent, ascent, ascentsOf, isSent, isFlashed, stateOf, waitingCounts, like, setProject,
    log, logMany, change, remove,
  }
})

function groupedByClimb(ascents: readonly Ascent[]): ReadonlyMap<string, readonly Ascent[]> {
  const groups = new Map<string, Ascent[]>()
  for (const ascent of ascents) {
    const group = groups.get(ascent.climb_id)
    if (group) group.push(ascent)
    else groups.set(ascent.climb_id, [ascent])
  }
  return groups
}
