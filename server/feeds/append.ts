import { formatCursor } from '../../shared/rules/cursor'
import { instantOf, msOf, type Instant } from '../../shared/model/instant'
import { faceIdOf, type FeedName } from '../../shared/feedName'
import type { Placement, RowChange } from '../db/stores/feeds/feeds'
import type { Stores } from '../db/stores/stores'
import { consensusHistory, TOLD_MS, worthTelling, type ConsensusChange } from './consensusHistory'
import { followers } from './followers'
import { project } from './project'
import type { TouchedGroup } from './touched'

/** Thrown when a thing moved to a feed that was not locked, between two looks: the transaction runs again. */
export class ConcurrentAppend extends Error {}

interface Plan {
  before: Placement[]
  after: Placement[]
}

async function look(stores: Stores, groups: readonly TouchedGroup[], now: Instant): Promise<Plan> {
  const plan: Plan = { before: await stores.feeds.placementsIn(groups), after: [] }
  for (const group of groups) {
    if (!group.leave) plan.after.push(...await project(stores, group, now))
  }
  const following = await followers(stores, groups, plan)
  if (following.length === 0) return plan
  const { before, after } = await look(stores, following, now)
  return { before: [...plan.before, ...before], after: [...plan.after, ...after] }
}

const keyOf = (placement: Placement): string => `${placement.feed} ${placement.kind} ${placement.id}`

/** The changes to write: a row for each new or changed thing, and a tombstone in each feed that a thing left. */
function changesByFeed({ before, after }: Plan): Map<FeedName, RowChange[]> {
  const was = new Map(before.map(placement => [keyOf(placement), placement]))
  const changes = new Map<FeedName, RowChange[]>()
  const add = (feed: FeedName, change: RowChange) => {
    const list = changes.get(feed)
    if (list) list.push(change)
    else changes.set(feed, [change])
  }
  for (const placement of after) {
    const { feed, kind, id, body } = placement
    const before = was.get(keyOf(placement))
    if (before?.body !== body) add(feed, { kind, id, body, was: before?.rev ?? null })
    was.delete(keyOf(placement))
  }
  for (const { feed, kind, id, rev = null } of was.values()) add(feed, { kind, id, body: null, was: rev })
  return changes
}

async function tellConsensus({ history }: Stores, changes: readonly ConsensusChange[], now: Instant): Promise<void> {
  if (changes.length === 0) return
  const holdIds = [...new Set(changes.map(({ entry }) => entry.hold_id))]
  await history.append(worthTelling(changes, await history.consensusSince(holdIds, instantOf(msOf(now) - TOLD_MS))), now)
}

/**
 * The last step of every writing transaction. It looks where the touched things stand and where they belong, locks
 * those feeds in the order of their names, looks again under the locks (another transaction may have ended in between),
 * and writes one rev for each row that changed. A thing that others may no longer see thus always leaves a tombstone in
 * the feed it left.
 * @returns the cursor of each feed that changed
 */
export async function appendTouched(stores: Stores, groups: readonly TouchedGroup[], now: Instant): Promise<Map<FeedName, string>> {
  const cursors = new Map<FeedName, string>()
  if (groups.length === 0) return cursors
  const first = await look(stores, groups, now)
  const feeds = new Set([...first.before, ...first.after].map(placement => placement.feed))
  if (feeds.size === 0) return cursors
  const heads = await stores.feeds.lock([...feeds], now)
  // SQLite has one writer, so the first look is still true.
  const plan = stores.dialect === 'sqlite' ? first : await look(stores, groups, now)
  const changes = changesByFeed(plan)
  const writes = [...changes].map(([feed, rows]) => {
    const head = heads.get(feed)
    if (!head?.epoch) throw new ConcurrentAppend()
    return { head, rows }
  })
  for (const { name, rev, epoch } of await stores.feeds.write(writes, now)) cursors.set(name, formatCursor(epoch, rev))
  const faces = [...changes].flatMap(([feed, rows]) => { const faceId = faceIdOf(feed); return faceId === null ? [] : [{ faceId, rows }] })
  await tellConsensus(stores, faces.flatMap(({ faceId, rows }) => consensusHistory(faceId, plan.before, rows)), now)
  return cursors
}
