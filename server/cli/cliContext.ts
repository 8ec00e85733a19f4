import { createPasswords, type Passwords } from '../auth/passwords'
import { ensureEpoch } from '../db/epoch'
import { readConfig } from '../config/config'
import type { Database } from '../db/database'
import { databasePlace, openDatabase } from '../db/openDatabase'
import { keepPrivate } from '../files/privateFiles'
import { createTransactions, type RunTransaction } from '../transaction/runTransaction'
import { systemClock, type Clock } from '../config/clock'

/** The context of a command: the same database and transactions as the server's, which may run beside it. */
export interface CliContext {
  db: Database
  clock: Clock
  transactions: RunTransaction
  passwords: Passwords
}

/** Opens the database of the settings, migrated, and closes it however the work ends. */
export async function withCliContext<T>(
  environment: Record<string, string | undefined>,
  work: (context: CliContext) => Promise<T>,
): Promise<T> {
  const config = readConfig(environment)
  keepPrivate(config.dataDir)
  const db = await openDatabase(databasePlace(config))
  try {
    await ensureEpoch(db, systemClock)
    // A server finds by itself what another process wrote, so nobody is notified here.
    const transactions = createTransactions({ config, db, clock: systemClock, wake: () => {} })
    return await work({ db, clock: systemClock, transactions, passwords: createPasswords() })
  } finally {
    await db.close()
  }
}
