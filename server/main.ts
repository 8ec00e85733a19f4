import { join } from 'node:path'
import closeWithGrace from 'close-with-grace'
import { createApp, type App } from './app'
import { readLibrary } from './auth/webauthn'
import { ensureAdmin, ensureDemo } from './bootstrap'
import { ensureEpoch } from './db/epoch'
import { readConfig, WrongSettings, type Config } from './config/config'
import type { Database } from './db/database'
import { databasePlace, openDatabase } from './db/openDatabase'
import { NewerSchema } from './db/migrate'
import { AlreadyRunning, lockDataDir } from './db/serverLock'
import { errorLines } from './log/errorReport'
import { createLog, type Logger } from './log/log'
import { keepPrivate, writePrivately } from './files/privateFiles'
import { programVersion, projectFolder } from './files/projectFolder'
import { systemClock } from './config/clock'

/** Milliseconds from the first signal to the end. */
const GRACE_MS = 15_000

const printFirstRun = (admin: { username: string; password: string } | null, demo: boolean) => {
  if (demo) console.log('A demo wall was put in. Import your own: npm run mastoc -- import stokt DIR')
  if (admin) console.log(`First run: log in as ${admin.username} with the one-time password ${admin.password}`)
}

interface Started {
  app: App
  db: Database
  release: () => void
  /** Call it once signals are heeded: whoever reads it may send one. */
  tellReady: () => void
}

async function start(config: Config, log: Logger): Promise<Started> {
  const version = programVersion()
  keepPrivate(config.dataDir)
  const { release } = config.databaseUrl ? { release: () => {} } : lockDataDir(config.dataDir)
  const db = await openDatabase(databasePlace(config))
  await ensureEpoch(db, systemClock)
  const app = createApp({ config, db, log, clock: systemClock, version, clientFolder: join(projectFolder(), 'dist/client') })
  const { transactions, passwords } = app.services
  const admin = await ensureAdmin({ db, config, transactions, passwords })
  const demo = await ensureDemo({ db, config, transactions, clock: systemClock })
  // The password comes before anything that can fail, because it is told only once.
  printFirstRun(admin, demo)
  await readLibrary()
  const port = await app.listen()
  // Due jobs run now, not in a minute, so that rows of an older version get the new columns of this one.
  void app.jobs.tick()
  void app.services.mirror.tick()
  const tellReady = () => {
    log.info({ event: 'sys_startup', version, database: db.dialect, node: process.version, production: config.production }, 'started')
    console.log(`mastoc ${version} is ready at ${config.publicUrl ?? `http://localhost:${port}`} (${db.dialect})`)
  }
  return { app, db, release, tellReady }
}

writePrivately()
try {
  const config = readConfig(process.env)
  const log = createLog(config.logLevel)
  const { app, db, release, tellReady } = await start(config, log)
  const logger = { error: (message?: unknown) => console.error(message instanceof Error ? errorLines(message) : message) }
  closeWithGrace({ delay: GRACE_MS, logger }, async ({ err, signal }) => {
    log.info({ event: 'sys_shutdown', because: signal ?? 'failure' }, 'stopping')
    if (err) console.error(errorLines(err))
    await app.close()
    await db.close()
    release()
    log.info({ event: 'sys_shutdown' }, 'stopped')
  })
  tellReady()
} catch (error) {
  const expected =
    error instanceof WrongSettings ||
    error instanceof AlreadyRunning ||
    error instanceof NewerSchema ||
    (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
  console.error(expected ? error.message : errorLines(error))
  process.exit(1)
}
