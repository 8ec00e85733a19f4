import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ExportSource } from './readExport'
import { UnusableExport } from './unusableExport'

/** The files of an export in a folder. @throws UnusableExport if it cannot be read */
export async function exportFolder(directory: string): Promise<ExportSource> {
  const names = await readdir(directory).catch(() => {
    throw new UnusableExport(`${directory} is no directory that can be read`)
  })
  return {
    names: names.sort(),
    async read(name, maxBytes) {
      const path = join(directory, name)
      try {
        if ((await stat(path)).size > maxBytes) throw new UnusableExport(`${name} is larger than ${maxBytes / 1024 / 1024} MB`)
        return await readFile(path)
      } catch (error) {
        if (error instanceof UnusableExport) throw error
        throw new UnusableExport(`${name} cannot be read`)
      }
    },
  }
}
