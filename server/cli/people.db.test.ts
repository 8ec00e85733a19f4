import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { migratedEnvironments } from '../../tests/support/environments'
import { storesOn, type Stores } from '../db/stores/stores'
import { hashOf } from '../auth/tokens'
import { run } from './run'
import { withCliContext } from './cliContext'

const PASSWORD = 'prise bleue du toit'

describe.each(['sqlite', 'postgres'] as const)('accounts on the command line on %s', (kind) => {
  async function cliContext() {
    const environment = await migratedEnvironments[kind]()
    const typed = (text: string | undefined) => (text === undefined ? {} : { input: Readable.from([text]) })
    const mastoc = async (words: readonly string[], input?: string) => {
      const [said, warned]: [string[], string[]] = [[], []]
      const [out, err] = [(line: string) => said.push(line), (line: string) => warned.push(line)]
      const code = await run(words, { environment, out, err, terminal: null, ...typed(input) })
      return { code, said: said.join('\n'), warned: warned.join('\n') }
    }
    const create = (name: string, input: string | undefined = `${PASSWORD}\n`, ...more: string[]) =>
      mastoc(['user', 'create', '--email', `${name}@example.org`, '--username', name, ...more], input)
    const look = <T>(read: (stores: Stores) => Promise<T>) => withCliContext(environment, ({ db }) => read(storesOn(db)))
    const told = (action: string) => look(({ audit }) => audit.list({ action }, { page: 1, page_size: 9 }))
    return { mastoc, create, look, told }
  }

  it('[PERSON-9] reads the password from standard input, and warns where it stands on the command line', async () => {
    const { create, mastoc } = await cliContext()
    expect(await create('lune')).toEqual({ code: 0, said: 'User lune created.', warned: '' })
    expect(await create('astre', '')).toMatchObject({ code: 1, warned: 'Standard input holds no password.' })
    const without = ['user', 'create', '--email', 'astre@example.org', '--username', 'astre']
    expect((await mastoc(without)).warned).toContain('A password is needed')
    const shown = await create('astre', undefined, '--password', PASSWORD)
    expect(shown).toMatchObject({ code: 0, said: 'User astre created.', warned: expect.stringContaining('list of processes') })
  })

  it('[PERSON-7] lists accounts by name, by a part of it or by role, and shows one by address or user name', async () => {
    const { create, mastoc } = await cliContext()
    expect(await mastoc(['user', 'list'])).toMatchObject({ code: 0, said: 'No accounts.' })
    await create('lune')
    await create('astre', `${PASSWORD}\n`, '--admin')
    const { said } = await mastoc(['user', 'list'])
    expect(said.split('\n')).toEqual([
      'astre  astre  astre@example.org  admin  active  last login never',
      'lune  lune  lune@example.org  active  last login never',
    ])
    expect((await mastoc(['user', 'list', '--search', 'LUN'])).said).toMatch(/^lune /)
    expect((await mastoc(['user', 'list', '--role', 'admin'])).said).toMatch(/^astre .*$/)
    expect(await mastoc(['user', 'list', '--role', 'king'])).toMatchObject({ code: 1, warned: '--role: user or admin' })
    const shown = await mastoc(['user', 'show', 'Lune@example.org'])
    expect(shown.said).toContain('Address:       lune@example.org (not confirmed)')
    expect((await mastoc(['user', 'show', 'LUNE'])).said).toBe(shown.said)
    expect(await mastoc(['user', 'show', 'personne'])).toMatchObject({ code: 1, warned: expect.stringContaining('No account') })
  })

  it('[PERSON-8] prints a link to choose a new password, whose token only its hash remembers, and tells the log', async () => {
    const { create, mastoc, look, told } = await cliContext()
    await create('lune')
    const { code, said } = await mastoc(['user', 'reset-password', 'lune'])
    const token = /\/reset-password#(\S+)$/.exec(said)?.[1] ?? ''
    expect([code, token.length]).toEqual([0, 44])
    const { id = '' } = (await look(({ users }) => users.byUsername('lune'))) ?? {}
    const tomorrow = new Date(Date.now() + 23 * 3600 * 1000).toISOString().replace('Z', '000Z')
    const userAt = (now: string) => look(({ resets }) => resets.userOf(hashOf(token), now as Parameters<typeof resets.userOf>[1]))
    expect(await userAt(tomorrow)).toBe(id)
    expect(await userAt(tomorrow.replace(/^\d{4}/, '2999'))).toBeNull()
    expect(await told('user.reset_link')).toMatchObject({ count: 1, results: [{ actor_kind: 'cli', target_id: id, detail: {} }] })
    expect(await look(({ mails }) => mails.ofUser(id))).toEqual([])
  })

  it('[PERSON-7] deactivates an account, until a moment or until somebody says so, and lets it in again', async () => {
    const { create, mastoc, look, told } = await cliContext()
    await create('lune')
    await create('astre', `${PASSWORD}\n`, '--admin')
    expect(await mastoc(['user', 'deactivate', 'lune', '--reason', 'Compte partagé', '--until', '2999-01-01T00:00Z'])).toMatchObject({
      code: 0, said: 'lune is deactivated until 2999-01-01T00:00Z.',
    })
    expect(await look(({ users }) => users.byUsername('lune'))).toMatchObject({ is_active: false, inactive_until: '2999-01-01T00:00:00.000000Z' })
    expect(await told('user.deactivate')).toMatchObject({ results: [{ actor_kind: 'cli', detail: { reason: 'Compte partagé' } }] })
    expect((await mastoc(['user', 'reset-password', 'lune'])).warned).toContain('is deactivated')
    expect(await mastoc(['user', 'reactivate', 'lune@example.org'])).toMatchObject({ code: 0, said: 'lune may log in again.' })
    expect(await look(({ users }) => users.byUsername('lune'))).toMatchObject({ is_active: true, inactive_until: null })
    expect(await mastoc(['user', 'deactivate', 'lune', '--until', '2001-01-01'])).toMatchObject({ code: 1, warned: '--until: this moment is past' })
    expect(await mastoc(['user', 'deactivate', 'astre'])).toMatchObject({ code: 1, warned: 'This is the last admin: name another one first.' })
  })
})
