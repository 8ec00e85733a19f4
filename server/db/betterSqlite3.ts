import type BetterSqlite3 from 'better-sqlite3'

const major = Number(process.versions.node.split('.')[0])

/**
 * SQLite's driver. Version 13 needs Node 22, and version 12 ends the process on Node 24.19 and later, so Node 20 gets its
 * own version (docs/decisions/two-sqlite-drivers.md).
 */
export const Sqlite: typeof BetterSqlite3 =
  major >= 22 ? (await import('better-sqlite3')).default : (await import('better-sqlite3-node20')).default
