import { randomUUID } from 'node:crypto'
import { Refusal } from '../../../shared/result'
import type { UserRole } from '../../../shared/model/user'
import type { WriteContext } from '../../transaction/context'

export interface NewAccount {
  email: string
  username: string
  full_name: string
  password_hash: string
  role: UserRole
  /** True if the program made the password up: it may only be used to choose another one. */
  must_change_password?: boolean
  /** The invitation that it was registered with. */
  invite_id?: string | null
}

/** @throws Refusal `taken` */
export async function refuseTaken(
  { users }: Pick<WriteContext['stores'], 'users'>,
  { email, username }: Pick<NewAccount, 'email' | 'username'>,
): Promise<void> {
  if (await users.byEmail(email)) throw new Refusal('taken', { field: 'email' })
  if (await users.byUsername(username)) throw new Refusal('taken', { field: 'username' })
}

/** Writes the account. Registration, the command line and the first start all use it. @throws Refusal `taken` */
export async function createAccount({ stores, now }: Pick<WriteContext, 'stores' | 'now'>, account: NewAccount): Promise<string> {
  await refuseTaken(stores, account)
  const id = randomUUID()
  await stores.users.insert({ id, ...account, source: 'mastoc', is_active: true, created_at: now, updated_at: now })
  return id
}
