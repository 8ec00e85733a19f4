import { chmodSync, copyFileSync, existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
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

export interface Restored {
  contents: BackupContents
  /** Where what was there before lies now. */
  kept: string | null
}

/** Whether nobody would miss anything. */
async function isEmpty(db: Database): Promise<boolean> {
  const { gyms, climbs, users } = await storesOn(db).walls.counts()
  return gyms + climbs + users === 0
}

/** A copy of the backup, brought up to this program's schema and begun anew. */
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

/** Whatever cannot be read counts as something. */
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

/** Puts the log of a database into the database, if it can be read at all. */
function fold(file: string): void {
  try {
    const raw = new BetterSqlite3(file, { fileMustExist: true })
    raw.pragma('wal_checkpoint(TRUNCATE)')
    raw.close()
  } catch {
    // It is put aside as it is, log and all.
  }
}

/** Beside the new one under another name; a log that is left would be taken for the new one's. */
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
 * Puts a backup in the place of what is there, all of it or nothing, and no server may run meanwhile.
 * @throws UnusableBackup, NotEmpty, AlreadyRunning
 */
export async function restoreBackup(place: DatabasePlace, file: string, { force, ...beginning }: Omit<NewBeginning, 'madeAt'> & { force: boolean }): Promise<Restored> {
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
