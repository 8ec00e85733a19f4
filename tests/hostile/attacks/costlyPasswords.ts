import { ask } from '../ask'
import { tally } from '../answers'
import type { Attack } from '../underAttack'
import { PASSWORD } from '../wall'

/** To look at how easily it is guessed takes seconds. */
const COSTLY = 'p4$$w0rd'.repeat(8)

/** F4: somebody registers with passwords that take long to judge, one after the other. */
export const costlyRegistrations: Attack = async ({ url }, seconds) => {
  const { answers, note } = tally()
  const ends = Date.now() + seconds * 1000
  for (let n = 0; Date.now() < ends; n++) {
    const { status } = await ask(`${url}/api/auth/register`, {
      method: 'POST',
      body: { username: `costly-${n}`, email: `costly-${n}@example.org`, password: COSTLY },
    })
    note(status)
  }
  return answers
}

/** F4: somebody wants such a password instead of their own, three times at once. */
export const costlyChanges: Attack = async (target, seconds) => {
  const { answers, note } = tally()
  const { token } = await target.logIn('marmotte')
  const ends = Date.now() + seconds * 1000
  const loop = async () => {
    while (Date.now() < ends) {
      const { status } = await ask(`${target.url}/api/users/me/password`, {
        method: 'POST',
        token,
        body: { current_password: PASSWORD, new_password: COSTLY },
      })
      note(status)
    }
  }
  await Promise.all([loop(), loop(), loop()])
  return answers
}
