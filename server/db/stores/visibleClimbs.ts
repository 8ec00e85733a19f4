import { and, eq, isNull, or, type SQL } from 'drizzle-orm'
import type { Database } from '../database'

/** The viewer: their own remarks come with each climb, and private climbs only if they own them (or `seesPrivate`). */
export interface Viewer {
  userId: string | null
  seesPrivate: boolean
}

/** [CLIMB-7] The climbs that the viewer may see. Nobody sees those in the bin. */
export function visibleClimbs({ climbs }: Database['t'], { userId, seesPrivate }: Viewer): SQL | undefined {
  return and(isNull(climbs.deleted_at), readable(climbs, { userId, seesPrivate }))
}

function readable(climbs: Database['t']['climbs'], { userId, seesPrivate }: Viewer): SQL | undefined {
  if (seesPrivate) return undefined
  if (!userId) return eq(climbs.is_private, false)
  return or(eq(climbs.is_private, false), eq(climbs.created_by_id, userId), eq(climbs.setter_id, userId))
}
