import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { guest } from '../shared/access/actor'
import { createTokens } from '../server/auth/tokens'
import { systemClock } from '../server/config/clock'
import { readConfig } from '../server/config/config'
import { ensureEpoch } from '../server/db/epoch'
import { databasePlace, openDatabase } from '../server/db/openDatabase'
import { storesOn } from '../server/db/stores/stores'
import { createTransactions } from '../server/transaction/runTransaction'
import { createAccount } from '../server/usecases/accounts/createAccount'
import { startSession } from '../server/usecases/accounts/session'
import { importWall } from '../server/usecases/imports/importWall'
import { startPostgres } from '../tests/support/startPostgres'
import { benchWall, wallName } from './wall'

export interface Somebody {
  id: string
  token: string
}
/** A database with walls and people who are logged in, for servers that are still to be started. */
export interface CrowdSite {
  settings: Record<string, string>
  /** The face of each wall. */
  faceOfWall: string[]
  people: Somebody[]
  stop: () => Promise<void>
}

const CLIMBS = 100
/** So many accounts are made in one transaction. */
const AT_ONCE = 200

export async function crowdSite(
  dialect: 'sqlite' | 'postgres', { people: count, walls }: { people: number; walls: number },
): Promise<CrowdSite> {
  const dataDir = mkdtempSync(join(tmpdir(), 'mastoc-bench-'))
  const postgres = dialect === 'postgres' ? await startPostgres() : null
  const settings = {
    DATA_DIR: dataDir, JWT_SECRET: 'one secret for the servers of a bench', BACKUP_EVERY: '0',
    ...postgres && { DATABASE_URL: postgres.url },
  }
  const config = readConfig(settings)
  const db = await openDatabase(databasePlace(config))
  await ensureEpoch(db, systemClock)
  const transactions = createTransactions({ config, db, clock: systemClock, wake: () => {} })
  for (let wall = 0; wall < walls; wall++)
    await transactions(guest, context => importWall(context, benchWall(CLIMBS, wall), { keepDemo: true }))
  const tokens = createTokens(config.jwtSecret)
  const people: Somebody[] = []
  while (people.length < count) {
    const { value } = await transactions(guest, async (context) => {
      const some: { id: string; sessionId: string }[] = []
      for (let n = people.length; n < Math.min(count, people.length + AT_ONCE) && some.length < AT_ONCE; n++) {
        const id = await createAccount(
          context, { email: `bench-${n}@example.org`, username: `bench-${n}`, full_name: '', password_hash: 'x', role: 'user' },
        )
        some.push({ id, ...await startSession(context, { id, role: 'user' }, { label: '', address: null }) })
      }
      return some
    })
    for (const { id, sessionId } of value) people.push({ id, token: await tokens.sign({ id, role: 'user' }, sessionId) })
  }
  const faces = await storesOn(db).walls.faces({})
  const faceOfWall = Array.from({ length: walls }, (_, wall) => faces.find(({ name }) => name === wallName(wall))?.id ?? '')
  await db.close()
  return {
    settings, faceOfWall, people,
    async stop() {
      await postgres?.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
