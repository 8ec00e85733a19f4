import { lt } from 'drizzle-orm'
import type { Instant } from '../../../../shared/model/instant'
import type { Database } from '../../database'

/** Tickets that were used, over all nodes. */
export function ticketStore(db: Database) {
  const { spentTickets } = db.t
  return {
    /** @returns true if nobody spent it before */
    async spend(ticketHash: string, endsAt: Instant): Promise<boolean> {
      const rows = await db
        .insert(spentTickets)
        .values({ ticket_hash: ticketHash, ends_at: endsAt })
        .onConflictDoNothing()
        .returning({ ticket_hash: spentTickets.ticket_hash })
      return rows.length === 1
    },

    /** Deletes expired tickets: their own end is checked before this table. */
    async forget(now: Instant) {
      await db.delete(spentTickets).where(lt(spentTickets.ends_at, now))
    },
  }
}
