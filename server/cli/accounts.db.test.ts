import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { migratedEnvironments } from '../../tests/support/environments'
import { hashOf } from '../auth/tokens'
import { storesOn, type Stores } from '../db/stores/stores'
import { instant } from '../../shared/model/instant'
import { run } from './run'
import { withCliContext } from './cliContext'

describe.each(['sqlite', 'postgres'] as const)('the command line on %s', (kind) => {
  async function cliContext() {
    const environment = await migratedEnvironments[kind]()
    const mastoc = async (...words: string[]) => {
      const said: string[] = []
      const say = (line: string) => said.push(line)
      const code = await run(words, { environment, out: say, err: say, terminal: null, input: Readable.from(['prise bleue du toit\n']) })
      return { code, said: said.join('\n') }
    }
    const look = <T>(read: (stores: Stores) => Promise<T>) => withCliContext(environment, ({ db }) => read(storesOn(db)))
    return { mastoc, look }
  }
  const create = (...more: string[]) => [
    'user',
    'create',
    '--email',
    'Lune@Example.org',
    '--username',
    'Grimpe-Lune',
    ...more,
  ]

  it('makes a user, and an admin of them', async () => {
    const { mastoc, look } = await cliContext()
    expect(await mastoc(...create())).toEqual({ code: 0, said: 'User Grimpe-Lune created.' })
    expect(await look(({ users }) => users.byUsername('grimpe-lune'))).toMatchObject({ role: 'user', email: 'Lune@Example.org' })
    expect(await mastoc('user', 'promote', 'lune@example.org')).toEqual({ code: 0, said: 'Grimpe-Lune is an admin.' })
    expect(await look(({ users }) => users.byUsername('grimpe-lune'))).toMatchObject({ role: 'admin' })
  })

  it('makes an admin at once', async () => {
    const { mastoc, look } = await cliContext()
    expect(await mastoc(...create('--admin'))).toEqual({ code: 0, said: 'Admin Grimpe-Lune created.' })
    expect(await look(({ users }) => users.hasAdmin())).toBe(true)
  })

  it('[FACTOR-9] takes passkeys and codes away from who lost them, by their address, and says so in the log', async () => {
    const { mastoc, look } = await cliContext()
    await mastoc(...create())
    expect(await mastoc('user', 'reset-factor', 'lune@example.org')).toEqual({ code: 0, said: 'Grimpe-Lune has no second factor.' })
    await look(async ({ users, passkeys, recoveryCodes }) => {
      const user_id = (await users.byEmail('lune@example.org'))?.id ?? ''
      await passkeys.insert({
        id: 'phone',
        user_id,
        name: 'Phone',
        public_key: Buffer.from('key'),
        counter: 0,
        transports: [],
        created_at: instant('2030-01-01T00:00:00.000000Z'),
      })
      await recoveryCodes.replace(user_id, ['hash'], instant('2030-01-01T00:00:00.000000Z'))
    })
    expect(await look(({ users }) => users.byUsername('grimpe-lune'))).toMatchObject({ has_second_factor: true })
    expect(await mastoc('user', 'reset-factor', 'LUNE@example.org')).toEqual({
      code: 0,
      said: 'Grimpe-Lune logs in with the password alone.',
    })
    const user = await look(({ users }) => users.byUsername('grimpe-lune'))
    expect(user).toMatchObject({ has_second_factor: false })
    expect(await look(({ recoveryCodes }) => recoveryCodes.leftOf(user?.id ?? ''))).toEqual({ left: 0, made_at: null })
    expect(await look(({ audit }) => audit.list({ action: 'factor.reset' }, { page: 1, page_size: 9 }))).toMatchObject({
      count: 1,
      results: [{ actor_kind: 'cli' }],
    })
    expect(await look(({ mails }) => mails.ofUser(user?.id ?? ''))).toMatchObject([{ kind: 'factorReset' }])
    expect(await mastoc('user', 'reset-factor', 'nobody@example.org')).toEqual({ code: 1, said: 'Not found.' })
  })

  it('[USER-1] says what is taken, wrong, missing or unknown, and exits with 1', async () => {
    const { mastoc } = await cliContext()
    await mastoc(...create())
    expect(await mastoc(...create())).toEqual({ code: 1, said: 'This e-mail address is already in use.' })
    expect(await mastoc(...create('--email', 'other@example.org', '--username', 'grimpe-LUNE'))).toEqual({
      code: 1,
      said: 'This username is already taken.',
    })
    expect((await mastoc(...create('--password', 'short'))).said).toMatch(/^--password: /m)
    expect((await mastoc('user', 'create')).said).toContain("required option '--email <address>' not specified")
    expect(await mastoc('user', 'promote', 'nobody@example.org')).toEqual({ code: 1, said: 'Not found.' })
    expect((await mastoc('impotr')).code).toBe(1)
  })

  it('[KEY-2] makes a key, prints it once and keeps its hash', async () => {
    const { mastoc, look } = await cliContext()
    const { code, said } = await mastoc('apikey', 'create', 'station', '--scope', 'read,import')
    expect([code, said]).toEqual([0, expect.stringMatching(/^mastoc_[\w-]{43}$/)])
    expect(await look(({ apiKeys }) => apiKeys.byHash(hashOf(said)))).toMatchObject({
      name: 'station',
      scopes: ['read', 'import'],
      last_used_at: null,
    })
    expect(await look(({ audit }) => audit.list({ action: 'apikey' }, { page: 1, page_size: 9 }))).toMatchObject({
      count: 1,
      results: [{ actor_kind: 'cli' }],
    })
    expect((await mastoc('apikey', 'create', 'station', '--scope', 'everything')).said).toMatch(/^--scope: /)
  })

  it('[KEY-2] lists keys and ends one, by its id or by a name that only one has', async () => {
    const { mastoc, look } = await cliContext()
    expect(await mastoc('apikey', 'list')).toEqual({ code: 0, said: 'No keys.' })
    const { said: key } = await mastoc('apikey', 'create', 'station')
    for (let n = 0; n < 2; n++) await mastoc('apikey', 'create', 'borne', '--scope', 'read,write')
    const { said } = await mastoc('apikey', 'list')
    expect(said.split('\n')).toHaveLength(3)
    expect(said).not.toContain(key)
    expect(await mastoc('apikey', 'end', 'station')).toEqual({ code: 0, said: 'The key station ended.' })
    expect(await look(({ apiKeys }) => apiKeys.byHash(hashOf(key)))).toBeNull()
    expect(await mastoc('apikey', 'end', 'station')).toMatchObject({ code: 1, said: expect.stringContaining('No living key') })
    expect(await mastoc('apikey', 'end', 'borne')).toMatchObject({ code: 1, said: expect.stringContaining('Several') })
    const id = /^(\S+) {2}borne {2}read\+write {2}made \d{4}-\d\d-\d\d {2}used never$/m.exec(said)?.[1] ?? ''
    expect((await mastoc('apikey', 'end', id)).code).toBe(0)
    expect(await look(({ audit }) => audit.list({ action: 'apikey.end' }, { page: 1, page_size: 9 }))).toMatchObject({
      count: 2,
      results: [{ actor_kind: 'cli' }, { actor_kind: 'cli' }],
    })
  })

  it('begins a new epoch', async () => {
    const { mastoc, look } = await cliContext()
    const before = await look(({ feeds }) => feeds.epoch())
    expect((await mastoc('epoch', 'new')).code).toBe(0)
    expect((await look(({ feeds }) => feeds.epoch()))?.id).not.toBe(before?.id)
  })
})

it('answers help with 0 and wrong settings with 1, without a database', async () => {
  const said: string[] = []
  const console = {
    environment: { PORT: 'many' },
    out: (line: string) => said.push(line),
    err: (line: string) => said.push(line),
    terminal: null,
  }
  expect(await run(['--help'], console)).toBe(0)
  expect(said.join('\n')).toContain('import')
  expect(await run(['epoch', 'new'], console)).toBe(1)
  expect(said.at(-1)).toContain('PORT')
})
