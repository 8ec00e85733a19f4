import { Refusal } from '../../../shared/result'
import type { StoredUser } from '../../db/stores/accounts/users'
import type { CommandServices } from '../useCase'
import { claimantOfUser } from './claimants'

/**
 * A stranger at an open page has no more tries at the password than at the login. @throws Refusal `wrong_password`,
 * `too_fast`
 */
export async function requireCurrentPassword(
  { passwords, rates }: Pick<CommandServices, 'passwords' | 'rates'>,
  user: StoredUser,
  password: string,
): Promise<void> {
  const at = { kind: 'password', what: user.id, address: null }
  const matches = await passwords.verify(user.password_hash, password, claimantOfUser(user.id), look => rates.attempt(at, look))
  if (!matches) throw new Refusal('wrong_password')
}
