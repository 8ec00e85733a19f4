import { createServer, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { chmodSync, mkdirSync, truncateSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { SMTPServer } from 'smtp-server'
import { describe, expect, onTestFinished, test } from 'vitest'
import { startApp } from '../../tests/support/app'
import { certificate } from '../../tests/support/certificate'
import { createMigratedDatabase } from '../../tests/support/postgres'
import { emptyFolder } from '../../tests/support/environments'
import { backupsIn } from '../db/backup/backupsIn'
import { doctor, type DoctorOptions, type Machine } from './doctor/doctor'
import { run } from './run'

type Dialect = 'sqlite' | 'postgres'
const SECRET = 'Xq7-secret-that-nobody-may-read-2Lk9pZ4v'

/** A mail server that takes letters. @returns its address with a password */
async function mailServer(): Promise<{ url: string; letters: string[] }> {
  const letters: string[] = []
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      let text = ''
      stream.on('data', (part: Buffer) => { text += part.toString() })
      stream.on('end', () => {
        letters.push(text)
        done()
      })
    },
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => new Promise(resolve => server.close(() => resolve())))
  return { url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`, letters }
}

/** A server of this very program with all that the doctor looks at, and its settings. */
async function healthy(dialect: Dialect) {
  const place = dialect === 'postgres' ? await createMigratedDatabase() : null
  if (place) onTestFinished(place.drop)
  const dataDir = await emptyFolder()
  const mail = await mailServer()
  const env = { DATA_DIR: dataDir, ...place && { DATABASE_URL: place.url }, JWT_SECRET: SECRET, BACKUP_EVERY: '24' }
  const app = await startApp({ dataDir, ...place && { databaseUrl: place.url }, env })
  onTestFinished(app.close)
  await app.runJobs()
  chmodSync(dataDir, 0o700)
  const environment: Record<string, string> = { ...env, PUBLIC_URL: app.url, SMTP_URL: mail.url }
  return { app, environment, dataDir, letters: mail.letters, databaseUrl: place?.url ?? null }
}

async function examine(environment: Record<string, string>, options: Partial<DoctorOptions> = {}, machine: Partial<Machine> = {}) {
  const lines: string[] = []
  const say = (line: string) => void lines.push(line)
  const console = { environment, out: say, err: say, terminal: null }
  const roomy = { now: Date.now, statfs: () => ({ bavail: 1e9, bsize: 4096 }), uid: process.getuid?.() ?? null }
  const isWell = await doctor({ url: null, mail: null, ...options }, console, { ...roomy, ...machine })
  return { isWell, toDo: lines.filter(line => line.startsWith('TO DO')), all: lines.join('\n') }
}

/** A real HTTP server that is not quite what it should be. */
async function webServer(handle: (server: Server) => void): Promise<string> {
  const server = createServer()
  handle(server)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => new Promise(resolve => {
    server.close(() => resolve())
    server.closeAllConnections()
  }))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
const HEALTH = JSON.stringify({ status: 'ok', app_name: 'mastoc', version: '1', database: 'sqlite' })

describe.each(['sqlite', 'postgres'] as const)('mastoc doctor on %s', (dialect) => {
  test('[DOCTOR-1] [DOCTOR-4] [DOCTOR-8] beside a healthy server every line is ok, and the code is 0', async () => {
    const { environment, letters } = await healthy(dialect)
    const { isWell, all, toDo } = await examine(environment)
    expect(toDo).toEqual([])
    expect(isWell).toBe(true)
    for (const part of ['settings', 'https', 'websocket: live changes', 'websocket: shared documents', 'clock', 'disk', 'mail', 'schema', 'backups'])
      expect(all).toContain(`ok     ${part}`)
    expect(all).not.toContain(SECRET)
    expect(letters).toEqual([])
  })

  test('[DOCTOR-1] without a server it says so, and looks at the rest', async () => {
    const { app, environment } = await healthy(dialect)
    await app.stop()
    const { isWell, toDo } = await examine(environment)
    expect(isWell).toBe(false)
    expect(toDo).toEqual([expect.stringContaining('websocket: no server answers')])
  })

  test('[DOCTOR-8] a database that a newer version changed, and one that is not made yet, are told', async () => {
    const { app, environment, databaseUrl } = await healthy(dialect)
    const { raw } = app.db as unknown as { raw?: { exec: (text: string) => void } }
    if (databaseUrl === null) raw?.exec("INSERT INTO migrations (hash, created_at) VALUES ('of-tomorrow', 1)")
    else {
      const { default: pg } = await import('pg')
      const client = new pg.Client({ connectionString: databaseUrl })
      await client.connect()
      await client.query("INSERT INTO drizzle.__drizzle_migrations (hash, created_at) VALUES ('of-tomorrow', 1)")
      await client.end()
    }
    expect((await examine(environment)).toDo).toEqual([expect.stringContaining('schema: a newer mastoc changed this database (1 ')])
    if (dialect === 'sqlite')
      expect((await examine({ ...environment, DATA_DIR: await emptyFolder() })).all).toContain('schema: there is no database yet')
    else expect((await examine({ ...environment, DATABASE_URL: 'postgres://nobody:nothing@127.0.0.1:9/none' })).all).toContain('schema: the database cannot be read')
  })
})

test('[DOCTOR-4] a proxy that swallows upgrades is found, for both kinds of sockets', async () => {
  const { environment } = await healthy('sqlite')
  const url = await webServer(server => server.on('request', (_request, response) => response.end(HEALTH)))
  const { isWell, toDo } = await examine(environment, { url })
  expect(isWell).toBe(false)
  expect(toDo).toEqual([
    expect.stringContaining('websocket: live changes do not come through (HTTP 200)'),
    expect.stringContaining('websocket: shared documents do not come through (HTTP 200)'),
  ])
})

test('[DOCTOR-4] an address where something else answers is told', async () => {
  const { environment } = await healthy('sqlite')
  const url = await webServer(server => server.on('request', (_request, response) => response.end('<h1>It works</h1>')))
  expect((await examine(environment, { url })).toDo).toEqual([expect.stringContaining('is answered by something else')])
})

test('[DOCTOR-5] a clock that is wrong by a minute is found by the header of an answer', async () => {
  const { environment } = await healthy('sqlite')
  const url = await webServer(server => server.on('request', (_request, response) => {
    response.setHeader('Date', new Date(Date.now() - 60_000).toUTCString())
    response.end(HEALTH)
  }))
  expect((await examine(environment, { url })).toDo[0]).toMatch(/clock: this machine and the server that answers differ by (59|60|61) s/)
})

test('[DOCTOR-5] a clock that differs from the database’s is found', async () => {
  const { environment } = await healthy('postgres')
  const { toDo } = await examine(environment, {}, { now: () => Date.now() + 60_000 })
  expect(toDo.filter(line => line.includes('clock: this machine and the database differ by'))).toHaveLength(1)
})

test('[DOCTOR-6] a full disk, and a folder that others can look into, are found', async () => {
  const { environment, dataDir } = await healthy('sqlite')
  expect((await examine(environment, {}, { statfs: () => ({ bavail: 1_000, bsize: 4096 }) })).toDo).toEqual([
    expect.stringContaining('disk: 4 MB are free'),
  ])
  chmodSync(dataDir, 0o755)
  expect((await examine(environment)).toDo).toEqual([expect.stringContaining('chmod 700')])
  chmodSync(dataDir, 0o700)
  expect((await examine(environment, {}, { uid: 64_999 })).toDo).toEqual([expect.stringContaining('chown -R 64999')])
})

test('[DOCTOR-7] a mail server that does not answer is found, and a trial letter is sent only if it is asked for', async () => {
  const { environment, letters } = await healthy('sqlite')
  const sick = await examine({ ...environment, SMTP_URL: `smtp://nina:${SECRET}@127.0.0.1:9` })
  expect(sick.toDo).toEqual([expect.stringContaining('mail: the mail server of SMTP_URL takes nothing from here (')])
  expect(sick.all).not.toContain(SECRET)
  const { SMTP_URL: _, ...without } = environment
  expect((await examine(without)).toDo).toEqual([expect.stringContaining('mail: letters are only written into files')])
  expect((await examine(environment, { mail: 'nina@example.org' })).isWell).toBe(true)
  expect(letters).toEqual([expect.stringContaining('nina@example.org')])
})

test('[DOCTOR-9] a backup that is old, damaged or missing is found', async () => {
  const { environment, dataDir } = await healthy('sqlite')
  const folder = join(dataDir, 'backups')
  const [newest = ''] = backupsIn(folder)
  const old = (Date.now() - 60 * 3_600_000) / 1000
  utimesSync(newest, old, old)
  expect((await examine(environment)).toDo).toEqual([expect.stringContaining('backups: the newest is 60 hours old')])
  truncateSync(newest, 20_000)
  expect((await examine(environment)).toDo).toEqual([expect.stringContaining('cannot be restored')])
  const empty = join(dataDir, 'elsewhere')
  mkdirSync(empty)
  expect((await examine({ ...environment, BACKUP_DIR: empty })).toDo).toEqual([expect.stringContaining('backups: there is none')])
})

test('[DOCTOR-2] [DOCTOR-3] what is missing for production is told, without a secret', async () => {
  const { environment } = await healthy('sqlite')
  const weak = { ...environment, NODE_ENV: 'production', PUBLIC_URL: 'https://127.0.0.1:9', JWT_SECRET: 'short' }
  const broken = await examine(weak)
  expect(broken.toDo).toEqual([expect.stringContaining('JWT_SECRET needs at least 32 characters')])
  const { toDo } = await examine({ ...environment, PUBLIC_URL: 'https://mastoc.invalid' })
  expect(toDo).toEqual(expect.arrayContaining([
    expect.stringContaining('settings: NODE_ENV is not production'),
    expect.stringContaining('settings: TRUST_PROXY is not set'),
    expect.stringContaining('https: nothing answers at https://mastoc.invalid'),
  ]))
  expect((await examine({ ...environment, PORT: 'many' })).toDo).toEqual([expect.stringContaining('settings: PORT')])
  expect((await examine(environment, { url: 'http://mastoc.invalid' })).toDo[0]).toContain('is not https')
})

test('[DOCTOR-3] a certificate that expired, ends soon, names another host or is trusted by nobody is told, and a good one is ok', async () => {
  const DAY_MS = 24 * 3_600_000
  const { environment } = await healthy('sqlite')
  const linesOf = async ({ days, host = 'localhost', isTrusted = true }: { days: number; host?: string; isTrusted?: boolean }) => {
    const made = certificate({ host, endsAt: Date.now() + days * DAY_MS + 3_600_000 })
    const server = createTlsServer(made, (_request, response) => response.end(HEALTH))
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => new Promise(resolve => server.close(() => resolve())))
    const url = `https://localhost:${(server.address() as AddressInfo).port}`
    const { all } = await examine(environment, { url }, isTrusted ? { ca: made.cert } : {})
    return all.split('\n').filter(line => line.includes(' https: '))
  }
  const expiredOn = new Date(Date.now() - 2 * DAY_MS + 3_600_000).toISOString().slice(0, 10)
  expect(await linesOf({ days: 90 })).toEqual(['ok     https: the certificate is good for 90 days'])
  expect(await linesOf({ days: 5 })).toEqual([expect.stringContaining('TO DO  https: the certificate expires in 5 days')])
  expect(await linesOf({ days: -2 })).toEqual([`TO DO  https: the certificate expired on ${expiredOn}: renew it`])
  expect(await linesOf({ days: 90, host: 'autre.example' })).toEqual([expect.stringContaining('(ERR_TLS_CERT_ALTNAME_INVALID)')])
  expect(await linesOf({ days: 90, isTrusted: false })).toEqual([expect.stringContaining('(DEPTH_ZERO_SELF_SIGNED_CERT)')])
})

test('[DOCTOR-1] the command ends with 1 where something is to be done, and refuses an address that is none', async () => {
  const { environment } = await healthy('sqlite')
  const said: string[] = []
  const say = (line: string) => void said.push(line)
  const console = { environment: { ...environment, BACKUP_EVERY: '0' }, out: say, err: say, terminal: null }
  expect(await run(['doctor'], console)).toBe(1)
  expect(said.at(-1)).toMatch(/^\d+ things? to do\.$/)
  expect(await run(['doctor', 'ftp://here'], console)).toBe(1)
  expect(said.at(-1)).toContain('it begins with https://')
})
