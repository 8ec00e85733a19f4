import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { emptyFolder } from '../../tests/support/environments'
import { startPostgres } from '../../tests/support/startPostgres'
import { guest } from '../../shared/access/actor'
import { instantOf } from '../../shared/model/instant'
import { openDatabase } from '../db/openDatabase'
import { storesOn } from '../db/stores/stores'
import { run } from './run'

const PASSWORD = 'it’s a password with a quote'

/** The SQL that the script gives to psql, which is not among the embedded binaries: its variable is put in as psql does. */
const statements = (): string[] => {
  const script = readFileSync(new URL('../../docker/postgres-role.sh', import.meta.url), 'utf8')
  const sql = /<<'SQL'\n([\s\S]*)\nSQL\n/.exec(script)?.[1] ?? ''
  return sql.split('\n').map(line => line.replace(`:'password'`, pg.escapeLiteral(PASSWORD)))
}

async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end()
  }
}

/** The cluster as the script leaves it, and the address of one of its databases for the role. */
async function clusterWithRole(): Promise<{ superuser: string; at: (database: string) => string }> {
  const postgres = await startPostgres()
  onTestFinished(postgres.stop)
  for (const statement of statements()) await ask(postgres.url, statement)
  const at = (database: string) => {
    const url = new URL(postgres.url)
    Object.assign(url, { username: 'mastoc', password: encodeURIComponent(PASSWORD), pathname: `/${database}` })
    return url.href
  }
  return { superuser: postgres.url, at }
}

test('[SEC-6] the role that docker-compose makes runs mastoc, is no superuser, and enters no other database; the superuser cannot log in from outside', async () => {
  const { superuser, at } = await clusterWithRole()
  const db = await openDatabase({ url: at('mastoc'), dataDir: '' })
  onTestFinished(() => db.close())
  await db.transaction(tx =>
    storesOn(tx).audit.append({ actor: guest, action: 'session.login', target: { kind: 'user', id: 'u' } }, instantOf(0)),
  )
  await expect(ask(at('mastoc'), 'DELETE FROM audit')).rejects.toThrow()
  expect(
    await ask(at('mastoc'), 'SELECT rolsuper, rolcreatedb, rolcreaterole, rolreplication FROM pg_roles WHERE rolname = current_user'),
  ).toEqual([{ rolsuper: false, rolcreatedb: false, rolcreaterole: false, rolreplication: false }])
  for (const other of ['postgres', 'template1']) await expect(ask(at(other), 'SELECT 1')).rejects.toThrow(/permission denied/)
  await expect(ask(superuser, 'SELECT 1')).rejects.toThrow(/authentication failed/)
})

test('[SEC-6] the role makes a backup and restores it over what is there', async () => {
  const { at } = await clusterWithRole()
  const environment = { DATABASE_URL: at('mastoc'), DATA_DIR: await emptyFolder() }
  const mastoc = async (...words: string[]) => {
    const said: string[] = []
    const code = await run(words, { environment, out: line => said.push(line), err: line => said.push(line), terminal: null })
    return { code, said: said.join('\n') }
  }
  const file = join(await emptyFolder(), 'gym.mastoc')
  await mastoc('user', 'create', '--email', 'lune@example.org', '--username', 'lune', '--password', 'prise bleue du toit')
  expect(await mastoc('backup', file)).toMatchObject({ code: 0 })
  expect(await mastoc('restore', file, '--force')).toMatchObject({ code: 0, said: expect.stringContaining('1 users') as string })
})
