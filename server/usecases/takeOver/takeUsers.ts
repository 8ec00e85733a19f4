import { normalise } from '../../../shared/rules/text'
import { usernameKey } from '../../../shared/rules/username'
import { isBcryptHash } from '../../auth/bcryptHash'
import type { OldUser } from '../../sources/pythonServer/oldRows'
import type { StoredUser } from '../../db/stores/accounts/users'
import type { WriteContext } from '../../transaction/context'
import { setterKey } from '../users/setterKey'
import { touchName } from '../users/touchName'
import { isNewerHere, lastChange } from './lastChange'
import type { Ledger } from './ledger'

type Context = Pick<WriteContext, 'stores' | 'touch' | 'now'>
type NewUser = Parameters<WriteContext['stores']['imports']['insertUsers']>[0][number]

const emailKey = (email: string): string => email.trim().toLowerCase()
const aliasKey = ({ id }: Pick<OldUser, 'id'>): string => `python:${id}`

/** The name to log in with; a setter has none there, and gets one as Stokt's setters do. */
const usernameOf = ({ id, stokt_id, username, full_name }: OldUser): string =>
  username?.trim() || `${full_name.slice(0, 40) || 'setter'}-${(stokt_id ?? id).slice(0, 8)}`

const isAccount = ({ email, password_hash }: OldUser): boolean => Boolean(email) || password_hash !== null

/** Everybody here who may be somebody there. */
class KnownUsers {
  readonly usernames = new Map<string, string>()
  readonly emails = new Map<string, string>()
  readonly byId = new Map<string, StoredUser>()
  private readonly byStoktId = new Map<string, StoredUser>()

  constructor(users: readonly StoredUser[], private readonly aliases: ReadonlyMap<string, string | null>) {
    for (const user of users) {
      this.byId.set(user.id, user)
      this.usernames.set(user.username_key, user.id)
      if (user.email_key !== null) this.emails.set(user.email_key, user.id)
      if (user.stokt_id !== null) this.byStoktId.set(user.stokt_id, user)
    }
  }

  static async of({ stores }: Context, users: readonly OldUser[]): Promise<KnownUsers> {
    const keys = users.flatMap(user => keysOf(user))
    const aliases = await stores.claims.aliases(keys)
    return new KnownUsers(await stores.takeOver.users({
      ids: [...users.map(({ id }) => id), ...[...aliases.values()].filter(id => id !== null)],
      stoktIds: users.flatMap(({ stokt_id }) => stokt_id ?? []),
      usernameKeys: users.map(user => usernameKey(usernameOf(user))),
      emailKeys: users.flatMap(({ email }) => (email ? emailKey(email) : [])),
    }), aliases)
  }

  /** The account here; null: none yet; `gone`: the person deleted their account here. */
  find(user: OldUser): StoredUser | 'gone' | null {
    const known = keysOf(user).filter(key => this.aliases.has(key))
    for (const key of known) {
      const found = this.byId.get(this.aliases.get(key) ?? '')
      if (found) return found
    }
    if (known.length > 0) return 'gone'
    return this.byId.get(user.id) ?? this.byStoktId.get(user.stokt_id ?? '') ?? this.sameAddress(user)
  }

  /**
   * The Python server never asked whether an address is whose account it is. Who proved it here, or administers this
   * server, is the same person; nobody else is taken for them.
   */
  private sameAddress({ email }: OldUser): StoredUser | null {
    const found = email ? this.byId.get(this.emails.get(emailKey(email)) ?? '') : undefined
    return found && (found.email_confirmed || found.role === 'admin') ? found : null
  }
}

/** The names by which this server remembers who somebody became. */
function keysOf(user: OldUser): string[] {
  const asSetter = user.stokt_id !== null || !isAccount(user)
  return [aliasKey(user), ...(asSetter ? [setterKey({ stokt_id: user.stokt_id, username_key: usernameKey(usernameOf(user)) })] : [])]
}

/** [MOVE-6] A name that somebody has here already, in any case, is made another. */
function freeUsername(user: OldUser, holder: string, { usernames }: KnownUsers, ledger: Ledger): string {
  const wanted = usernameOf(user)
  const owner = usernames.get(usernameKey(wanted))
  const username = owner === undefined || owner === holder ? wanted : `${wanted.slice(0, 40)}-${user.id.slice(0, 8)}`
  const row = { id: user.id, name: user.full_name }
  if (username !== wanted) ledger.note('users', row, `logs in as ${username}, because another account has the name ${wanted}`)
  usernames.set(usernameKey(username), holder)
  return username
}

function freeEmail(user: OldUser, holder: string, { emails }: KnownUsers, ledger: Ledger): string | null {
  const email = user.email?.trim() || null
  if (email === null) return null
  const owner = emails.get(emailKey(email))
  if (owner !== undefined && owner !== holder) {
    ledger.note('users', { id: user.id, name: user.full_name }, `comes without the address ${email}, which is another account's`)
    return null
  }
  emails.set(emailKey(email), holder)
  return email
}

function passwordOf(user: OldUser, ledger: Ledger): string | null {
  if (user.password_hash === null || isBcryptHash(user.password_hash)) return user.password_hash
  const words = 'comes without a password, because its hash is none of bcrypt; a reset letter gives a new one'
  ledger.note('users', { id: user.id, name: user.full_name }, words)
  return null
}

/**
 * [MOVE-7] How much of an account that is here comes from there: all, or, once its person has logged in here, only what
 * is missing. A setter here who has an account there becomes that account.
 */
function claimOf(user: OldUser, was: StoredUser): { password: boolean; profile: boolean } {
  const isOlderHere = !isNewerHere(was, lastChange(user))
  if (was.password_hash === null) return { password: true, profile: isAccount(user) || isOlderHere }
  const hasMovedIn = !isBcryptHash(was.password_hash)
  return { password: !hasMovedIn, profile: !hasMovedIn && isOlderHere }
}

const laterOf = (one: StoredUser['last_login_at'], other: StoredUser['last_login_at']) =>
  [one, other].filter(at => at !== null).sort().at(-1) ?? null

function changesOf(user: OldUser, was: StoredUser, known: KnownUsers, ledger: Ledger): Partial<StoredUser> {
  const takes = claimOf(user, was)
  const { full_name, role, is_active } = user
  return {
    stokt_id: was.stokt_id ?? user.stokt_id,
    email: was.email ?? freeEmail(user, was.id, known, ledger),
    last_login_at: laterOf(was.last_login_at, user.last_login_at),
    ...(takes.password ? { password_hash: passwordOf(user, ledger) ?? was.password_hash } : {}),
    ...(takes.profile ? { full_name, role, is_active } : {}),
    ...(takes.profile && user.username ? { username: freeUsername(user, was.id, known, ledger) } : {}),
  }
}

function newUser(user: OldUser, known: KnownUsers, ledger: Ledger): NewUser {
  const { id, stokt_id, full_name, role, is_active, source, created_at, last_login_at } = user
  const [username, email] = [freeUsername(user, id, known, ledger), freeEmail(user, id, known, ledger)]
  return {
    id, stokt_id, full_name, full_name_search: normalise(full_name), username, username_key: usernameKey(username),
    email, email_key: email === null ? null : emailKey(email), password_hash: passwordOf(user, ledger),
    role, is_active, source, created_at, updated_at: lastChange(user), last_login_at,
  }
}

async function update(context: Context, was: StoredUser, wanted: Partial<StoredUser>): Promise<void> {
  const { stores, now } = context
  await stores.users.update(was.id, { ...wanted, updated_at: now })
  if (wanted.full_name !== undefined && wanted.full_name !== was.full_name) await touchName(context, was.id)
  else context.touch.account(was.id)
}

/** [MOVE-3] [MOVE-4] Users keep their ids. Sessions and codes to reset a password stay behind. @returns their ids here */
export async function takeUsers(context: Context, users: readonly OldUser[], ledger: Ledger): Promise<Map<string, string>> {
  const known = await KnownUsers.of(context, users)
  const ids = new Map<string, string>()
  const fresh: NewUser[] = []
  const oldestFirst = [...users].sort((a, b) => (`${a.created_at} ${a.id}` < `${b.created_at} ${b.id}` ? -1 : 1))
  for (const user of oldestFirst) {
    const row = { id: user.id, name: user.full_name }
    const was = known.find(user)
    if (was === 'gone') {
      ledger.note('users', row, 'deleted their account here')
      ledger.count('users', 'unchanged')
      continue
    }
    ids.set(user.id, was?.id ?? user.id)
    if (!was) {
      ledger.count('users', 'created')
      fresh.push(newUser(user, known, ledger))
      continue
    }
    ledger.becameOne('users', row, was.id)
    const wanted = changesOf(user, was, known, ledger)
    if (ledger.classifyChange('users', was, wanted)) await update(context, was, wanted)
  }
  await context.stores.imports.insertUsers(fresh)
  await context.stores.takeOver.putAliases(oldestFirst.flatMap((user) => {
    const user_id = ids.get(user.id)
    return user_id === undefined ? [] : [{ import_key: aliasKey(user), user_id }]
  }))
  return ids
}
