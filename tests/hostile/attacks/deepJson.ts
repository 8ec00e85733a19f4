import { commands } from '../../../shared/contract/commands'
import type { Command } from '../../../shared/contract/command'
import { ask } from '../ask'
import { tally } from '../answers'
import { pace } from '../pace'
import type { Attack } from '../underAttack'

const GATES: readonly Command['gate'][] = ['anyone', 'reader', 'user', 'writer']
/** The commands that somebody who is no admin may call. */
const WRITES = Object.values(commands as Readonly<Record<string, Command>>).filter(
  ({ method, upload, gate }) => method !== 'GET' && method !== 'DELETE' && !upload && GATES.includes(gate),
)
const BODIES = [5000, 45_000].flatMap(depth => [
  `{"username":${'['.repeat(depth)}${']'.repeat(depth)}}`,
  `${'{"a":'.repeat(depth / 4)}1${'}'.repeat(depth / 4)}`,
])

/** L4: bodies nested thousands deep, to every command that takes one. */
export const deepJson: Attack = async (target, seconds) => {
  const { answers, note } = tally()
  const { token } = await target.logIn('blaireau')
  await pace(20, seconds, async (nth) => {
    const { method, path } = WRITES[nth % WRITES.length] ?? { method: 'POST', path: '/api/climbs' }
    note((await ask(target.url + path.replaceAll(/[:*]\w+/g, '1'), { method, token, body: BODIES[nth % BODIES.length] })).status)
  })
  return answers
}
