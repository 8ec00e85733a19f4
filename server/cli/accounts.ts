import { guest } from '../../shared/access/actor'
import { InstantSchema } from '../../shared/model/instantSchema'
import type { Instant } from '../../shared/model/instant'
import { UserRole } from '../../shared/model/user'
import { storesOn, type Stores } from '../db/stores/stores'
import type { StoredUser } from '../db/stores/accounts/users'
import { makePrintedLink } from '../usecases/accounts/resetLink'
import { changeAccount } from '../usecases/admin/changeUser'
import { isClaimable } from '../usecases/users/userView'
import type { Console } from './console'
import { UsageError } from './usageError'
import { withCliContext } from './cliContext'

export interface ListOptions {
  search?: string
  role?: string
}
export interface DeactivateOptions {
  reason: string
  until?: string
}

const cli = { kind: 'cli' } as const
const PAGE = 500

const dayOf = (moment: Instant | null): string => moment?.slice(0, 10) ?? 'never'
const minuteOf = (moment: Instant): string => `${moment.slice(0, 16)}Z`

/** The account with this address or this user name. @throws UsageError */
async function accountOf(who: string, { users }: Stores): Promise<StoredUser> {
  const user = (await users.byEmail(who)) ?? (await users.byUsername(who))
  if (!user) throw new UsageError(`No account has the address or the user name ${who}. See: mastoc user list --search ${who}`)
  return user
}

function stateOf({ is_active, inactive_until, muted_until }: StoredUser, now: Instant): string {
  if (!is_active) return inactive_until === null ? 'deactivated' : `deactivated until ${minuteOf(inactive_until)}`
  return muted_until !== null && muted_until > now ? 'muted' : 'active'
}

const lineOf = (user: StoredUser, now: Instant): string =>
  [
    user.username,
    user.full_name,
    user.email ?? 'no address',
    ...(user.role === 'admin' ? ['admin'] : []),
    ...(isClaimable(user) ? ['imported setter'] : []),
    stateOf(user, now),
    `last login ${dayOf(user.last_login_at)}`,
  ]
    .filter(part => part !== '')
    .join('  ')

/** [PERSON-7] A line for each account, by name. */
export async function listAccounts({ search, role }: ListOptions, console: Console): Promise<void> {
  const wanted = UserRole.optional().safeParse(role)
  if (!wanted.success) throw new UsageError('--role: user or admin')
  await withCliContext(console.environment, async ({ db, clock }) => {
    const { users } = storesOn(db)
    for (let page = 1, left = 1; left > 0; page++) {
      const { results, count } = await users.list({ search, role: wanted.data }, { page, page_size: PAGE })
      for (const user of results) console.out(lineOf(user, clock()))
      if (count === 0) console.out('No accounts.')
      left = count - page * PAGE
    }
  })
}

/** [PERSON-7] One account, a line for each fact. */
export async function showAccount(who: string, console: Console): Promise<void> {
  await withCliContext(console.environment, async ({ db, clock }) => {
    const stores = storesOn(db)
    const user = await accountOf(who, stores)
    const now = clock()
    const climbs = (await stores.userData.climbCounts([user.id])).get(user.id) ?? 0
    const devices = await stores.sessions.livingOfAll([user.id], now)
    const facts: [string, string][] = [
      ['User name', user.username],
      ['Name', user.full_name],
      ['Address', user.email === null ? 'none' : `${user.email}${user.email_confirmed ? '' : ' (not confirmed)'}`],
      ['Role', user.role],
      ['State', stateOf(user, now)],
      ['Second factor', user.has_second_factor ? 'yes' : 'no'],
      ['Came from', user.source],
      ['Since', dayOf(user.created_at)],
      ['Last login', dayOf(user.last_login_at)],
      ['Devices', String(devices.length)],
      ['Climbs', String(climbs)],
      ['Id', user.id],
    ]
    for (const [name, value] of facts) console.out(`${`${name}:`.padEnd(15)}${value}`)
  })
}

/** [PERSON-8] Prints a link with which a person chooses a new password. The older links end, and nothing is mailed. */
export async function printResetLink(who: string, console: Console): Promise<void> {
  const { value } = await withCliContext(console.environment, ({ transactions }) =>
    transactions(guest, async (context) => {
      const user = await accountOf(who, context.stores)
      if (isClaimable(user)) throw new UsageError(`${user.username} is an imported setter without an account. Give them an address first.`)
      if (!user.is_active) throw new UsageError(`${user.username} is deactivated. First: mastoc user reactivate ${user.username}`)
      const link = await makePrintedLink(context, user.id)
      await context.stores.audit.append({ actor: cli, action: 'user.reset_link', target: { kind: 'user', id: user.id } }, context.now)
      return { link, username: user.username }
    }),
  )
  console.out(`${value.username} chooses a new password there, once, within a day:`)
  console.out(value.link)
}

/** The server's connections of the account end within seconds. */
export async function deactivateAccount(who: string, { reason, until }: DeactivateOptions, console: Console): Promise<void> {
  const end = InstantSchema.optional().safeParse(until)
  if (!end.success) throw new UsageError('--until: a moment to come, for example 2026-12-24T14:00+01:00')
  const username = await withCliContext(console.environment, async ({ transactions }) => {
    const { value } = await transactions(guest, async (context) => {
      const user = await accountOf(who, context.stores)
      if (end.data !== undefined && end.data <= context.now) throw new UsageError('--until: this moment is past')
      const asked = { id: user.id, reason: reason.trim().slice(0, 500), until: end.data }
      const values = { is_active: false, inactive_until: end.data ?? null }
      await changeAccount({ ...context, actor: cli }, user, asked, { action: 'user.deactivate', values })
      return user.username
    })
    return value
  })
  console.out(end.data === undefined ? `${username} is deactivated.` : `${username} is deactivated until ${minuteOf(end.data)}.`)
}

export async function reactivateAccount(who: string, console: Console): Promise<void> {
  const username = await withCliContext(console.environment, async ({ transactions }) => {
    const { value } = await transactions(guest, async (context) => {
      const user = await accountOf(who, context.stores)
      const change = { action: 'user.reactivate', values: { is_active: true, inactive_until: null } }
      await changeAccount({ ...context, actor: cli }, user, { id: user.id, reason: '' }, change)
      return user.username
    })
    return value
  })
  console.out(`${username} may log in again.`)
}
