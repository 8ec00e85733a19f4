import { statSync } from 'node:fs'
import { Gauge, type Registry } from 'prom-client'
import { msOf, NEVER } from '../../shared/model/instant'
import { backupsIn } from '../db/backup/backupsIn'
import { schemaOf } from '../db/migrate'
import type { Cluster } from '../cluster/cluster'
import type { Config } from '../config/config'
import type { Database } from '../db/database'
import type { Stores } from '../db/stores/stores'
import type { Logger } from '../log/log'
import { withinMs } from '../concurrency/withinMs'

/** The database may take so long to answer; then its figures are missing. */
const ANSWER_MS = 3_000

interface Parts {
  services: {
    cluster: Pick<Cluster, 'counts' | 'isAlive'>
    config: Pick<Config, 'backup'>
    db: Database
    stores: Stores
    log: Logger
    /** The number of documents of each kind in memory, and of the connections to them. */
    documents: { standing: () => { documents: Record<string, number>; connections: number } }
  }
  sockets: () => number
  version: string
}

/** The files in the folder of the backups; no figure if the server makes none. */
function registerBackups(registers: [Registry], folder: string): void {
  const gauge = (name: string, help: string, look: (newest: string) => number) => new Gauge({
    name, help, registers,
    collect() {
      const [newest] = backupsIn(folder)
      this.set(newest === undefined ? 0 : look(newest))
    },
  })
  gauge('mastoc_backups_kept', 'Backups in the folder of this server', () => backupsIn(folder).length)
  gauge('mastoc_backup_bytes', 'Size of the newest backup in the folder of this server', newest => statSync(newest).size)
  gauge(
    'mastoc_backup_last_success_timestamp_seconds',
    'When the newest backup in the folder of this server was made',
    newest => statSync(newest).mtimeMs / 1000,
  )
}

/** [OPS-3] Figures that are looked up when somebody asks for them. */
export function registerGauges(registry: Registry, { services, sockets, version }: Parts): void {
  const { cluster, config, db, stores, documents, log } = services
  const registers = [registry]
  const gauge = (name: string, help: string, look: (gauge: Gauge<string>) => Promise<void> | void, labelNames: readonly string[] = []) =>
    new Gauge<string>({ name, help, labelNames, registers, async collect() { await look(this) } })
  /** There is no figure while the database is away, rather than an old one. */
  function stored(name: string, help: string, look: (gauge: Gauge<string>) => Promise<void>, labelNames: readonly string[] = []) {
    return gauge(name, help, async (one) => {
      one.reset()
      await withinMs(ANSWER_MS, look(one)).catch((error: unknown) => {
        if (labelNames.length === 0) one.remove()
        log.debug({ err: error, metric: name }, 'metric not read')
      })
    }, labelNames)
  }

  if (config.backup) registerBackups([registry], config.backup.folder)
  gauge(
    'mastoc_build_info',
    'Always 1; its labels say what runs',
    one => one.set({ version, node: process.version, database: db.dialect }, 1),
    ['version', 'node', 'database'],
  )
  gauge('mastoc_sockets', 'Open Socket.IO connections', one => one.set(sockets()))
  gauge('mastoc_documents_open', 'Documents in memory', (one) => {
    for (const [kind, count] of Object.entries(documents.standing().documents)) one.set({ kind }, count)
  }, ['kind'])
  gauge('mastoc_document_connections', 'Open connections to documents', one => one.set(documents.standing().connections))
  gauge('mastoc_line_connected', 'The line to the other servers: 1, or 0 while it is down', one => one.set(Number(cluster.isAlive())))
  gauge('mastoc_line_messages', 'Messages between the servers since the start, sent and heard', (one) => {
    for (const [way, count] of Object.entries(cluster.counts())) one.set({ way }, count)
  }, ['way'])
  gauge('mastoc_database_waiting', 'Work that waits for the writer of SQLite, or for a connection to PostgreSQL', one =>
    one.set(db.load().waiting),
  )
  gauge('mastoc_database_connections', 'Connections to PostgreSQL, or the writer of SQLite', (one) => {
    const { connections, busy } = db.load()
    one.set({ state: 'busy' }, busy)
    one.set({ state: 'idle' }, connections - busy)
  }, ['state'])
  stored('mastoc_schema_migrations', 'Migrations of the database: known to this program, or of a newer one', async (one) => {
    const { migrations, unknown } = await schemaOf(db)
    one.set({ state: 'known' }, migrations - unknown)
    one.set({ state: 'newer' }, unknown)
  }, ['state'])
  stored('mastoc_mails_waiting', 'Letters that are still to be sent', async one => one.set((await stores.mails.counts()).waiting))
  stored('mastoc_mails_failed', 'Letters of the last 30 days that were given up', async one =>
    one.set((await stores.mails.counts()).failed),
  )
  stored('mastoc_job_last_success_timestamp_seconds', 'When each job was last done to its end, by whichever server', async (one) => {
    for (const { name, succeeded_at } of await stores.jobs.list())
      if (succeeded_at !== NEVER) one.set({ job: name }, msOf(succeeded_at) / 1000)
  }, ['job'])
}
