import pg from 'pg'
import { describe, expect, onTestFinished, test } from 'vitest'
import { DIALECTS, emptyDatabase } from '../../tests/support/databases'
import { createMigratedDatabase } from '../../tests/support/postgres'
import { instant } from '../../shared/model/instant'
import type { Database } from '../db/database'
import { openPostgres } from '../db/postgres'
import { storesOn } from '../db/stores/stores'
import { errorLines } from './errorReport'
import { createLog } from './log'

const NOW = instant('2030-03-01T10:00:00.000000Z')
const HASH = '$argon2id$v=19$m=19456,p=1,t=2$c2VjcmV0'
const SECRETS = /argon2id|c2VjcmV0|secret|swordfish/

/** The lines of the log about it, as they are written. */
function logged(error: unknown): string {
  const lines: string[] = []
  createLog('trace', { write: line => lines.push(line) }).error({ err: error }, 'failed')
  return lines.join('')
}
const failureOf = (work: Promise<unknown>): Promise<unknown> => work.then(() => new Error('it did not fail'), (error: unknown) => error)
const person = (db: Database, id: string) =>
  db
    .insert(db.t.users)
    .values({
      id,
      email: 'secret@example.org',
      email_key: 'secret@example.org',
      username: 'swordfish',
      username_key: 'swordfish',
      full_name: 'Secret',
      full_name_search: 'secret',
      password_hash: HASH,
      role: 'user',
      source: 'mastoc',
      is_active: true,
      created_at: NOW,
      updated_at: NOW,
    })

describe.each(DIALECTS)('on %s', (dialect) => {
  test('[LIMIT-85] a unique violation is told by its code and its place, without what was to be stored', async () => {
    const { db } = await emptyDatabase(dialect)
    await person(db, 'one')
    const error = await failureOf(
      person(db, 'secret-two').catch((cause: unknown) => Promise.reject(new Error('not registered', { cause }))),
    )
    const text = logged(error)
    expect(text).toMatch(/23505|SQLITE_CONSTRAINT_UNIQUE/)
    expect(text).toContain('errorReport.db.test.ts')
    expect(text).toContain('insert into')
    expect(text).not.toMatch(SECRETS)
    expect(errorLines(error)).toMatch(/23505|SQLITE_CONSTRAINT_UNIQUE/)
    expect(errorLines(error)).not.toMatch(SECRETS)
  })
})

test('[LIMIT-85] a table that stays locked is told by its code, without the parameters of who waited', async () => {
  const { url, drop } = await createMigratedDatabase()
  onTestFinished(drop)
  const db = openPostgres(`${url}${url.includes('?') ? '&' : '?'}options=-c%20lock_timeout%3D100`)
  onTestFinished(() => db.close())
  const holder = new pg.Client({ connectionString: url })
  await holder.connect()
  onTestFinished(() => holder.end())
  await holder.query('BEGIN')
  await holder.query('LOCK TABLE users, refresh_tokens IN ACCESS EXCLUSIVE MODE')
  const waiting = [
    person(db, 'one'),
    storesOn(db).tokens.byHash('secret-hash'),
    db.transaction(tx => storesOn(tx).users.byEmail('secret@example.org')),
  ]
  const errors = await Promise.all(waiting.map(work => failureOf(Promise.resolve(work))))
  for (const error of errors) {
    expect(logged(error)).toContain('55P03')
    expect(logged(error)).not.toMatch(SECRETS)
  }
})

test('[LIMIT-85] PostgreSQL’s message of a value that it cannot read keeps the value to itself', async () => {
  const { url, drop } = await createMigratedDatabase()
  onTestFinished(drop)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  onTestFinished(() => client.end())
  const text = logged(await failureOf(client.query('SELECT $1::integer', ['sword"fish"'])))
  expect(text).toContain('22P02')
  expect(text).not.toMatch(SECRETS)
})

test.each([
  ['text that is no JSON', () => JSON.parse('"swordfish') as unknown],
  ['an argument of Node', () => Buffer.from(7 as unknown as string, 'swordfish' as BufferEncoding)],
  [
    'a letter’s recipient',
    () => {
      throw new Error('550 rejected: swordfish@example.org')
    },
  ],
  [
    'an address with a password',
    () => {
      throw new TypeError('cannot reach postgres://mastoc:swordfish@db/x')
    },
  ],
  [
    'many lines that look like places',
    () => {
      throw Object.assign(new Error('Failed query'), { query: 'select 1', params: [`x\n    at swordfish (file:1:1)`] })
    },
  ],
  [
    'what is no error',
    () => {
      throw 'swordfish' as unknown as Error
    },
  ],
])('[LIMIT-85] of %s nothing of the value is told', (_what, work) => {
  let thrown: unknown
  try {
    work()
  } catch (error) {
    thrown = error
  }
  expect(thrown).toBeDefined()
  expect(logged(thrown)).not.toMatch(/swordfish/)
})
