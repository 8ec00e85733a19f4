import { and, eq, isNull, or, type SQL } from 'drizzle-orm'
import type { Database } from '../../database'

/** The viewer: their own remarks come with each climb, and private climbs only if they own them (or `seesPrivate`). */
export interface Viewer {
  userId: string | null
  seesPrivate: boolean
}

/** [CLIMB-7] [MOD-2] The climbs that are neither in the bin nor hidden. Only their owners read the others, in their bin. */
export function shownClimbs({ climbs }: Database['t']): SQL | undefined {
  return and(isNull(climbs.deleted_at), isNull(climbs.hidden_at))
}

/** The climbs that everybody who may read their wall sees. */
export const publicClimbs = (t: Database['t']): SQL | undefined => and(shownClimbs(t), eq(t.climbs.is_private, false))

/** The shown climbs that the viewer may see. */
export function visibleClimbs(t: Database['t'], viewer: Viewer): SQL | undefined {
  return and(shownClimbs(t), readable(t.climbs, viewer))
}

function readable(climbs: Database['t']['climbs'], { userId, seesPrivate }: Viewer): SQL | undefined {
  if (seesPrivate) return undefined
  if (!userId) return eq(climbs.is_private, false)
  return or(eq(climbs.is_private, false), eq(climbs.created_by_id, userId), eq(climbs.setter_id, userId))
}
