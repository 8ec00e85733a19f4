import { guest } from '../../shared/access/actor'
import { Refusal } from '../../shared/result'
import { readOldServer } from '../db/pythonServer/readOldServer'
import type { OldServer } from '../sources/pythonServer/oldRows'
import { readOldFiles, type OldFiles } from '../sources/pythonServer/readOldFiles'
import type { WriteContext } from '../transaction/context'
import type { TakeOverReport } from '../usecases/takeOver/ledger'
import { rowCount, takeOver } from '../usecases/takeOver/takeOver'
import { portrait } from '../usecases/users/portrait'
import { withCliContext } from './cliContext'
import type { Console } from './console'
import { progressBar } from './progressBar'
import { takeOverLines } from './takeOverLines'

export interface TakeOverOptions {
  files?: string
  dryRun: boolean
  keepDemo: boolean
}

/** Ends the transaction of a dry run with nothing written. */
class DryRun extends Error {
  constructor(readonly report: TakeOverReport) {
    super('nothing was written')
  }
}

const NO_FILES: OldFiles = { photos: new Map(), avatars: new Map(), faults: [] }

/** Draws the portraits as an upload here would. One that is no picture is listed. */
async function portraitsOf({ avatars, faults }: OldFiles, { users }: OldServer): Promise<Map<string, Buffer>> {
  const portraits = new Map<string, Buffer>()
  for (const [id, bytes] of avatars) {
    try {
      portraits.set(id, await portrait(bytes, id))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      faults.push({
        kind: 'avatar', id, name: users.find(user => user.id === id)?.full_name ?? '', reason: 'it is no picture that can be decoded',
      })
    }
  }
  return portraits
}

/** The audit keeps counts alone: names and addresses stay where they are. */
async function note({ stores, now }: WriteContext, { tallies, rejected, demoRemoved }: TakeOverReport): Promise<void> {
  const { holds, users, climbs, annotations } = tallies
  await stores.audit.append({
    actor: { kind: 'cli' }, action: 'import.python', target: { kind: 'import', id: '' },
    detail: { holds, users, climbs, annotations, rejected: rejected.length, demo_removed: demoRemoved },
  }, now)
}

/**
 * Takes over everything that a Python server knew: completely or not at all, and without writing anything there.
 * @throws UnusableExport, and then nothing changed
 */
export async function takeOverPython(url: string, options: TakeOverOptions, console: Console): Promise<void> {
  const { files: directory, dryRun, keepDemo } = options
  const old = await readOldServer(url)
  const files = directory === undefined ? NO_FILES : await readOldFiles(directory, old)
  const portraits = await portraitsOf(files, old)
  const report = await withCliContext(console.environment, async ({ transactions }) => {
    const bar = progressBar(console, rowCount(old))
    try {
      const { value } = await transactions(guest, async (context) => {
        const report = await takeOver(context, { old, files, portraits }, { keepDemo, progress: rows => bar.update(rows) })
        if (dryRun) throw new DryRun(report)
        await note(context, report)
        return report
      })
      return value
    } catch (error) {
      if (error instanceof DryRun) return error.report
      throw error
    } finally {
      bar.stop()
    }
  })
  for (const line of takeOverLines(report, { dryRun })) console.out(line)
}
