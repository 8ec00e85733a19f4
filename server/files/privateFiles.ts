import { chmodSync, lstatSync, mkdirSync, readdirSync, type Stats } from 'node:fs'
import { join } from 'node:path'

/** The files that mastoc itself puts into DATA_DIR; others in it are not touched. */
const OURS = /^(mastoc\.sqlite.*|jwt-secret|server\.lock.*|variants|outbox|spoiled|backups)$/
const OTHERS = 0o077

/** Removes others' rights on a file. If another user owns the file, only they can do that. */
function close(path: string): Stats | null {
  try {
    const stats = lstatSync(path)
    if (!stats.isSymbolicLink() && (stats.mode & OTHERS) !== 0 && stats.uid === process.getuid?.()) chmodSync(path, stats.mode & 0o7700)
    return stats
  } catch (error) {
    // The file is gone meanwhile, or the disk is read-only.
    if (error instanceof Error && 'code' in error && /^(ENOENT|EROFS|EPERM)$/.test(String(error.code))) return null
    throw error
  }
}

function closeAll(path: string): void {
  if (close(path)?.isDirectory()) for (const name of readdirSync(path)) closeAll(join(path, name))
}

/** From now on only the owner can read the files that our programs write. */
export const writePrivately = (): void => void process.umask(OTHERS)

/**
 * [LIMIT-88] The folder of the database, of letters and of secrets belongs to its owner alone. Files that an older
 * mastoc left open are closed.
 */
export function keepPrivate(dataDir: string): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  close(dataDir)
  for (const name of readdirSync(dataDir)) if (OURS.test(name)) closeAll(join(dataDir, name))
}
