import { statSync, type StatsFs } from 'node:fs'
import type { Config } from '../../config/config'
import { databaseBytesWithLog, databaseFile } from '../../db/sqlite'
import { codeOf, ok, toDo, type Finding } from './finding'

const FREE_MIN_BYTES = 1_000_000_000
const OTHERS = 0o077

interface Parts {
  config: Pick<Config, 'dataDir' | 'databaseUrl'>
  statfs: (path: string) => Pick<StatsFs, 'bavail' | 'bsize'>
  /** Null where the system knows no users. */
  uid: number | null
}

const megabytes = (bytes: number): string => `${Math.floor(bytes / 1e6)} MB`

function ownership(dataDir: string, uid: number | null): Finding {
  const { mode, uid: owner } = statSync(dataDir)
  if (uid !== null && uid !== 0 && owner !== uid) return toDo('disk', `${dataDir} belongs to user ${owner}, and this program runs as ${uid}: chown -R ${uid} ${dataDir}`)
  if (uid !== null && (mode & OTHERS) !== 0) return toDo('disk', `others can look into ${dataDir}, which has secrets and letters: chmod 700 ${dataDir}`)
  return ok('disk', `${dataDir} belongs to its owner alone`)
}

/** [DOCTOR-6] Room for the database and one backup, and nobody else in the folder of secrets. */
export function checkDisk({ config: { dataDir, databaseUrl }, statfs, uid }: Parts): Finding[] {
  try {
    const owned = ownership(dataDir, uid)
    const { bavail, bsize } = statfs(dataDir)
    const isHere = databaseUrl === null && statSync(databaseFile(dataDir), { throwIfNoEntry: false }) !== undefined
    const needed = Math.max(FREE_MIN_BYTES, isHere ? 2 * databaseBytesWithLog(dataDir) : 0)
    const free = bavail * bsize
    return [
      free < needed
        ? toDo('disk', `${megabytes(free)} are free for ${dataDir}, and ${megabytes(needed)} should be: delete what is not needed, or take a larger disk`)
        : ok('disk', `${megabytes(free)} are free`),
      owned,
    ]
  } catch (error) {
    return [toDo('disk', `${dataDir} cannot be read (${codeOf(error)}): start the server once, or set DATA_DIR`)]
  }
}
