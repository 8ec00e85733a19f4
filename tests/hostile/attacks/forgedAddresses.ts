import { ADDRESSES, ask } from '../ask'
import { tally } from '../answers'
import type { Attack } from '../underAttack'
import { PASSWORD } from '../wall'

const ACCOUNT = 'hermine'
const LEAST_TRIES = 30

/** F7: somebody guesses a password and says each time to come from elsewhere. At the end its owner logs in, which is told too. */
export const forgedAddresses: Attack = async ({ url }, seconds) => {
  const { answers, note } = tally()
  const logIn = (password: string, from: string, forged: Record<string, string>) =>
    ask(`${url}/api/auth/login`, { method: 'POST', from, headers: forged, body: { username: ACCOUNT, password } })
  const ends = Date.now() + seconds * 1000
  for (let nth = 0; nth < LEAST_TRIES || Date.now() < ends; nth++) {
    const forged = `203.0.113.${nth % 250}`
    note(
      (
        await logIn(`wrong-${nth}`, ADDRESSES.attacker, {
          'x-forwarded-for': `${forged}, ${forged}`,
          'x-real-ip': forged,
          'forwarded': `for=${forged}`,
        })
      ).status,
    )
  }
  note(`owner ${(await logIn(PASSWORD, ADDRESSES.honest, {})).status}`)
  return answers
}
