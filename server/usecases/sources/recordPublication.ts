import { instantAfter, instantOf, msOf, parseInstant } from '../../../shared/model/instant'
import { changedFields, orderedHolds, type StoktContent } from '../../../shared/rules/stoktContent'
import type { PublishedClimb } from '../../db/stores/stokt/publications'
import type { WriteContext } from '../../transaction/context'

/** Stokt's clock may be so far behind ours. */
const BEHIND_MS = 5 * 60_000

type Context = Pick<WriteContext, 'stores' | 'touch' | 'now'>

/** What is known of a climb in Stokt. */
export interface SeenClimb {
  name: string
  holds_list: string
  created_at: string
}

/** [STOKT-17] True if this climb of Stokt is the one that was sent, although its answer was lost. */
export function isPosted({ posting, posted_at }: Pick<PublishedClimb, 'posting' | 'posted_at'>, seen: SeenClimb): boolean {
  const created = parseInstant(seen.created_at)
  if (posting === null || posted_at === null || created === null) return false
  return posting.name.trim() === seen.name.trim() && posting.holds === orderedHolds(seen.holds_list)
    && created >= instantOf(msOf(posted_at) - BEHIND_MS)
}

/**
 * [STOKT-17] Stokt has the climb: its id there and that it has it are written at once. What was changed here meanwhile
 * is sent next.
 * @returns false if the climb is gone, or another one has the id
 */
export async function recordPublished({ stores, touch, now }: Context, climbId: string, stoktId: string): Promise<boolean> {
  await stores.logbook.lockClimbs([climbId])
  const published = await stores.publications.of(climbId)
  const [holder] = await stores.imports.climbs([stoktId], [])
  if (!published || (holder && holder.id !== climbId)) return false
  const updated_at = instantAfter(published.climb_updated_at, now)
  await stores.climbs.update(climbId, { stokt_id: stoktId, stokt_claim: null, synced_at: now, updated_at })
  await recordSent({ stores, touch, now }, { ...published, climb_updated_at: updated_at }, published.posting ?? published.sent)
  touch.climbAnywhere(climbId)
  return true
}

/** Writes what Stokt has of the climb now. It waits on if that is not what it should have. */
export async function recordSent({ stores, touch, now }: Context, published: PublishedClimb, sent: StoktContent | null): Promise<void> {
  const { climb_id, wanted, climb_updated_at } = published
  const isAsWanted = sent !== null && wanted !== null && changedFields(sent, wanted).length === 0
  await stores.publications.update(climb_id, {
    sent, posting: null, posted_at: null, seen_at: climb_updated_at, state: isAsWanted ? 'there' : 'waiting',
    fault: null, words: null, failures: 0, next_at: now, updated_at: now,
  })
  touch.publication(climb_id)
}
