import { lt } from 'drizzle-orm'
import type { Instant } from '../../../shared/model/instant'
import type { Database } from '../database'

/** Tickets that were used, over all nodes. */
export function ticketStore(db: Database) {
  const { spentTickets } = db.t
  return {
    /** @returns whether nobody spent it before */
    async spend(ticketHash: string, endsAt: Instant): Promise<boolean> {
      const rows = await db
        .insert(spentTickets)
        .values({ ticket_hash: ticketHash, ends_at: endsAt })
        .onConflictDoNothing()
        .returning({ ticket_hash: spentTickets.ticket_hash })
      return rows.length === 1
    },

    /** A ticket is looked at until its end, so what is over need not be known any more. */
    async forget(now: Instant) {
      await db.delete(spentTickets).where(lt(spentTickets.ends_at, now))
    },
  }
}
