import { guest } from '../../shared/access/actor'
import { accountCommands } from '../../shared/contract/account'
import { Refusal } from '../../shared/result'
import { createPasswordJudge } from '../auth/passwordJudge'
import { requireStrongPassword } from '../auth/passwordPolicy'
import { asRefusal, problemOf } from '../http/problem'
import { createAccount } from '../usecases/accounts/createAccount'
import { promoteUser } from '../usecases/accounts/promoteUser'
import { resetFactor } from '../usecases/factors/resetFactor'
import type { Console } from './console'
import { readPassword } from './readPassword'
import { UsageError } from './usageError'
import { withCliContext } from './cliContext'

export interface NewUser {
  email: string
  username: string
  password?: string
  admin: boolean
}

const cli = { kind: 'cli' } as const

/** Makes an account as registration would, even if registration is closed. */
export async function createUser({ admin, password: typed, ...given }: NewUser, console: Console): Promise<void> {
  if (typed !== undefined)
    console.err('Warning: others on this machine may read --password in the list of processes. Without it, the password is asked for.')
  const parsed = accountCommands['auth.register'].input.safeParse({ ...given, password: typed ?? (await readPassword(console)) })
  if (!parsed.success) throw new UsageError(parsed.error.issues.map(issue => `--${issue.path.join('.')}: ${issue.message}`).join('\n'))
  const { email, username, password } = parsed.data
  const judge = createPasswordJudge()
  try {
    await requireStrongPassword(password, { email, username }, { judge, claimant: { payer: 'console' } })
  } catch (error) {
    throw new UsageError(`--password: ${problemOf(asRefusal(error), 'en').detail}`)
  } finally {
    await judge.close()
  }
  const role = admin ? 'admin' : 'user'
  await withCliContext(console.environment, async ({ transactions, passwords }) => {
    const password_hash = await passwords.hash(password)
    await transactions(guest, async (context) => {
      const id = await createAccount(context, { email, username, full_name: username, password_hash, role })
      await context.stores.audit.append({ actor: cli, action: 'user.create', target: { kind: 'user', id }, detail: { role } }, context.now)
    })
  })
  console.out(`${role === 'admin' ? 'Admin' : 'User'} ${username} created.`)
}

/** Changes a role. The database is asked for it at each request, so the change holds from the next one on. */
export async function promote(email: string, console: Console): Promise<void> {
  const username = await withCliContext(console.environment, async ({ transactions }) => {
    const { value } = await transactions(guest, async (context) => {
      const user = await promoteUser(context, email)
      await context.stores.audit.append({ actor: cli, action: 'user.promote', target: { kind: 'user', id: user.id } }, context.now)
      return user.username
    })
    return value
  })
  console.out(`${username} is an admin.`)
}

/** Helps a person who lost their passkeys and codes, even the only admin. The server sends the letter that tells them. */
export async function resetFactorOf(email: string, console: Console): Promise<void> {
  const { username, hadOne } = await withCliContext(console.environment, async ({ transactions }) => {
    const { value } = await transactions(guest, async (context) => {
      const user = await context.stores.users.byEmail(email)
      if (!user) throw new Refusal('not_found')
      await resetFactor(context, user, { by: cli, reason: '', language: user.language ?? 'fr' })
      return { username: user.username, hadOne: user.has_second_factor }
    })
    return value
  })
  console.out(hadOne ? `${username} logs in with the password alone.` : `${username} has no second factor.`)
}
