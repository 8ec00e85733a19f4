import { chmodSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { emptyFolder } from '../../tests/support/environments'
import { openDatabase } from '../db/openDatabase'
import { keepPrivate } from './privateFiles'

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8)

test('[LIMIT-88] the database and what SQLite keeps beside it are its owner’s alone', async () => {
  const dataDir = join(await emptyFolder(), 'made', 'anew')
  const db = await openDatabase({ dataDir })
  expect(modeOf(dataDir)).toBe('700')
  const files = readdirSync(dataDir)
  expect(files).toEqual(expect.arrayContaining(['mastoc.sqlite', 'mastoc.sqlite-wal', 'mastoc.sqlite-shm']))
  expect(files.map(file => modeOf(join(dataDir, file)))).toEqual(files.map(() => '600'))
  await db.close()
})

test('[LIMIT-88] what an older mastoc left open is closed, and what is not ours is left', async () => {
  const dataDir = await emptyFolder()
  chmodSync(dataDir, 0o755)
  mkdirSync(join(dataDir, 'variants'), { mode: 0o755 })
  const ours = ['mastoc.sqlite', 'mastoc.sqlite-wal', 'mastoc.sqlite-shm', 'jwt-secret', 'variants/photo-480.webp']
  for (const file of [...ours, 'notes.txt']) writeFileSync(join(dataDir, file), '')
  for (const file of [...ours, 'notes.txt']) chmodSync(join(dataDir, file), 0o644)
  symlinkSync(join(dataDir, 'notes.txt'), join(dataDir, 'outbox'))
  keepPrivate(dataDir)
  expect([dataDir, join(dataDir, 'variants'), ...ours.map(file => join(dataDir, file))].map(modeOf)).toEqual([
    '700',
    '700',
    ...ours.map(() => '600'),
  ])
  expect(modeOf(join(dataDir, 'notes.txt'))).toBe('644')
})
