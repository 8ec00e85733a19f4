import { statfsSync, statSync } from 'node:fs'
import type { Output } from '../../shared/contract/commands'
import type { Instant } from '../../shared/model/instant'
import type { Config } from '../config/config'
import type { Stores } from '../db/stores/stores'
import { databaseBytesWithLog } from '../db/sqlite'
import { backupsIn } from '../db/backup/backupsIn'
import type { ProxyWatch } from './proxyWatch'

type Overview = Output<'overview.get'>

/** Periodic work, by the name that it has in the database. */
interface KnownJob { name: string; everyMs: number }

/** The facts of this program that no table has. */
export interface ProgramFacts {
  version: string
  jobs: readonly KnownJob[]
  storage: (stores: Stores) => Promise<Overview['storage']>
  /** The backups in the folder of this server. */
  backups: () => { kept: number; newest_bytes: number | null }
  /** The last time that a request came through a proxy whose word is not taken. */
  untrustedProxyAt: () => Instant | null
}

interface Parts {
  config: Pick<Config, 'dataDir' | 'databaseUrl' | 'backup'>
  version: string
  jobs: readonly KnownJob[]
  proxies: Pick<ProxyWatch, 'untrustedAt'>
}

export const createProgramFacts = ({ config, version, jobs, proxies }: Parts): ProgramFacts => ({
  version,
  jobs,
  untrustedProxyAt: proxies.untrustedAt,
  async storage({ dialect, storage }) {
    const picture_bytes = await storage.pictureBytes()
    if (dialect === 'postgres') return { database_bytes: await storage.databaseBytes(), picture_bytes, free_bytes: null }
    const { bavail, bsize } = statfsSync(config.dataDir)
    return { database_bytes: databaseBytesWithLog(config.dataDir), picture_bytes, free_bytes: bavail * bsize }
  },
  backups() {
    const files = config.backup ? backupsIn(config.backup.folder) : []
    const newest = files[0] === undefined ? undefined : statSync(files[0], { throwIfNoEntry: false })
    return { kept: files.length, newest_bytes: newest?.size ?? null }
  },
})
