import { passwordFault, personalWords, type PersonWords } from '../../shared/rules/passwordFault'
import { Refusal } from '../../shared/result'
import type { Claimant } from '../concurrency/semaphore'
import type { PasswordJudge } from './passwordJudge'

const SCORE_MIN = 3
/** Words that anybody would try at a climbing wall. */
const PLACE_WORDS = ['mastoc', 'escalade', 'climbing', 'grimpe', 'bloc', 'prise']

/**
 * [ACCOUNT-8] Judges every password that a person chooses. One that takes too long to estimate consists of so many
 * known words that it counts as easy to guess.
 * @throws Refusal `weak_password` with the reason, `unavailable`
 */
export async function requireStrongPassword(
  password: string,
  person: PersonWords,
  { judge, claimant }: { judge: PasswordJudge; claimant: Claimant },
): Promise<void> {
  const fault = passwordFault(password, person)
  if (fault) throw new Refusal('weak_password', { reason: fault })
  const strength = await judge.strengthOf({ password, words: [...personalWords(person), ...PLACE_WORDS] }, claimant)
  if (strength?.isCommon) throw new Refusal('weak_password', { reason: 'common' })
  if (!strength || strength.score < SCORE_MIN) throw new Refusal('weak_password', { reason: 'guessable' })
}
