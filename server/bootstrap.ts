import { randomBytes } from 'node:crypto'
import { guest } from '../shared/access/actor'
import type { Config } from './config'
import { storesOn } from './db/stores/stores'
import type { Database } from './db/database'
import type { Passwords } from './auth/passwords'
import type { Clock, RunTransaction } from './transact'
import { createAccount } from './usecases/accounts/createAccount'

export const newEpochId = (): string => randomBytes(8).toString('hex')

/** The epoch is made with the database, once, whoever comes first. */
export async function ensureEpoch(db: Database, clock: Clock): Promise<void> {
  await db.transaction(async (tx) => {
    const { feeds } = storesOn(tx)
    if (!await feeds.epoch()) await feeds.newEpoch(newEpochId(), clock())
  })
}

/** The admin of the settings, or, where there is none at all, one with a password made up now. @returns that password */
export async function ensureAdmin({ db, config, transactions, passwords }: { db: Database; config: Config; transactions: RunTransaction; passwords: Passwords }): Promise<{ username: string; password: string } | null> {
  const { users } = storesOn(db)
  if (config.admin) {
    if (await users.byEmail(config.admin.email)) return null
    const { email, password } = config.admin
    const password_hash = await passwords.hash(password)
    const username = email.split('@')[0]?.slice(0, 50).padEnd(3, '_') ?? 'admin'
    await transactions(guest, context => createAccount(context, { email, username, full_name: username, password_hash, role: 'admin' }))
    return null
  }
  if (await users.hasAdmin()) return null
  const password = randomBytes(12).toString('base64url')
  const password_hash = await passwords.hash(password)
  await transactions(guest, context => createAccount(context, { email: 'admin@localhost', username: 'admin', full_name: 'Admin', password_hash, role: 'admin' }))
  return { username: 'admin', password }
}
