import { readConfig } from '../../server/config/config'
import { createTokens } from '../../server/auth/tokens'
import { databasePlace, openDatabase } from '../../server/db/openDatabase'
import { ensureEpoch } from '../../server/db/epoch'
import { storesOn } from '../../server/db/stores/stores'
import { createTransactions } from '../../server/transaction/runTransaction'
import { systemClock } from '../../server/config/clock'
import { createAccount } from '../../server/usecases/accounts/createAccount'
import { startSession } from '../../server/usecases/accounts/session'
import { importWall } from '../../server/usecases/imports/importWall'
import { guest } from '../../shared/access/actor'
import { environments } from '../support/environments'
import { smallWall } from '../support/wall'

const JWT_SECRET = 'the same for each server of a test'

export interface Person {
  id: string
  name: string
  /** A fresh access token. */
  token: () => Promise<string>
}

/** A database with the small wall and some people in it, before any server has it. */
export interface SeededDatabase {
  env: Record<string, string>
  faceId: string
  people: Person[]
}

export async function makeSeededDatabase(
  dialect: 'sqlite' | 'postgres', names: readonly string[], own?: Record<string, string>,
): Promise<SeededDatabase> {
  const env: Record<string, string> = { JWT_SECRET, ...(own ?? await environments[dialect]()) }
  const config = readConfig(env)
  const tokens = createTokens(config.jwtSecret)
  const db = await openDatabase(databasePlace(config))
  try {
    await ensureEpoch(db, systemClock)
    const transactions = createTransactions({ config, db, clock: systemClock, wake: () => {} })
    await transactions(guest, context => importWall(context, smallWall, { keepDemo: true }))
    const people: Person[] = []
    for (const name of names) {
      const { value } = await transactions(guest, async (context) => {
        const id = await createAccount(context, {
          email: `${name}@example.org`,
          username: name,
          full_name: name,
          password_hash: 'logs in by token alone',
          role: 'user',
        })
        return { id, ...await startSession(context, { id, role: 'user' }, { label: '', address: null }) }
      })
      people.push({ id: value.id, name, token: () => tokens.sign({ id: value.id, role: 'user' }, value.sessionId) })
    }
    const [face] = await storesOn(db).walls.faces({})
    return { env, faceId: face?.id ?? '', people }
  } finally {
    await db.close()
  }
}
