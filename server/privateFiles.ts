import { chmodSync, lstatSync, mkdirSync, readdirSync, type Stats } from 'node:fs'
import { join } from 'node:path'

/** What mastoc itself puts into DATA_DIR; whatever else lies there is not touched. */
const OURS = /^(mastoc\.sqlite.*|jwt-secret|server\.lock.*|variants|outbox|spoiled|backups)$/
const OTHERS = 0o077

/** Takes away what others may do with it. What belongs to somebody else is theirs to close. */
function close(path: string): Stats | null {
  try {
    const stats = lstatSync(path)
    if (!stats.isSymbolicLink() && (stats.mode & OTHERS) !== 0 && stats.uid === process.getuid?.()) chmodSync(path, stats.mode & 0o7700)
    return stats
  } catch (error) {
    // Gone meanwhile, or on a disk that may only be read.
    if (error instanceof Error && 'code' in error && /^(ENOENT|EROFS|EPERM)$/.test(String(error.code))) return null
    throw error
  }
}

function closeAll(path: string): void {
  if (close(path)?.isDirectory()) for (const name of readdirSync(path)) closeAll(join(path, name))
}

/** What a program of ours writes from now on is its owner's alone. */
export const writePrivately = (): void => void process.umask(OTHERS)

/**
 * [LIMIT-88] The folder of the database, of letters and of secrets is its owner's alone: what an older mastoc left
 * open is closed.
 */
export function keepPrivate(dataDir: string): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  close(dataDir)
  for (const name of readdirSync(dataDir)) if (OURS.test(name)) closeAll(join(dataDir, name))
}
