import { ADDRESSES, ask } from '../ask'
import { tally } from '../answers'
import type { Attack } from '../underAttack'

const ROUND_MS = 11_000

/** M4: a thief and the owner trade the same refresh token at the same moment, then each goes on with their own. */
export const stolenRefresh: Attack = async (target, seconds) => {
  const { answers, note } = tally()
  let { refreshToken: thiefs } = await target.logIn('marmotte')
  let owners = thiefs
  const trade = async (refresh_token: string, from: string, who: string): Promise<string> => {
    const { status, text } = await ask(`${target.url}/api/auth/refresh`, { method: 'POST', from, body: { refresh_token } })
    note(`${who} ${status}`)
    return status === 200 ? (JSON.parse(text) as { refresh_token: string }).refresh_token : refresh_token
  }
  const ends = Date.now() + seconds * 1000
  do {
    thiefs = await trade(thiefs, ADDRESSES.attacker, 'thief')
    owners = await trade(owners, ADDRESSES.honest, 'owner')
    await new Promise((resolve) => { setTimeout(resolve, ROUND_MS) })
  } while (Date.now() < ends)
  note(`in the end thief ${(await ask(`${target.url}/api/auth/refresh`, { method: 'POST', body: { refresh_token: thiefs } })).status}`)
  return answers
}
