import { existsSync, writeFileSync } from 'node:fs'
import { storesOn } from '../db/stores/stores'
import { exportFiles } from '../exports/writeExport'
import { writeZip } from '../exports/writeZip'
import type { Console } from './console'
import { UsageError } from './usageError'
import { faceCalled } from './walls'
import { withCliContext } from './cliContext'

/** [EXPORT-3] Writes a wall, private climbs included, into a new zip that only its owner can read. */
export async function exportWallTo(wall: string, file: string, console: Console): Promise<void> {
  if (existsSync(file)) throw new UsageError(`${file} is there already: an export is never written over another file`)
  const stored = await withCliContext(console.environment, ({ db }) => db.snapshot(async (tx) => {
    const stores = storesOn(tx)
    return stores.exports.wall(faceCalled(wall, await stores.walls.faces({})).id, { withPrivate: true })
  }))
  if (stored === null) throw new UsageError(`The wall ${wall} was taken away just now.`)
  const zip = await writeZip(exportFiles(stored))
  writeFileSync(file, zip, { mode: 0o600, flag: 'wx' })
  const { face, holds, climbs, setters, picture } = stored
  console.out(`Exported ${face.name} to ${file} (${(zip.length / 1e6).toFixed(1)} MB): ${holds.length} holds, ${climbs.length} climbs, ${setters.length} setters.`)
  if (picture === null) console.out('There is no photo of it here, so none is in the file.')
}
