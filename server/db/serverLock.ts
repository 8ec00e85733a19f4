import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { Sqlite } from './betterSqlite3'

export class AlreadyRunning extends Error {}

/**
 * Takes the lock that allows one server at a time on SQLite. It is the operating system's, on a file beside the
 * database, and is released with the process, however that ends. Command-line tools do not take it.
 * @throws AlreadyRunning
 */
export function lockDataDir(dataDir: string): { release: () => void } {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const lock = new Sqlite(join(dataDir, 'server.lock'), { timeout: 0 })
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch {
    lock.close()
    throw new AlreadyRunning(`another server already runs on ${dataDir}`)
  }
  return { release: () => lock.close() }
}
