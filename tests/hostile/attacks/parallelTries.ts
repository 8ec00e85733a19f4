import { ADDRESSES, ask } from '../ask'
import { tally } from '../answers'
import type { Attack } from '../underAttack'
import { PASSWORD } from '../wall'

const ACCOUNT = 'chamois'
const AT_ONCE = 60

/** M7: sixty wrong passwords at the same moment, for an account that nobody tried before. At the end its owner logs in, which is told too. */
export const parallelTries: Attack = async ({ url }) => {
  const { answers, note } = tally()
  const logIn = (password: string, from: string) => ask(`${url}/api/auth/login`, { method: 'POST', from, body: { username: ACCOUNT, password } })
  await Promise.all(Array.from({ length: AT_ONCE }, async (_, nth) => note((await logIn(`wrong-${nth}`, ADDRESSES.attacker)).status)))
  note(`owner ${(await logIn(PASSWORD, ADDRESSES.honest)).status}`)
  return answers
}
