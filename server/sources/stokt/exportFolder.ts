import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ExportSource } from './readExport'
import { UnusableFile } from './unusableExport'

/** The files of an export in a folder. @throws UnusableFile if it cannot be read */
export async function exportFolder(directory: string): Promise<ExportSource> {
  const names = await readdir(directory).catch(() => {
    throw new UnusableFile('folder_unreadable', { folder: directory })
  })
  return {
    names: names.sort(),
    async read(name, maxBytes) {
      const path = join(directory, name)
      try {
        if ((await stat(path)).size > maxBytes) throw new UnusableFile('file_large', { file: name, mb: maxBytes / 1024 / 1024 })
        return await readFile(path)
      } catch (error) {
        if (error instanceof UnusableFile) throw error
        throw new UnusableFile('file_unreadable', { file: name })
      }
    },
  }
}
