import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApp, type App } from '../server/app'
import { ensureEpoch } from '../server/db/epoch'
import { readConfig } from '../server/config/config'
import type { Database } from '../server/db/database'
import { openDatabase } from '../server/db/openDatabase'
import { createLog } from '../server/log/log'
import { systemClock } from '../server/config/clock'

export interface BenchServer {
  app: App
  db: Database
  url: string
  /** Leaves the data where they are. */
  close: () => Promise<void>
  stop: () => Promise<void>
}
export const API_KEY = 'bench-key-0123456789'

/** The real server on a fresh SQLite database, with production's settings; with the client only where that is built. */
export async function startServer(dataDir = mkdtempSync(join(tmpdir(), 'mastoc-bench-')), clientFolder = join(dataDir, 'none')): Promise<BenchServer> {
  const config = readConfig({ DATA_DIR: dataDir, PORT: '0', HOST: '127.0.0.1', API_KEY: `${API_KEY}=write`, LOG_LEVEL: 'error', DEMO: 'off', TRUST_PROXY: 'loopback' })
  const db = await openDatabase({ dataDir })
  await ensureEpoch(db, systemClock)
  const app = createApp({ config, db, log: createLog('error'), clock: systemClock, version: 'bench', clientFolder })
  const port = await app.listen()
  const close = async () => {
    await app.close()
    await db.close()
  }
  return {
    app, db, url: `http://127.0.0.1:${port}`, close,
    async stop() {
      await close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
