import { existsSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { guest } from '../../shared/access/actor'
import { startApp, KEYS, type TestApp } from '../../tests/support/app'
import { DIALECTS, type Dialect } from '../../tests/support/databases'
import { emptyFolder } from '../../tests/support/environments'
import { createMigratedDatabase } from '../../tests/support/postgres'
import { importTestWall } from '../../tests/support/wall'
import { run } from '../cli/run'
import { checkBackup } from '../db/backup/backupFile'

const HOUR = 3_600_000

async function place(dialect: Dialect): Promise<Record<string, string>> {
  if (dialect === 'sqlite') return {}
  const { url, drop } = await createMigratedDatabase()
  onTestFinished(drop)
  return { DATABASE_URL: url }
}
async function server(env: Record<string, string>, lines: string[] = []): Promise<TestApp> {
  const app = await startApp({
    ...(env['DATABASE_URL'] ? { databaseUrl: env['DATABASE_URL'] } : {}),
    env: { BACKUP_EVERY: '24', LOG_LEVEL: 'info', ...env },
    logTo: { write: line => void lines.push(line) },
  })
  onTestFinished(app.close)
  return app
}
const backups = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder).sort() : [])

describe.each(DIALECTS)('the backup that the server makes, on %s', (dialect) => {
  test('[BACKUP-5] is a checked file for its owner alone, made while others write, that restores elsewhere with equal counts', async () => {
    const lines: string[] = []
    const app = await server(await place(dialect), lines)
    await importTestWall(app.services)
    const { token } = await app.register('lune')
    const done = app.runJobs()
    expect((await app.call('PATCH', '/api/users/me', { token, body: { full_name: 'Lune' } })).status).toBe(200)
    await done
    const folder = join(app.dataDir, 'backups')
    const [name = '', ...more] = backups(folder)
    expect([name, more]).toEqual([expect.stringMatching(/^mastoc-\d{8}T\d{6}Z\.sqlite$/), []])
    expect([statSync(folder).mode & 0o777, statSync(join(folder, name)).mode & 0o777]).toEqual([0o700, 0o600])
    expect(checkBackup(join(folder, name))).toMatchObject({ dialect, version: '0.0.0-test' })
    expect(lines.find(line => line.includes('"backup made"'))).toContain(name)
    const elsewhere = { DATA_DIR: await emptyFolder() }
    expect(await run(['restore', join(folder, name)], { environment: elsewhere, out: () => {}, err: () => {}, terminal: null })).toBe(0)
    const next = await startApp({ dataDir: elsewhere.DATA_DIR })
    onTestFinished(next.close)
    const stats = async (of: TestApp) => (await of.call('GET', '/api/sync/stats', { apiKey: KEYS.admin })).body
    expect(await stats(next)).toEqual(await stats(app))
  })

  test('[BACKUP-5] of two servers one makes it', async () => {
    const env = { ...await place(dialect), BACKUP_DIR: await emptyFolder() }
    const first = await server(env)
    const other = dialect === 'postgres' ? await server(env) : first
    await Promise.all([first.runJobs(), other.runJobs()])
    expect(backups(env.BACKUP_DIR)).toHaveLength(1)
    first.clock.advance(23 * HOUR)
    await first.runJobs()
    expect(backups(env.BACKUP_DIR)).toHaveLength(1)
  })
})

test('[BACKUP-6] as many as BACKUP_KEEP stay, the newest ones, and nothing of others is touched', async () => {
  const folder = await emptyFolder()
  const app = await server({ BACKUP_DIR: folder, BACKUP_KEEP: '2' })
  for (const name of ['gym.mastoc', '.7-1.partial', '.8-2.partial']) writeFileSync(join(folder, name), 'x')
  utimesSync(join(folder, '.7-1.partial'), 1, 1)
  const made: string[] = []
  for (let day = 0; day < 4; day++) {
    await app.runJobs()
    made.push(backups(folder).filter(name => name.startsWith('mastoc-')).at(-1) ?? '')
    app.clock.advance(24 * HOUR)
  }
  expect(new Set(made).size).toBe(4)
  expect(backups(folder)).toEqual(['.8-2.partial', 'gym.mastoc', ...made.slice(2)])
  const figures = String((await app.call('GET', '/metrics', { apiKey: KEYS.admin })).body)
  expect(figures).toMatch(/^mastoc_backups_kept 2$/m)
  expect(figures).toMatch(/^mastoc_backup_bytes [1-9]\d+$/m)
  expect(figures).toMatch(/^mastoc_job_last_success_timestamp_seconds\{job="backup"\} \d+/m)
})

test('[BACKUP-6] one that fails is said, takes none of the older ones away, and is tried again after an hour', async () => {
  const folder = await emptyFolder()
  const lines: string[] = []
  const app = await server({ BACKUP_DIR: folder, BACKUP_KEEP: '1' }, lines)
  await app.runJobs()
  const [good] = backups(folder)
  app.clock.advance(24 * HOUR)
  app.clock.stop()
  // In the place of the file that it wants to write.
  const taken = join(folder, `mastoc-${app.clock.now().slice(0, 19).replace(/[-:]/g, '')}Z.sqlite`)
  mkdirSync(join(taken, 'full'), { recursive: true })
  await app.runJobs()
  expect(lines.filter(line => line.includes('"job failed"') && line.includes('"job":"backup"'))).toHaveLength(1)
  expect(backups(folder)).toContain(good)
  app.clock.advance(HOUR / 2)
  await app.runJobs()
  expect(backups(folder)).toHaveLength(2)
  app.clock.advance(HOUR)
  await app.runJobs()
  await expect.poll(() => lines.filter(line => line.includes('"backup made"')).length).toBe(2)
})

test('[BACKUP-6] a server that stops does not wait for its backup', async () => {
  const app = await server({})
  await app.services.transactions(guest, async () => {})
  const running = app.runJobs()
  await app.stop()
  await running
  expect(backups(join(app.dataDir, 'backups')).filter(name => name.startsWith('mastoc-')).length).toBeLessThanOrEqual(1)
})
