import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../../server/db/openDatabase'
import { databaseFile } from '../../server/db/sqlite'

/** A migrated, empty database as a file, made once for each worker. */
let template: Promise<Buffer> | undefined

async function migrated(): Promise<Buffer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'mastoc-template-'))
  try {
    await (await openDatabase({ dataDir })).close()
    return await readFile(databaseFile(dataDir))
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
}

/** Puts a migrated, empty database into a folder. To copy it is much quicker than to migrate each. */
export async function putMigratedSqlite(dataDir: string): Promise<void> {
  template ??= migrated()
  await writeFile(databaseFile(dataDir), await template)
}
