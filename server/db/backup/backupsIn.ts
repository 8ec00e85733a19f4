import { readdirSync } from 'node:fs'
import { join } from 'node:path'

const OURS = /^mastoc-\d{8}T\d{6}Z\.sqlite$/

/** The backups that the server made in this folder, the newest first; none if there is no folder. */
export function backupsIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter(name => OURS.test(name)).sort().reverse().map(name => join(folder, name))
  } catch {
    return []
  }
}
