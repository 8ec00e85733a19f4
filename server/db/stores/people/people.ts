import { and, count, desc, eq, gte, isNull, max, or } from 'drizzle-orm'
import type { PersonClimb } from '../../../../shared/contract/people'
import type { Instant } from '../../../../shared/model/instant'
import type { Database } from '../../database'
import type { StoredNotice } from '../admin/notices'
import { personComments, shownState } from './personComments'
import type { StoredTask } from '../walls/tasks'
import { shownClimbs } from '../climbs/visibleClimbs'

interface UsedInvite {
  id: string
  created_at: Instant
  by_id: string | null
}
interface WrittenNote {
  hold_id: number
  face_id: string
  at: Instant
}

/** The store reads the things that one person made, for admins. Lists begin with the newest. */
export function peopleStore(db: Database) {
  const { annotations, audit, climbs, holdHistory, invites, notices, tasks } = db.t
  const owned = (userId: string) => or(eq(climbs.created_by_id, userId), eq(climbs.setter_id, userId))

  return {
    ...personComments(db),

    /** The invitation, and the user who made it as far as the log knows. */
    async invite(id: string): Promise<UsedInvite | null> {
      const [invite] = await db.select({ id: invites.id, created_at: invites.created_at }).from(invites).where(eq(invites.id, id))
      if (!invite) return null
      const [entry] = await db.select({ kind: audit.actor_kind, by: audit.actor_id }).from(audit)
        .where(and(eq(audit.target_kind, 'invite'), eq(audit.target_id, id), eq(audit.action, 'invite.create')))
      return { ...invite, by_id: entry?.kind === 'user' ? entry.by : null }
    },

    async publicClimbs(userId: string, most: number): Promise<{ results: PersonClimb[]; count: number }> {
      const where = and(owned(userId), eq(climbs.is_private, false))
      const state = shownState(climbs)
      const { id, face_id, name, grade_font, created_at } = climbs
      const results = await db.select({ id, face_id, name, grade_font, created_at, state }).from(climbs).where(where)
        .orderBy(desc(climbs.created_at), desc(climbs.id)).limit(most)
      const [total] = await db.select({ n: count() }).from(climbs).where(where)
      return { results, count: total?.n ?? 0 }
    },

    /** The public climbs that the person set since, which are neither hidden nor deleted. */
    async shownClimbIdsSince(userId: string, since: Instant): Promise<string[]> {
      const where = and(owned(userId), eq(climbs.is_private, false), gte(climbs.created_at, since), shownClimbs(db.t))
      return (await db.select({ id: climbs.id }).from(climbs).where(where)).map(({ id }) => id)
    },

    /** Whatever the person said of holds and changed since; the values are not read. */
    async annotatedSince(userId: string, since: Instant): Promise<{ face_id: string; hold_id: number }[]> {
      return db.select({ face_id: annotations.face_id, hold_id: annotations.hold_id }).from(annotations)
        .where(and(eq(annotations.user_id, userId), gte(annotations.updated_at, since)))
        .orderBy(annotations.hold_id)
    },

    /** Open requests for work that the person made since. */
    async openTaskIdsSince(userId: string, since: Instant): Promise<string[]> {
      const where = and(eq(tasks.asked_by_id, userId), isNull(tasks.done_at), gte(tasks.asked_at, since))
      return (await db.select({ id: tasks.id }).from(tasks).where(where)).map(({ id }) => id)
    },

    async countPrivateClimbs(userId: string): Promise<number> {
      const [total] = await db.select({ n: count() }).from(climbs).where(and(owned(userId), eq(climbs.is_private, true)))
      return total?.n ?? 0
    },

    /** The holds whose note the person edited last, as far as the history knows. */
    async lastNotes(userId: string): Promise<WrittenNote[]> {
      const last = db
        .select({ hold_id: holdHistory.hold_id, at: max(holdHistory.at).as('last_at') })
        .from(holdHistory)
        .where(eq(holdHistory.kind, 'note'))
        .groupBy(holdHistory.hold_id)
        .as('last')
      return db
        .select({ hold_id: holdHistory.hold_id, face_id: holdHistory.face_id, at: holdHistory.at })
        .from(holdHistory)
        .innerJoin(last, and(eq(last.hold_id, holdHistory.hold_id), eq(last.at, holdHistory.at)))
        .where(and(eq(holdHistory.kind, 'note'), eq(holdHistory.actor_id, userId)))
        .orderBy(desc(holdHistory.at), desc(holdHistory.hold_id))
    },

    async askedTasks(userId: string, most: number): Promise<{ results: StoredTask[]; count: number }> {
      const where = eq(tasks.asked_by_id, userId)
      const results = (await db.select().from(tasks).where(where).orderBy(desc(tasks.asked_at), desc(tasks.id)).limit(most)) as StoredTask[]
      const [total] = await db.select({ n: count() }).from(tasks).where(where)
      return { results, count: total?.n ?? 0 }
    },

    /** Counts the holds of each face that the person annotated. It never reads the values. */
    async annotated(userId: string): Promise<{ face_id: string; holds_count: number; updated_at: Instant }[]> {
      const rows = await db.select({ face_id: annotations.face_id, holds_count: count(), updated_at: max(annotations.updated_at) })
        .from(annotations).where(eq(annotations.user_id, userId)).groupBy(annotations.face_id)
        .orderBy(desc(max(annotations.updated_at)), annotations.face_id)
      return rows.flatMap(({ updated_at, ...row }) => (updated_at === null ? [] : [{ ...row, updated_at }]))
    },

    async publishedNotices(userId: string, most: number): Promise<{ results: StoredNotice[]; count: number }> {
      const where = eq(notices.by, userId)
      const results = (await db.select().from(notices).where(where)
        .orderBy(desc(notices.created_at), desc(notices.id)).limit(most)) as StoredNotice[]
      const [total] = await db.select({ n: count() }).from(notices).where(where)
      return { results, count: total?.n ?? 0 }
    },
  }
}
