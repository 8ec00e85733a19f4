import { and, desc, eq, gt, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Instant } from '../../../../shared/model/instant'
import type { Database } from '../../database'

export type StoredInvite = Database['t']['invites']['$inferSelect']

export function inviteStore(db: Database) {
  const { invites } = db.t
  return {
    /** Lists all invitations, also ended and used ones. */
    list: (): Promise<StoredInvite[]> => db.select().from(invites).orderBy(desc(invites.created_at), desc(invites.id)),

    async insert(invite: Database['t']['invites']['$inferInsert']) {
      await db.insert(invites).values(invite)
    },

    async byHash(tokenHash: string): Promise<StoredInvite | null> {
      const [invite] = await db.select().from(invites).where(eq(invites.token_hash, tokenHash))
      return invite ?? null
    },

    /**
     * One statement takes a use, so that of two who come for the last one only one gets it. @returns its id; null if it
     * is not valid
     */
    async use(tokenHash: string, now: Instant): Promise<string | null> {
      const [used] = await db.update(invites).set({ uses_left: sql`${invites.uses_left} - 1` })
        .where(and(eq(invites.token_hash, tokenHash), isNull(invites.ended_at), gt(invites.uses_left, 0), gt(invites.expires_at, now)))
        .returning({ id: invites.id })
      return used?.id ?? null
    },

    /** @returns true if there was one that had ended before its last day, which is good again */
    async resume(id: string, now: Instant): Promise<boolean> {
      const resumed = await db.update(invites).set({ ended_at: null })
        .where(and(eq(invites.id, id), isNotNull(invites.ended_at), gt(invites.expires_at, now)))
        .returning({ id: invites.id })
      return resumed.length > 0
    },

    /** @returns true if there was one that had not ended */
    async end(id: string, now: Instant): Promise<boolean> {
      return (
        (
          await db
            .update(invites)
            .set({ ended_at: now })
            .where(and(eq(invites.id, id), isNull(invites.ended_at)))
            .returning({ id: invites.id })
        ).length > 0
      )
    },
  }
}
