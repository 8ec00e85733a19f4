import { randomBytes } from 'node:crypto'
import { guest } from '../shared/access/actor'
import { GLOBAL_FEED } from '../shared/feedName'
import type { Config } from './config/config'
import { readyDemo } from './demo/readyDemo'
import { storesOn, type Stores } from './db/stores/stores'
import type { Database } from './db/database'
import { unlessDoneElsewhere } from './db/unlessDoneElsewhere'
import type { Passwords } from './auth/passwords'
import { demoFolder } from './files/projectFolder'
import type { RunTransaction } from './transaction/runTransaction'
import type { Clock } from './config/clock'
import { createAccount, type NewAccount } from './usecases/accounts/createAccount'
import type { WriteContext } from './transaction/context'
import { importWall } from './usecases/imports/importWall'

/** The name, or, if somebody registered under it, one made from it. */
const freeUsername = async ({ users }: Stores, wanted: string): Promise<string> =>
  await users.byUsername(wanted) ? `${wanted.slice(0, 40)}-${randomBytes(4).toString('hex')}` : wanted

/** The person who started the server made it, so the log names the command line. */
async function createAdmin(context: WriteContext, account: Omit<NewAccount, 'role'>): Promise<void> {
  const id = await createAccount(context, { ...account, role: 'admin' })
  await context.stores.audit.append(
    { actor: { kind: 'cli' }, action: 'user.create', target: { kind: 'user', id }, detail: { role: 'admin' } },
    context.now,
  )
}

interface StartParts {
  db: Database
  config: Config
  transactions: RunTransaction
}

/** Makes the admin of the settings, or, if there is no admin at all, one with a made-up password. @returns that password */
export async function ensureAdmin(
  { db, config, transactions, passwords }: StartParts & { passwords: Passwords },
): Promise<{ username: string; password: string } | null> {
  const { users } = storesOn(db)
  if (config.admin) {
    if (await users.byEmail(config.admin.email)) return null
    const { email, password } = config.admin
    const password_hash = await passwords.hash(password)
    const username = email.split('@')[0]?.slice(0, 50).padEnd(3, '_') ?? 'admin'
    await unlessDoneElsewhere(() =>
      transactions(guest, async context =>
        createAdmin(context, { email, username: await freeUsername(context.stores, username), full_name: username, password_hash }),
      ),
    )
    return null
  }
  if (await users.hasAdmin()) return null
  const password = randomBytes(16).toString('base64url')
  const password_hash = await passwords.hash(password)
  const made = await unlessDoneElsewhere(() => transactions(guest, async (context) => {
    const username = await freeUsername(context.stores, 'admin')
    await createAdmin(context, { email: 'admin@localhost', username, full_name: 'Admin', password_hash, must_change_password: true })
    return username
  }))
  return made && { username: made.value, password }
}

/** True if this database gets the demo: it has none, and either the demo was asked for or there is no other wall. */
async function wantsDemo(stores: Stores, config: Config): Promise<boolean> {
  if ((await stores.imports.demoGyms()).length > 0) return false
  return config.demo === 'on' || (await stores.walls.gyms()).length === 0
}

/** Gives a new server a wall to try things on; a real import replaces it. @returns true if it was seeded now */
export async function ensureDemo({ db, config, transactions, clock }: StartParts & { clock: Clock }): Promise<boolean> {
  if (config.demo === 'off' || !await wantsDemo(storesOn(db), config)) return false
  const wall = await readyDemo(demoFolder(), clock())
  const { value } = await transactions(guest, async (context) => {
    // Several servers may start together: the first to hold this lock seeds, the others then see that it is done.
    await context.stores.feeds.lock([GLOBAL_FEED], context.now)
    if (!await wantsDemo(context.stores, config)) return false
    await importWall(context, wall, { keepDemo: true })
    return true
  })
  return value
}
