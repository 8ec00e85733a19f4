import { and, asc, eq, getTableColumns, inArray, isNotNull, isNull, or, type SQL } from 'drizzle-orm'
import { inChunks } from '../../../concurrency/chunks'
import type { Database } from '../../database'
import { lockedRows } from '../../lockedRows'
import { climbMatches, type ClimbFilter } from './climbMatches'
import { gradeAnew } from './climbCounts'
import type { ClimbValues } from './climbs'
import { shownClimbs } from './visibleClimbs'

export type StoredClimb = Database['t']['climbs']['$inferSelect']
export type ClimbChoice = { ids: readonly string[] } | { filter: ClimbFilter }
/** `away`: hidden, in the bin, or both; `any`: wherever it is. */
type ClimbState = 'shown' | 'hidden' | 'away' | 'any'

/** Admins' acts on climbs. A private climb is its owners' alone, so it is never among them. */
export function moderationStore(db: Database) {
  const { climbs, users } = db.t
  const states: Readonly<Record<ClimbState, SQL | undefined>> = {
    shown: shownClimbs(db.t),
    hidden: and(isNotNull(climbs.hidden_at), isNull(climbs.deleted_at)),
    away: or(isNotNull(climbs.hidden_at), isNotNull(climbs.deleted_at)),
    any: undefined,
  }
  const found = (...where: (SQL | undefined)[]) => {
    const query = db.select(getTableColumns(climbs)).from(climbs).leftJoin(users, eq(users.id, climbs.setter_id))
      .where(and(eq(climbs.is_private, false), ...where)).orderBy(asc(climbs.id))
    return lockedRows(db, query, { strength: 'update', of: climbs })
  }

  return {
    /** The chosen climbs that are in this state. Nobody else changes them before the transaction ends. */
    async chosen(choice: ClimbChoice, state: ClimbState): Promise<StoredClimb[]> {
      if ('filter' in choice) return found(states[state], ...climbMatches(db.t, choice.filter))
      // Two acts on the same climbs take them in the same order, so that neither waits for the other for ever.
      return inChunks([...new Set(choice.ids)].sort(), chunk => found(states[state], inArray(climbs.id, chunk)))
    },

    async set(ids: readonly string[], values: Partial<ClimbValues>): Promise<void> {
      await inChunks(ids, chunk => db.update(climbs).set(values).where(inArray(climbs.id, chunk)).returning({ id: climbs.id }))
      if (values.grade_ircra !== undefined) await gradeAnew(db, ids)
    },

    /** True if the user is an admin, and stays one until the transaction ends. */
    async holdsAdmin(userId: string): Promise<boolean> {
      const query = db.select({ role: users.role, is_active: users.is_active }).from(users).where(eq(users.id, userId))
      const [user] = await lockedRows(db, query, { strength: 'share', of: users })
      return user?.role === 'admin' && user.is_active
    },
  }
}
