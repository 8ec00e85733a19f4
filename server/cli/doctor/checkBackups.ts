import { statSync } from 'node:fs'
import type { Config } from '../../config/config'
import { checkBackup, UnusableBackup } from '../../db/backup/backupFile'
import { backupsIn } from '../../db/backup/backupsIn'
import { ok, toDo, type Finding } from './finding'

const HOUR_MS = 3_600_000

/** [DOCTOR-9] The newest backup: its age, and whether every table in it is as it was written. */
export function checkBackups({ backup, databaseUrl }: Pick<Config, 'backup' | 'databaseUrl'>, now: number): Finding {
  if (backup === null) return toDo('backups', 'this server makes none: set BACKUP_EVERY, unless you back up in another way')
  const [newest] = backupsIn(backup.folder)
  if (newest === undefined) {
    const elsewhere = databaseUrl === null ? '' : ', or look in the folder of another server on this database'
    return toDo('backups', `there is none in ${backup.folder}: let the server run, and see its log for why it made none${elsewhere}`)
  }
  const { mtimeMs, size } = statSync(newest)
  const hours = Math.floor((now - mtimeMs) / HOUR_MS)
  if (hours > 2 * backup.everyHours + 1)
    return toDo('backups', `the newest is ${hours} hours old, and one is due every ${backup.everyHours}: see the log of the server for why it fails`)
  try {
    checkBackup(newest)
  } catch (error) {
    if (!(error instanceof UnusableBackup)) throw error
    return toDo('backups', `${newest} cannot be restored (${error.message}): look at the disk, and make another now with mastoc backup FILE`)
  }
  return ok('backups', `the newest is ${hours} hours old (${(size / 1e6).toFixed(1)} MB) and was read to its end`)
}
