import { ADDRESSES, ask } from '../ask'
import { tally } from '../answers'
import type { Attack } from '../underAttack'
import { PASSWORD, PEOPLE } from '../wall'

const AT_ONCE = 10

/** M9: one person logs in again and again with the right password, each time as another device. Their sessions are counted at the end. */
export const rightLogins: Attack = async ({ url }, seconds) => {
  const { answers, note } = tally()
  const ends = Date.now() + seconds * 1000
  let token = ''
  const login = () =>
    ask(`${url}/api/auth/login`, { method: 'POST', from: ADDRESSES.attacker, body: { username: PEOPLE[1], password: PASSWORD } })
  const loop = async () => {
    while (Date.now() < ends) {
      const { status, text } = await login()
      note(status)
      if (status === 200) token = (JSON.parse(text) as { access_token: string }).access_token
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, loop))
  const { text } = await ask(`${url}/api/users/me/sessions`, { token, from: ADDRESSES.honest })
  answers['sessions'] = (JSON.parse(text) as { results: unknown[] }).results.length
  return answers
}
