import { ADDRESSES, ask } from '../ask'
import { tally } from '../answers'
import type { Attack } from '../underAttack'
import { PASSWORD, PEOPLE } from '../wall'

const AT_ONCE = 60
const HONEST_EVERY_MS = 1000

/** M3: sixty logins at a time of names that nobody has; meanwhile honest people log in from elsewhere, which is told too. */
export const loginFlood: Attack = async ({ url }, seconds) => {
  const { answers, note } = tally()
  const ends = Date.now() + seconds * 1000
  let count = 0
  const login = (username: string, from: string) =>
    ask(`${url}/api/auth/login`, { method: 'POST', from, body: { username, password: PASSWORD } })
  const flood = async () => {
    while (Date.now() < ends) note((await login(`invented-${++count}`, ADDRESSES.attacker)).status)
  }
  const honest = async () => {
    for (let nth = 0; Date.now() < ends; nth++) {
      const { status, ms } = await login(PEOPLE[nth % PEOPLE.length] ?? '', ADDRESSES.honest)
      note(`honest ${status}`)
      if (ms > 2000) note('honest waited over 2 s')
      await new Promise((resolve) => { setTimeout(resolve, Math.max(0, HONEST_EVERY_MS - ms)) })
    }
  }
  await Promise.all([honest(), ...Array.from({ length: AT_ONCE }, flood)])
  return answers
}
