import type { CommandName } from '../../shared/contract/commands'
import { ADDRESSES, ask } from '../hostile/ask'
import { fixturesOf } from '../hostile/fixtures'
import type { Target } from '../hostile/target'
import type { Fixtures } from '../wire/commandRows'
import { restRequests, type RestRequest } from './restRequests'

const AT_ONCE = 4
/** The server's inside: files, libraries, queries, hashes. */
const INSIDE =
  /node_modules|dist\/server|\bat [^\n]{1,200}:\d+:\d+|sqlite|drizzle|better-sqlite3|\$argon2|\bselect\b[^"]{1,400}\bfrom\b|insert into|pg_catalog|\bECONN|Maximum call stack/i
/** These end the session of a true token, which would be nobody's for the rest. */
const ENDING: readonly CommandName[] = [
  'users.deleteMe',
  'users.askDeletion',
  'users.endOtherSessions',
  'users.deactivate',
  'users.endAllSessions',
  'users.demote',
  'users.changePassword',
]


function headersOf(fixtures: Fixtures, { name }: RestRequest, nth: number): { as: string; token?: string; key?: string } {
  if (nth % 5 === 0 || ENDING.includes(name)) return { as: 'guest' }
  if (nth % 5 === 1) return { as: 'key', key: FUZZ_KEY }
  const who = nth % 5 === 2 ? 'admin' as const : nth % 5 === 3 ? 'owner' as const : 'stranger' as const
  return { as: who, token: fixtures[who].token }
}

/** Programs with a key come in bulk: what is asked with it is looked at and not turned away as too much. */
export const FUZZ_KEY = 'a-key-for-spoilt-requests'

/** Node itself answers a request that is hardly HTTP, and has no words. */
const WORDLESS = [417, 431]

function isSound(status: number, text: string): boolean {
  if (status < 200 || status >= 500) return false
  if (status < 400 || WORDLESS.includes(status)) return true
  return /^\{.*"detail":"[^"]/s.test(text) && !INSIDE.test(text)
}

/** Sends spoilt requests. @returns those with an answer that nobody should get */
export async function unsoundAnswers(target: Target, count: number, seed: number): Promise<string[]> {
  const fixtures = await fixturesOf(target)
  const requests = restRequests(fixtures, count, seed)
  const unsound: string[] = []
  let next = 0
  const worker = async () => {
    while (next < requests.length) {
      const nth = next++
      const request = requests[nth]
      if (!request) return
      const { as, token, key } = headersOf(fixtures, request, nth)
      const { method, path, body, headers } = request
      const { status, text } = await ask(target.url + path, {
        method,
        from: ADDRESSES.attacker,
        body,
        headers: { ...headers, ...(key ? { 'x-api-key': key } : {}) },
        ...(token ? { token } : {}),
      })
      if (!isSound(status, text))
        unsound.push(
          `${as} ${method} ${path.slice(0, 200)} ${body?.slice(0, 200) ?? ''} ${JSON.stringify(headers)}: ${status} ${text.slice(0, 300)}`,
        )
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return unsound
}
