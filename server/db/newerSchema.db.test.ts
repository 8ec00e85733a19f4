import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { expect, test } from 'vitest'
import { createMigratedDatabase } from '../../tests/support/postgres'
import { NewerSchema } from './migrate'
import { openDatabase } from './openDatabase'
import { databaseFile, openSqlite } from './sqlite'

test('[STORE-6] on sqlite a database that a newer program changed is not opened, and stays as it is', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'newer-'))
  await (await openDatabase({ dataDir })).close()
  const file = openSqlite(databaseFile(dataDir))
  file.raw.prepare('INSERT INTO migrations (hash, created_at) VALUES (?, ?)').run('of a later version', 1)
  const before = file.raw.pragma('schema_version', { simple: true })
  await expect(openDatabase({ dataDir })).rejects.toThrow(NewerSchema)
  await expect(openDatabase({ dataDir })).rejects.toThrow(/newer version of mastoc/)
  expect(file.raw.pragma('schema_version', { simple: true })).toBe(before)
  file.raw.prepare('DELETE FROM migrations WHERE hash = ?').run('of a later version')
  await file.close()
  await (await openDatabase({ dataDir })).close()
})

test('[STORE-6] on postgres a database that a newer program changed is not opened', async () => {
  const { url, drop } = await createMigratedDatabase()
  const connection = new pg.Client({ connectionString: url })
  await connection.connect()
  await connection.query("INSERT INTO drizzle.__drizzle_migrations (hash, created_at) VALUES ('of a later version', 1)")
  await expect(openDatabase({ url, dataDir: tmpdir() })).rejects.toThrow(NewerSchema)
  await connection.query("DELETE FROM drizzle.__drizzle_migrations WHERE hash = 'of a later version'")
  await connection.end()
  await (await openDatabase({ url, dataDir: tmpdir() })).close()
  await drop()
})
