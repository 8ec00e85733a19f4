import { chmodSync, copyFileSync, existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from '../database'
import { migrateSqlite } from '../migrate'
import { lockDataDir } from '../serverLock'
import { databaseFile, openSqlite } from '../sqlite'
import { storesOn } from '../stores/stores'
import { checkBackup, stripDescription, type BackupContents } from './backupFile'
import { beginAnew, type NewBeginning } from './beginAnew'
import { NotEmpty } from './notEmpty'
import { replacePostgres } from './replacePostgres'
import { filesOf, settle, type DatabasePlace } from './writeBackup'
import { Sqlite } from '../betterSqlite3'

export interface Restored {
  contents: BackupContents
  /** The path of the previous contents; null if there were none. */
  kept: string | null
}

/** True if the database holds nothing that anybody would miss. */
async function isEmpty(db: Database): Promise<boolean> {
  const { gyms, climbs, users } = await storesOn(db).walls.counts()
  return gyms + climbs + users === 0
}

/** Makes a copy of the backup, updated to this program's schema and begun anew. */
async function prepare(file: string, working: string, beginning: Omit<NewBeginning, 'madeAt'>, contents: BackupContents): Promise<void> {
  copyFileSync(file, working)
  chmodSync(working, 0o600)
  const db = openSqlite(working)
  try {
    stripDescription(db.raw)
    migrateSqlite(db)
    await beginAnew(db, { ...beginning, madeAt: contents.made_at })
    db.raw.pragma('journal_mode = DELETE')
  } finally {
    await db.close()
  }
}

/** A database that cannot be read counts as not empty. */
async function holdsNothing(file: string): Promise<boolean> {
  if (!existsSync(file)) return true
  try {
    const db = openSqlite(file)
    try {
      migrateSqlite(db)
      return await isEmpty(db)
    } finally {
      await db.close()
    }
  } catch {
    return false
  }
}

/** Folds the log of a database into the database, if it can be read at all. */
function fold(file: string): void {
  try {
    const raw = new Sqlite(file, { fileMustExist: true })
    raw.pragma('wal_checkpoint(TRUNCATE)')
    raw.close()
  } catch {
    // An unreadable database is put aside as it is, with its log.
  }
}

/** Keeps the old database beside the new one under another name. A log that stayed would be taken for the new one's. */
function putAside(file: string, kept: string): void {
  fold(file)
  copyFileSync(file, kept)
  const [, ...rest] = filesOf(file)
  for (const path of rest) if (existsSync(path)) renameSync(path, kept + path.slice(file.length))
}

async function replaceSqlite(
  dataDir: string,
  working: string,
  { force, stamp }: { force: boolean; stamp: string },
): Promise<string | null> {
  const file = databaseFile(dataDir)
  if (!force && !(await holdsNothing(file))) throw new NotEmpty()
  const kept = existsSync(file) ? `${file}.before-${stamp}` : null
  if (kept) putAside(file, kept)
  settle(working, file)
  return kept
}

/**
 * Replaces the present contents with a backup, completely or not at all. No server may run meanwhile.
 * @throws UnusableBackup, NotEmpty, AlreadyRunning
 */
export async function restoreBackup(
  place: DatabasePlace, file: string, { force, ...beginning }: Omit<NewBeginning, 'madeAt'> & { force: boolean },
): Promise<Restored> {
  const { release } = lockDataDir(place.dataDir)
  const working = join(place.dataDir, `restoring-${process.pid}.sqlite`)
  const stamp = beginning.now.replace(/\D/g, '').slice(0, 14)
  try {
    const contents = checkBackup(file)
    await prepare(file, working, beginning, contents)
    const kept =
      place.url === null
        ? await replaceSqlite(place.dataDir, working, { force, stamp })
        : await replacePostgres(place.url, working, {
            force,
            keepAs: join(place.dataDir, `before-restore-${stamp}.sqlite`),
            version: contents.version,
            now: beginning.now,
          })
    return { contents, kept }
  } finally {
    for (const left of filesOf(working)) rmSync(left, { force: true })
    release()
  }
}
