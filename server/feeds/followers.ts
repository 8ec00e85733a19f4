import { faceIdOf, type FeedName } from '../../shared/feedName'
import type { Placement } from '../db/stores/feeds/feeds'
import type { Stores } from '../db/stores/stores'
import type { TouchedGroup } from './touched'

type Feeds = ReadonlySet<FeedName>
const NONE: Feeds = new Set()

/** The feeds in which each climb stands. */
function climbFeeds(placements: readonly Placement[]): Map<string, Feeds> {
  const feeds = new Map<string, Set<FeedName>>()
  for (const { kind, id, feed } of placements) if (kind === 'climb') feeds.set(id, (feeds.get(id) ?? new Set()).add(feed))
  return feeds
}

const isEqual = (a: Feeds, b: Feeds): boolean => a.size === b.size && [...a].every(feed => b.has(feed))

/**
 * [LIKE-4] [SEND-4] [COMMENT-6] Comments, and the likes, sends and grades that others see, stand where their climb stands.
 * These groups are of the climbs that come, go or move between feeds; what was touched by itself is left out.
 */
export async function followers(
  { ascents, comments }: Pick<Stores, 'ascents' | 'comments'>,
  groups: readonly TouchedGroup[],
  { before, after }: { before: readonly Placement[]; after: readonly Placement[] },
): Promise<TouchedGroup[]> {
  if (!groups.some(({ kind }) => kind === 'climb')) return []
  const [was, is] = [climbFeeds(before), climbFeeds(after)]
  const moved = [...new Set([...was.keys(), ...is.keys()])].filter(id => !isEqual(was.get(id) ?? NONE, is.get(id) ?? NONE))
  if (moved.length === 0) return []
  const faces = new Map<FeedName, Set<string>>()
  for (const id of moved) {
    for (const feed of new Set([...was.get(id) ?? NONE, ...is.get(id) ?? NONE])) {
      if (faceIdOf(feed) !== null) faces.set(feed, (faces.get(feed) ?? new Set()).add(id))
    }
  }
  const commentIds = new Set(await comments.idsOn(moved))
  const following: TouchedGroup[] = [
    { kind: 'comment', feed: null, ids: commentIds },
    { kind: 'bin', feed: null, ids: commentIds },
    { kind: 'ascent', feed: null, ids: new Set((await ascents.on(moved)).map(({ id }) => id)) },
    { kind: 'grade', feed: null, ids: new Set(moved) },
    ...[...faces].map(([feed, ids]) => ({ kind: 'like' as const, feed, ids })),
  ]
  return following.map(group => ({ ...group, ids: withoutKnown(group, groups) })).filter(({ ids }) => ids.size > 0)
}

function withoutKnown({ kind, feed, ids }: TouchedGroup, groups: readonly TouchedGroup[]): Set<string> {
  const known = groups.filter(group => group.kind === kind && group.feed === feed)
  return new Set([...ids].filter(id => !known.some(group => group.ids.has(id))))
}
