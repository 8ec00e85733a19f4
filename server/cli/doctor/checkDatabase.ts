import type { Config } from '../../config/config'
import { lookAtPostgres, lookAtSqlite, PATIENCE_MS } from '../../db/lookAtDatabase'
import { knownMigrations } from '../../db/migrate'
import { codeOf, ok, toDo, type Finding } from './finding'

const CLOCK_MS = 2_000

type Parts = { config: Pick<Config, 'dataDir' | 'databaseUrl' | 'databaseDirectUrl'>; now: () => number }

function schemaOf(done: readonly string[], known: ReadonlySet<string>): Finding {
  const newer = done.filter(hash => !known.has(hash)).length
  const missing = known.size - (done.length - newer)
  if (newer > 0) return toDo('schema', `a newer mastoc changed this database (${newer} migrations that this one does not know): start that version, or a later one`)
  if (missing > 0) return toDo('schema', `${missing} of ${known.size} migrations are to be done: start the server of this version, which does them`)
  return ok('schema', `all ${known.size} migrations are done, and none is newer`)
}

/** [DOCTOR-11] Behind a pooler the way past it must lead to the database too. */
async function checkDirect({ databaseUrl, databaseDirectUrl }: Parts['config']): Promise<Finding[]> {
  if (databaseDirectUrl === null || databaseDirectUrl === databaseUrl) return []
  try {
    await lookAtPostgres(databaseDirectUrl)
    return []
  } catch (error) {
    return [toDo('schema', `the database cannot be reached past the pooler (${codeOf(error)}): look at DATABASE_DIRECT_URL`)]
  }
}

/** [DOCTOR-8] The schema, and [DOCTOR-5] the clock of a database on another machine. */
export async function checkDatabase({ config, now }: Parts): Promise<Finding[]> {
  const { dataDir, databaseUrl } = config
  const direct = await checkDirect(config)
  try {
    const looked = databaseUrl === null ? lookAtSqlite(dataDir) : await lookAtPostgres(databaseUrl)
    if (looked === null) return [...direct, toDo('schema', 'there is no database yet: start the server once')]
    const schema = schemaOf(looked.done, knownMigrations(databaseUrl === null ? 'sqlite' : 'pg'))
    if (looked.at === null) return [...direct, schema]
    const offMs = Math.abs(looked.at - now())
    return [...direct, schema, offMs > CLOCK_MS + PATIENCE_MS
      ? toDo('clock', `this machine and the database differ by ${Math.round(offMs / 1000)} s: set both clocks by NTP (timedatectl set-ntp true)`)
      : ok('clock', 'it agrees with the database')]
  } catch (error) {
    return [...direct, toDo('schema', `the database cannot be read (${codeOf(error)}): look at ${databaseUrl === null ? 'DATA_DIR and its owner' : 'DATABASE_URL, and whether it runs'}`)]
  }
}
