import { unsoundAnswers, FUZZ_KEY } from '../fuzz/restAnswers'
import { unsoundAcknowledgements } from '../fuzz/socketAnswers'
import { watchBystander } from './watchBystander'
import { startTarget, type Target } from './target'
import { PEOPLE, type StoredWall } from './wall'

export interface Spoilt {
  /** Answers that nobody should get. */
  unsound: string[]
  /** Requests of somebody else that failed meanwhile. */
  failures: number
  /** The complaints in the server's log. */
  log: string
}

async function whileSomebodyLooks(wall: StoredWall, work: (target: Target) => Promise<string[]>): Promise<Spoilt> {
  const target = await startTarget(wall, { API_KEY: `${FUZZ_KEY}=admin` })
  const someone = watchBystander(target.url)
  try {
    const from = Date.now()
    const unsound = await work(target)
    return {
      unsound,
      failures: someone.failures({ from, until: Date.now() }),
      log: target
        .said()
        .split('\n')
        .filter(line => line.startsWith('{'))
        .join('\n'),
    }
  } finally {
    await someone.leave()
    await target.close()
  }
}

/** Requests for every command, spoilt. */
export const fuzzRest = (wall: StoredWall, count: number, seed: number): Promise<Spoilt> =>
  whileSomebodyLooks(wall, target => unsoundAnswers(target, count, seed))

/** Socket.IO's packets and events, spoilt, by a guest and a user. */
export const fuzzSocket = (wall: StoredWall, count: number, seed: number): Promise<Spoilt> =>
  whileSomebodyLooks(wall, async target => unsoundAcknowledgements(target.url, [null, (await target.logIn(PEOPLE[1])).token], count, seed))
