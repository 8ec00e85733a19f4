import { readFileSync, statSync } from 'node:fs'
import { guest } from '../../shared/access/actor'
import { wallOf } from '../sources/stokt/mapping'
import { exportFolder } from '../sources/stokt/exportFolder'
import { exportZip } from '../sources/stokt/exportZip'
import { readExport } from '../sources/stokt/readExport'
import { UnusableExport } from '../sources/stokt/unusableExport'
import { importWall } from '../usecases/imports/importWall'
import { noteImport } from '../usecases/imports/noteImport'
import { requirePhoto } from '../usecases/imports/requirePhoto'
import type { Console } from './console'
import { progressBar } from './progressBar'
import { reportLines } from './reportLines'
import { withCliContext } from './cliContext'

/** A zip from another machine is looked at as one from the browser is, but may be larger. */
const ZIP_BYTES_MAX = 100 * 1024 * 1024

async function sourceAt(place: string) {
  const facts = statSync(place, { throwIfNoEntry: false })
  if (!facts?.isFile()) return exportFolder(place)
  if (facts.size > ZIP_BYTES_MAX) throw new UnusableExport(`${place} is larger than ${ZIP_BYTES_MAX / 1024 / 1024} MB`)
  return exportZip(readFileSync(place))
}

/**
 * Reads an export and imports it, completely or not at all.
 * @throws UnusableExport, and then nothing changed
 */
export async function importStokt(place: string, { keepDemo }: { keepDemo: boolean }, console: Console): Promise<void> {
  const wall = wallOf(await readExport(await sourceAt(place)))
  const report = await withCliContext(console.environment, async ({ transactions }) => {
    const bar = progressBar(console, wall.holds.length + wall.setters.length + wall.climbs.length)
    try {
      const { value } = await transactions(guest, async (context) => {
        await requirePhoto(context, wall)
        const report = await importWall(context, wall, { keepDemo, progress: rows => bar.update(rows) })
        await noteImport(context, wall, report, { kind: 'cli' })
        return report
      })
      return value
    } finally {
      bar.stop()
    }
  })
  for (const line of reportLines(report)) console.out(line)
}
