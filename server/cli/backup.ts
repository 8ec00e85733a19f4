import { randomBytes } from 'node:crypto'
import { existsSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { newEpochId } from '../db/epoch'
import { readConfig } from '../config/config'
import { UnusableBackup, type BackupContents } from '../db/backup/backupFile'
import { NotEmpty } from '../db/backup/notEmpty'
import { restoreBackup } from '../db/backup/restoreBackup'
import { writeBackup, type DatabasePlace } from '../db/backup/writeBackup'
import { AlreadyRunning } from '../db/serverLock'
import { programVersion } from '../files/projectFolder'
import { systemClock } from '../config/clock'
import type { Console } from './console'
import { UsageError } from './usageError'
import { withCliContext } from './cliContext'

function placeOf({ environment }: Console): DatabasePlace {
  const { databaseDirectUrl, dataDir } = readConfig(environment)
  return { url: databaseDirectUrl, dataDir }
}

/** Describes the contents of a backup in words. */
const TOLD = ['gyms', 'faces', 'holds', 'climbs', 'users', 'annotations', 'documents', 'pictures', 'avatars']
const summary = ({ tables }: BackupContents): string => TOLD.map(name => `${tables.get(name)?.rows ?? 0} ${name}`).join(', ')

/** [BACKUP-1] Writes everything that the database holds at one moment into one new file; servers go on meanwhile. */
export async function backUp(file: string, console: Console): Promise<void> {
  if (existsSync(file)) throw new UsageError(`${file} is there already: a backup is never written over another file`)
  const place = placeOf(console)
  // Opening updates the schema, as every command does.
  const dialect = await withCliContext(console.environment, async ({ db }) => db.dialect)
  const contents = await writeBackup(place, resolve(file), { version: programVersion(), dialect, made_at: systemClock() })
  console.out(`Backed up to ${file} (${(statSync(file).size / 1e6).toFixed(1)} MB): ${summary(contents)}.`)
}

/** [BACKUP-2] Replaces the present contents with a backup. */
export async function restore(file: string, { force }: { force: boolean }, console: Console): Promise<void> {
  if (!existsSync(file)) throw new UsageError(`${file} is not there`)
  const beginning = { now: systemClock(), newEpoch: newEpochId(), documentEpoch: () => randomBytes(9).toString('hex') }
  try {
    const { contents, kept } = await restoreBackup(placeOf(console), file, { ...beginning, force })
    console.out(`Restored what was backed up at ${contents.made_at}: ${summary(contents)}.`)
    if (kept) console.out(`What was there before is kept in ${kept}.`)
    console.out(
      'Everybody logs in anew, and clients load everything anew. Keys and invitations that were ended since the backup are good again: look through them.',
    )
  } catch (error) {
    throw asUsageError(error, file)
  }
}

function asUsageError(error: unknown, file: string): unknown {
  if (error instanceof UnusableBackup) return new UsageError(`Nothing was restored: ${file} cannot be used, ${error.message}`)
  if (error instanceof NotEmpty)
    return new UsageError(
      'Nothing was restored: there is something in this database already. --force puts the backup in its place, and keeps what was there beside it',
    )
  if (error instanceof AlreadyRunning) return new UsageError(`Nothing was restored: ${error.message}. Stop it first`)
  return error
}
