import { isNull } from 'drizzle-orm'
import type { Instant } from '../../../shared/model/instant'
import type { Database } from '../database'
import { storesOn } from '../stores/stores'

export interface NewBeginning {
  now: Instant
  newEpoch: string
  /** Gives another one at each call. */
  documentEpoch: () => string
  /** The time at which the backup was made. */
  madeAt: string
}

/** Local copies of a document may hold changes from after the backup, and others' edits among them: none of them goes on. */
async function renewDocuments(tx: Database, { documentEpoch }: NewBeginning): Promise<void> {
  const { documents } = tx.t
  for (const { name } of await tx.select({ name: documents.name }).from(documents))
    await storesOn(tx).documents.renew(name, documentEpoch())
}

/** Ends everything that may have ended after the backup: sessions, links from letters, and letters that waited to be sent. */
async function endWhatWasOpen(tx: Database, now: Instant): Promise<void> {
  const { sessions, refreshTokens, passwordResets, emailConfirmations, mails, pushes, pushSubscriptions, rates } = tx.t
  await tx.update(sessions).set({ ended_at: now, end_reason: 'logged-out' }).where(isNull(sessions.ended_at))
  for (const table of [refreshTokens, passwordResets, emailConfirmations, rates, pushes, pushSubscriptions]) await tx.delete(table)
  await tx.update(mails).set({ done_at: now, sealed: '', failure: 'restored' }).where(isNull(mails.done_at))
}

/** [BACKUP-3] Turns the contents of a backup into a database that goes on from there. */
export async function beginAnew(db: Database, beginning: NewBeginning): Promise<void> {
  await db.transaction(async (tx) => {
    const { feeds, audit } = storesOn(tx)
    await feeds.newEpoch(beginning.newEpoch, beginning.now)
    await renewDocuments(tx, beginning)
    await endWhatWasOpen(tx, beginning.now)
    await audit.append(
      {
        actor: { kind: 'cli' },
        action: 'database.restore',
        target: { kind: 'epoch', id: beginning.newEpoch },
        detail: { made_at: beginning.madeAt },
      },
      beginning.now,
    )
  })
}
