import { copyFileSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type BetterSqlite3 from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { emptyFolder, environments } from '../../tests/support/environments'
import { openDatabase } from '../db/openDatabase'
import { lockDataDir } from '../db/serverLock'
import { storesOn, type Stores } from '../db/stores/stores'
import { FOREVER, instant } from '../../shared/model/instant'
import { run } from './run'
import { withCliContext } from './cliContext'
import { Sqlite } from '../db/betterSqlite3'

const DAY = instant('2020-01-01T00:00:00.000000Z')

describe.each(['sqlite', 'postgres'] as const)('backing up and restoring %s', (kind) => {
  async function place() {
    const environment = await environments[kind]()
    const mastoc = async (...words: string[]) => {
      const said: string[] = []
      const say = (line: string) => said.push(line)
      const code = await run(words, { environment, out: say, err: say, terminal: null })
      return { code, said: said.join('\n') }
    }
    const look = <T>(read: (stores: Stores) => Promise<T>) => withCliContext(environment, ({ db }) => read(storesOn(db)))
    const person = (username: string) =>
      mastoc('user', 'create', '--email', `${username}@example.org`, '--username', username, '--password', 'prise bleue du toit')
    const people = () =>
      look(async ({ users }) => (await users.list({}, { page: 1, page_size: 9 })).results.map(({ username }) => username).sort())
    return { environment, mastoc, look, person, people, file: join(await emptyFolder(), 'gym.mastoc') }
  }

  it('[BACKUP-1] writes one file for its owner alone, and never over another', async () => {
    const { mastoc, person, file } = await place()
    await person('lune')
    expect(await mastoc('backup', file)).toEqual({ code: 0, said: expect.stringMatching(/Backed up to .*gym\.mastoc .*1 users/) })
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readdirSync(join(file, '..'))).toEqual(['gym.mastoc'])
    const raw = new Sqlite(file, { readonly: true })
    expect(raw.prepare('SELECT username FROM users').pluck().all()).toEqual(['lune'])
    expect(raw.pragma('foreign_key_check')).toEqual([])
    raw.close()
    expect(await mastoc('backup', file)).toMatchObject({ code: 1, said: expect.stringContaining('is there already') })
  })

  it('[BACKUP-2] refuses what is not empty, or puts the backup there and keeps what was', async () => {
    const { environment, mastoc, person, people, look, file } = await place()
    await person('lune')
    await mastoc('backup', file)
    await person('soleil')
    const epoch = await look(({ feeds }) => feeds.epoch())
    expect(await mastoc('restore', file)).toMatchObject({ code: 1, said: expect.stringContaining('--force') })
    expect(await people()).toEqual(['lune', 'soleil'])
    const { code, said } = await mastoc('restore', file, '--force')
    expect(code).toBe(0)
    expect(await people()).toEqual(['lune'])
    expect((await look(({ feeds }) => feeds.epoch()))?.id).not.toBe(epoch?.id)
    expect(await look(({ audit }) => audit.list({ action: 'database' }, { page: 1, page_size: 9 }))).toMatchObject({
      count: 1,
      results: [{ action: 'database.restore', actor_kind: 'cli' }],
    })
    const kept = /kept in (.*)\.$/m.exec(said)?.[1] ?? ''
    const raw = new Sqlite(kept, { readonly: true })
    expect(raw.prepare('SELECT username FROM users ORDER BY username').pluck().all()).toEqual(['lune', 'soleil'])
    raw.close()
    expect(readdirSync(environment.DATA_DIR ?? '').filter(name => name.startsWith('restoring'))).toEqual([])
  })

  it('[BACKUP-2] refuses while a server runs', async () => {
    const { environment, mastoc, file } = await place()
    await mastoc('backup', file)
    const dataDir = environment.DATA_DIR ?? ''
    const server = kind === 'sqlite' ? lockDataDir(dataDir).release : await runningLine({ url: environment.DATABASE_URL, dataDir })
    expect(await mastoc('restore', file)).toMatchObject({ code: 1, said: expect.stringContaining('Stop it first') })
    await server()
    await expect.poll(() => mastoc('restore', file)).toMatchObject({ code: 0 })
  })

  it('[BACKUP-3] what was open when it was made does not come to life again', async () => {
    const { mastoc, person, look, environment, file } = await place()
    await person('lune')
    await withCliContext(environment, ({ db }) => db.transaction(async (tx) => {
      const { users, sessions, tokens, resets, mails } = storesOn(tx)
      const user = await users.byUsername('lune')
      const user_id = user?.id ?? ''
      await sessions.insert({
        id: 's',
        user_id,
        label: '',
        address: null,
        created_at: DAY,
        used_at: DAY,
        expires_at: instant('9999-01-01T00:00:00.000000Z'),
      })
      await tokens.insert({
        token_hash: 't',
        user_id,
        family_id: 's',
        parent_hash: null,
        created_at: DAY,
        expires_at: FOREVER,
        family_expires_at: FOREVER,
      })
      await resets.replace({ token_hash: 'r', user_id, expires_at: FOREVER }, DAY)
      await mails.queue({ id: 'm', user_id, kind: 'passwordReset', key: 'k', sealed: 'secret', expires_at: FOREVER }, DAY)
    }))
    await mastoc('backup', file)
    expect((await mastoc('restore', file, '--force')).code).toBe(0)
    expect(
      await look(async ({ sessions, tokens, resets, mails }) => [
        (await sessions.states(['s'])).get('s')?.ended_at === null,
        await tokens.byHash('t'),
        await resets.userOf('r', DAY),
        await mails.due(FOREVER, 9),
      ]),
    ).toEqual([false, null, null, []])
  })
})

async function runningLine(place: { url: string | undefined; dataDir: string }): Promise<() => Promise<void>> {
  const db = await openDatabase(place)
  const line = db.openChannel({ message: () => {}, connected: () => {}, disconnected: () => {} })
  await line.ready
  return async () => {
    await line.close()
    await db.close()
  }
}

describe('[BACKUP-4] a file that cannot be used', () => {
  async function backup() {
    const folder = await emptyFolder()
    const said: string[] = []
    const mastoc = (...words: string[]) =>
      run(words, {
        environment: { DATA_DIR: join(folder, 'data') },
        out: line => said.push(line),
        err: line => said.push(line),
        terminal: null,
      })
    await mastoc('user', 'create', '--email', 'lune@example.org', '--username', 'lune', '--password', 'prise bleue du toit')
    const file = join(folder, 'gym.mastoc')
    await mastoc('backup', file)
    return {
      file,
      restored: async (changed: string) => [await mastoc('restore', changed, '--force'), said.at(-1)],
      users: () => withCliContext({ DATA_DIR: join(folder, 'data') }, ({ db }) => storesOn(db).walls.counts()),
    }
  }
  const changed = (file: string, change: (raw: BetterSqlite3.Database) => void) => {
    const copy = `${file}.copy`
    copyFileSync(file, copy)
    const raw = new Sqlite(copy)
    change(raw)
    raw.close()
    return copy
  }

  it.each([
    ['is not there', (file: string) => `${file}.none`, /is not there/],
    ['is something else', (file: string) => {
      writeFileSync(`${file}.txt`, 'dear diary'.repeat(500))
      return `${file}.txt`
    }, /no backup of mastoc/],
    ['is a database, but no backup', (file: string) => changed(file, raw => raw.exec('DROP TABLE backup')), /no backup of mastoc/],
    ['was changed', (file: string) => changed(file, raw => raw.exec("UPDATE users SET role = 'admin'")), /damaged: users changed/],
    ['lost a row', (file: string) => changed(file, raw => raw.exec('DELETE FROM users')), /damaged: users changed/],
    ['was cut short', (file: string) => {
      writeFileSync(`${file}.cut`, readFileSync(file).subarray(0, 40_000))
      return `${file}.cut`
    }, /damaged|no backup/],
    ['is from a newer program', (file: string) => changed(file, raw => raw.exec("INSERT INTO migrations VALUES ('of tomorrow', 1); UPDATE backup_tables SET \"rows\" = \"rows\" + 1 WHERE name = 'none'; DELETE FROM backup_tables WHERE name = 'migrations'")), /newer than this one: update first/],
    ['is of a format that is not known', (file: string) => changed(file, raw => raw.exec("UPDATE backup SET value = '2' WHERE name = 'format'")), /its format is 2/],
  ])('%s: it is said, and nothing changes', async (_, make, reason) => {
    const { file, restored, users } = await backup()
    const given = make(file)
    expect(await restored(given)).toEqual([1, expect.stringMatching(reason)])
    expect(await users()).toMatchObject({ users: 1 })
    expect(existsSync(file)).toBe(true)
  })
})
