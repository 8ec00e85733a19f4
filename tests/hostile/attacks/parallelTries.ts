import { ADDRESSES, ask } from '../ask'
import { tally } from '../answers'
import { pace } from '../pace'
import type { Attack } from '../underAttack'
import { PASSWORD } from '../wall'

const ACCOUNT = 'chamois'
const AT_ONCE = 60

/**
 * M7: sixty wrong passwords at the same moment, every second, for an account that nobody tried before. At the end its
 * owner logs in, which is told too.
 */
export const parallelTries: Attack = async ({ url }, seconds) => {
  const { answers, note } = tally()
  const logIn = (password: string, from: string) =>
    ask(`${url}/api/auth/login`, { method: 'POST', from, body: { username: ACCOUNT, password } })
  const together = () =>
    Promise.all(Array.from({ length: AT_ONCE }, async (_, nth) => note((await logIn(`wrong-${nth}`, ADDRESSES.attacker)).status)))
  const rounds: Promise<unknown>[] = []
  await pace(1, seconds, () => void rounds.push(together()))
  await Promise.all(rounds)
  note(`owner ${(await logIn(PASSWORD, ADDRESSES.honest)).status}`)
  return answers
}
