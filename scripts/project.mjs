import { existsSync, readdirSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/**
 * Files under folders or files of the project, as sorted paths from its root; what does not exist has none.
 * @param {readonly string[]} places
 * @returns {string[]}
 */
export function filesUnder(places) {
  return places.flatMap((place) => {
    const at = join(root, place)
    if (!existsSync(at)) return []
    const entries = entriesOf(at)
    return entries === null ? [place] : entries.map((path) => relative(root, path).split(sep).join('/'))
  }).sort()
}

/** @param {string} at @returns {string[] | null} null where it is a file */
function entriesOf(at) {
  try {
    return readdirSync(at, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return null
    throw error
  }
}
