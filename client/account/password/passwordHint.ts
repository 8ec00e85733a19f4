import { passwordFault, type PersonWords } from '../../../shared/rules/passwordFault'

/** `fair` may still be found too easy to guess: only the server has the dictionaries. */
export type PasswordHint = 'empty' | 'short' | 'long' | 'personal' | 'fair' | 'good'

const GOOD_LENGTH = 15
const GOOD_LETTERS = 8

/** [ACCOUNT-8] What a new password is worth while it is typed. */
export function passwordHint(password: string, person: PersonWords): PasswordHint {
  if (password === '') return 'empty'
  const fault = passwordFault(password, person)
  if (fault) return fault
  const letters = [...password]
  return letters.length >= GOOD_LENGTH && new Set(letters).size >= GOOD_LETTERS ? 'good' : 'fair'
}

/** The filled parts of the meter, of three. */
export const filledOf: Record<PasswordHint, 0 | 1 | 2 | 3> = { empty: 0, short: 1, long: 1, personal: 1, fair: 2, good: 3 }
