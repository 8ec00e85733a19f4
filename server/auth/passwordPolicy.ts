import { passwordFault, personalWords, type PersonWords } from '../../shared/rules/passwordFault'
import { Refusal } from '../../shared/result'

const SCORE_MIN = 3
/** What anybody tries at a climbing wall. */
const PLACE_WORDS = ['mastoc', 'escalade', 'climbing', 'grimpe', 'bloc', 'prise']

/**
 * [ACCOUNT-8] Asked wherever a password is chosen.
 * @throws Refusal `weak_password` with the reason
 */
export async function requireStrongPassword(password: string, person: PersonWords): Promise<void> {
  const fault = passwordFault(password, person)
  if (fault) throw new Refusal('weak_password', { reason: fault })
  // The dictionaries are large: read when a password is first chosen, not at the start.
  const { isCommon, scoreOf } = await import('./strength')
  if (isCommon(password)) throw new Refusal('weak_password', { reason: 'common' })
  if (scoreOf(password, [...personalWords(person), ...PLACE_WORDS]) < SCORE_MIN) throw new Refusal('weak_password', { reason: 'guessable' })
}
