import { randomUUID } from 'node:crypto'
import { userIdOf } from '../../shared/access/actor'
import { faceIdOf, userFeed } from '../../shared/feedName'
import type { ClimbRow } from '../../shared/model/climb'
import type { News } from '../../shared/model/news'
import { instantOf, msOf, type Instant } from '../../shared/model/instant'
import type { PushAbout } from '../db/tables/news'
import type { Task } from '../../shared/model/task'
import type { Placement } from '../db/stores/feeds/feeds'
import type { StoredNews } from '../db/stores/feeds/news'
import { project } from '../feeds/project'
import type { TouchedGroup } from '../feeds/touched'
import type { WriteContext } from './context'

type Context = Pick<WriteContext, 'actor' | 'stores' | 'touch' | 'now'>
type Kind = 'climb' | 'task' | 'comment'
type Told = Pick<StoredNews, 'user_id' | 'kind' | 'what' | 'thing_id' | 'face_id' | 'name'>
  & Partial<Pick<StoredNews, 'climb_id' | 'hold_id' | 'task'>>

/** The fields of a climb whose change is told; counts and the grade of the senders are not among them. */
const CLIMB_FIELDS = ['name', 'holds_list', 'grade_font', 'feet_rule', 'description'] as const

/** So many new climbs of one transaction are told. */
const FOUND_MAX = 500
const DAY_MS = 86_400_000
const NOTHING = { what: null, task: null, climb_id: null, hold_id: null, name: '', climb_ids: [], query: '' }

function queued(about: PushAbout, now: Instant) {
  const id = randomUUID()
  return { id, subscription_id: null, tag: id, about, created_at: now, expires_at: instantOf(msOf(now) + DAY_MS) }
}

const idsIn = (groups: readonly TouchedGroup[], kind: Kind): string[] =>
  [...new Set(groups.filter(group => group.kind === kind && !group.leave).flatMap(({ ids }) => [...ids]))]

/** The rows of things in the feeds as they were, and as this transaction leaves them. */
async function beforeAndAfter({ stores, now }: Context, kind: Kind, ids: readonly string[]) {
  const group = { kind, feed: null, ids: new Set(ids) }
  return { before: await stores.feeds.placementsIn([group]), after: await project(stores, group, now) }
}

const parsed = <T>(placement: Placement | undefined): T | null => (placement ? JSON.parse(placement.body) as T : null)

/** A climb as this person sees it: on its wall, or as its owner in their own feed. */
const seenBy = (userId: string, climbId: string, placements: readonly Placement[]): ClimbRow | null =>
  parsed(placements.find(({ feed, id }) => id === climbId && (faceIdOf(feed) !== null || feed === userFeed(userId))))

function whatOf(before: ClimbRow | null, after: ClimbRow | null): News['what'] | null {
  if (!before) return after && 'back'
  if (!after) return 'gone'
  return CLIMB_FIELDS.some(field => before[field] !== after[field]) ? 'changed' : null
}

/** [PUSH-3] Queues climbs that everybody sees now, and did not before, for the people who keep a search that they fit. */
async function queueFound(context: Context, ids: readonly string[]): Promise<boolean> {
  const { actor, now, stores } = context
  if (ids.length === 0 || !await stores.pushes.isWanted('search')) return false
  const { before, after } = await beforeAndAfter(context, 'climb', ids)
  const isOnWall = ({ feed }: Placement) => faceIdOf(feed) !== null
  const known = new Set(before.filter(isOnWall).map(({ id }) => id))
  const byFace = new Map<string, string[]>()
  for (const { feed, id } of after.filter(placement => isOnWall(placement) && !known.has(placement.id)))
    byFace.set(faceIdOf(feed) ?? '', [...byFace.get(faceIdOf(feed) ?? '') ?? [], id].slice(0, FOUND_MAX))
  for (const [face_id, climb_ids] of byFace)
    await stores.pushes.queue([queued({ ...NOTHING, kind: 'search', user_id: userIdOf(actor), face_id, climb_ids }, now)])
  return byFace.size > 0
}

/** [NEWS-1] A climb that is a person's project was edited, left the wall, or is back. */
async function ofProjects(context: Context, ids: readonly string[]): Promise<Told[]> {
  const projects = ids.length > 0 ? await context.stores.news.projectsOf(ids) : []
  if (projects.length === 0) return []
  const { before, after } = await beforeAndAfter(context, 'climb', [...new Set(projects.map(({ climb_id }) => climb_id))])
  return projects.flatMap(({ user_id, climb_id }) => {
    const [was, is] = [seenBy(user_id, climb_id, before), seenBy(user_id, climb_id, after)]
    const [what, climb] = [whatOf(was, is), is ?? was]
    if (what === null || climb === null) return []
    return [{ user_id, kind: 'project', what, thing_id: climb_id, climb_id, face_id: climb.face_id, name: climb.name } as const]
  })
}

/** [NEWS-2] Work that a person asked for is done. */
async function ofRequests(context: Context, ids: readonly string[]): Promise<Told[]> {
  if (ids.length === 0) return []
  const { before, after } = await beforeAndAfter(context, 'task', ids)
  const told: Told[] = []
  for (const placement of after) {
    const [task, was] = [parsed<Task>(placement), parsed<Task>(before.find(({ id }) => id === placement.id))]
    if (!task?.done_at || task.asked_by_id === null || was?.done_at !== null) continue
    const hold = await context.stores.walls.hold({ id: task.hold_id })
    told.push({
      user_id: task.asked_by_id, kind: 'request', what: 'done', thing_id: task.id, face_id: task.face_id, hold_id: task.hold_id,
      task: task.kind, name: hold?.label ?? '',
    })
  }
  return told
}

/** [NEWS-3] Somebody answered a person's comment on a climb that this person reads. */
async function ofAnswers({ stores, now }: Context, ids: readonly string[]): Promise<Told[]> {
  const told: Told[] = []
  for (const { row } of ids.length > 0 ? await stores.comments.placed(ids) : []) {
    const answered = row.replied_to_id !== null && row.created_at === now ? await stores.comments.byId(row.replied_to_id) : null
    const user_id = answered?.user_id ?? null
    if (user_id === null) continue
    const { climb, climb_id, climb_name: name } = row
    const isRead = !climb.is_private || climb.created_by_id === user_id || climb.setter_id === user_id
    if (isRead) told.push({ user_id, kind: 'answer', what: 'answered', thing_id: row.id, climb_id, face_id: climb.face_id, name })
  }
  return told
}

/** [PUSH-1] Queues news for the people who want notifications of their kind. @returns true if there are any */
async function queueNews({ stores, now }: Context, told: readonly Told[]): Promise<boolean> {
  let isQueued = false
  for (const kind of new Set(told.map(one => one.kind))) {
    const ofKind = told.filter(one => one.kind === kind)
    const people = await stores.pushes.wantedBy(kind, [...new Set(ofKind.map(({ user_id }) => user_id))])
    const wanted = ofKind.filter(({ user_id }) => people.has(user_id))
    await stores.pushes.queue(wanted.map(one => queued({ ...NOTHING, ...one }, now)))
    isQueued ||= wanted.length > 0
  }
  return isQueued
}

/**
 * The news that follow from what a transaction touched, whoever did it and in whatever way. Nobody is told of what they
 * did themselves.
 * @returns true if a notification was queued
 */
export async function tellNews(context: Context, groups: readonly TouchedGroup[]): Promise<boolean> {
  const { actor, stores, touch, now } = context
  const told = [
    ...await ofProjects(context, idsIn(groups, 'climb')),
    ...await ofRequests(context, idsIn(groups, 'task')),
    ...await ofAnswers(context, idsIn(groups, 'comment')),
  ].filter(({ user_id }) => user_id !== userIdOf(actor))
  const isQueued = await queueFound(context, idsIn(groups, 'climb'))
  if (told.length === 0) return isQueued
  const rows = told.map(one => ({ climb_id: null, hold_id: null, task: null, ...one, id: randomUUID(), created_at: now, seen_at: null }))
  const gone = await stores.news.tell(rows)
  for (const id of [...gone, ...rows.map(row => row.id)]) touch.news(id)
  return await queueNews(context, told) || isQueued
}
