import { existsSync, mkdirSync, readdirSync, rmSync, statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Instant } from '../../shared/model/instant'
import type { BackupSetting, Config } from '../config/config'
import type { BackupFacts } from '../db/backup/backupFile'
import { backupsIn } from '../db/backup/backupsIn'
import { databaseBytes } from '../db/sqlite'
import { startThread } from '../concurrency/startThread'
import type { Job } from './scheduler'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const THREAD = { source: new URL('../db/backup/backupThread.ts', import.meta.url), built: 'backupThread', megabytes: 512 }
/** The bytes that stay free beside two copies of the database, because writes meanwhile need room too. */
const SPARE_BYTES = 50_000_000
const PARTIAL = /^\.\d+-\d+\.partial/

const nameAt = (now: Instant): string => `mastoc-${now.slice(0, 19).replace(/[-:]/g, '')}Z.sqlite`

/** @throws if a backup could fill the disk that the database writes to */
function requireRoom(folder: string, bytes: number): void {
  const { bavail, bsize } = statfsSync(folder)
  const needed = 2 * bytes + SPARE_BYTES
  if (bavail * bsize < needed)
    throw new Error(
      `no backup was made: it needs ${Math.ceil(needed / 1e6)} MB of free space in its folder, there are ${Math.floor((bavail * bsize) / 1e6)}`,
    )
}

/** Writes a backup in a thread, because copying and reading the copy again takes long. @returns the bytes of the checked file */
function writeInThread(
  data: { place: { url: string | null; dataDir: string }; file: string; facts: BackupFacts },
  stopped: AbortSignal,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const thread = startThread({ ...THREAD, data })
    const stop = () => void thread.terminate()
    stopped.addEventListener('abort', stop, { once: true })
    thread.once('message', resolve)
    thread.once('error', reject)
    thread.once('exit', () => {
      stopped.removeEventListener('abort', stop)
      reject(new Error('the backup ended before it was done'))
    })
  })
}

/** Deletes the backups beyond the number that is kept, and the half-written file of a killed server. */
function removeOld({ folder, keep }: BackupSetting, now: number): void {
  for (const path of backupsIn(folder).slice(keep)) rmSync(path, { force: true })
  for (const name of readdirSync(folder).filter(name => PARTIAL.test(name))) {
    const path = join(folder, name)
    if (now - statSync(path).mtimeMs > DAY_MS) rmSync(path, { force: true })
  }
}

/**
 * [BACKUP-5] Makes a checked backup now and then, by one node of all. Older ones are deleted only once a newer one was
 * read to its end, so the newest valid one always stays.
 */
export const backUp = (
  setting: BackupSetting, { version, databaseDirectUrl: url, dataDir }: Pick<Config, 'databaseDirectUrl' | 'dataDir'> & { version: string },
): Job => ({
  name: 'backup',
  everyMs: setting.everyHours * HOUR_MS,
  againMs: HOUR_MS,
  async run({ log, stores }, { now, stopped }) {
    const began = performance.now()
    const file = join(setting.folder, nameAt(now))
    if (existsSync(file)) throw new Error(`${file} is there already: a backup is never written over another file`)
    mkdirSync(setting.folder, { recursive: true, mode: 0o700 })
    const [newest] = backupsIn(setting.folder)
    requireRoom(setting.folder, url === null ? databaseBytes(dataDir) : newest === undefined ? 0 : statSync(newest).size)
    try {
      const bytes = await writeInThread(
        { place: { url, dataDir }, file, facts: { version, dialect: stores.dialect, made_at: now } },
        stopped,
      )
      log.info({ event: 'backup', file, bytes, ms: Math.round(performance.now() - began) }, 'backup made')
    } catch (error) {
      rmSync(file, { force: true })
      throw error
    }
    removeOld(setting, Date.now())
  },
})
