import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Command } from '../../shared/contract/command'
import { commands, type CommandName } from '../../shared/contract/commands'
import { KEYS, startApp, type Answer, type CallOptions, type TestApp } from '../support/app'
import { prepareFixtures, rows, type Fixtures } from './commandRows'

let app: TestApp
let fixtures: Fixtures
const ask = (name: CommandName, options: CallOptions & { path?: string } = {}): Promise<Answer> => {
  const row = rows[name]
  const body = options.body ?? row.body?.(fixtures)
  return app.call(commands[name].method, options.path ?? row.path(fixtures), { ...options, ...(body === undefined ? {} : { body }) })
}
const problem = (status: number) => ({
  type: 'about:blank',
  status,
  title: expect.any(String) as string,
  detail: expect.stringMatching(/\S/) as string,
  code: expect.any(String) as string,
})

beforeAll(async () => {
  app = await startApp()
  fixtures = await prepareFixtures(app)
})
afterAll(() => app.close())

test('every command of the contract has its row', () => {
  expect(Object.keys(rows).sort()).toEqual(Object.keys(commands).sort())
})

const names = Object.keys(rows) as CommandName[]
const gateOf = (name: CommandName): Command['gate'] => commands[name].gate
const isAdmins = (name: CommandName) => ['admin', 'importer'].includes(gateOf(name))

describe('[REST-1] a guest is answered', () => {
  test.each(names)('by %s', async (name) => {
    const { status, body } = await ask(name)
    expect(status).toBe(rows[name].guest)
    if (status >= 400) expect(body).toMatchObject(problem(status))
  })
})

describe('[REST-1] a stranger is answered', () => {
  test.each(names.filter(name => rows[name].stranger !== null))('by %s', async (name) => {
    expect((await ask(name, { token: fixtures.stranger.token })).status).toBe(rows[name].stranger)
  })
})

describe('[REST-2] nonsense is answered with 422 and where it is', () => {
  test.each(names.filter(name => rows[name].invalidInput !== null))('by %s', async (name) => {
    const { invalidInput, path } = rows[name]
    const { status, body } = await ask(name, {
      token: isAdmins(name) ? fixtures.admin.token : fixtures.owner.token,
      ...invalidInput,
      path: (invalidInput?.path ?? path)(fixtures),
    })
    // [REST-13] No name of a field but of an unknown one, no code, nothing left to be filled in.
    expect((body as { detail: string }).detail.replace(/«\u00a0\w+\u00a0»/g, '')).toMatch(/^[^_{}]+[.]$/)
    expect(body).toMatchObject({
      ...problem(422),
      code: 'invalid',
      errors: expect.arrayContaining([
        expect.objectContaining({ path: expect.any(String) as string, message: expect.any(String) as string }) as unknown,
      ]) as unknown,
    })
    expect(status).toBe(422)
  })
})

describe('[REST-2] a field that nobody asked for is refused, by its name', () => {
  // Logging in ignores the other fields of OAuth2's form, as the phones send them.
  const writes = names.filter(
    name =>
      name !== 'auth.login' && commands[name].method !== 'GET' && commands[name].method !== 'DELETE' && !(commands[name] as Command).upload,
  )
  test.each(writes)('by %s', async (name) => {
    const token = isAdmins(name) ? fixtures.admin.token : fixtures.owner.token
    const good = JSON.stringify(rows[name].body?.(fixtures) ?? {})
    for (const field of ['"is_admin":true', '"__proto__":{"role":"admin"}']) {
      const body = `${good.slice(0, -1)}${good === '{}' ? '' : ','}${field}}`
      const { status, body: answer } = await app.call(commands[name].method, rows[name].path(fixtures), {
        token,
        body,
        headers: { 'content-type': 'application/json' },
      })
      expect([name, field, status, (answer as { code: string }).code]).toEqual([name, field, 422, 'invalid'])
    }
  })
})

describe('[REST-3] an unknown key is answered with 403, a dead token with 401', () => {
  test.each(names.filter(name => gateOf(name) !== 'anyone'))('by %s', async (name) => {
    expect(await ask(name, { apiKey: 'nobody-knows-this-key' })).toMatchObject({ status: 403, body: { code: 'unknown_api_key' } })
    expect((await ask(name, { token: 'not.a.token' })).status).toBe(401)
  })
  test.each(names.filter(name => gateOf(name) === 'anyone'))('and neither is looked at by %s', async (name) => {
    expect((await ask(name, { apiKey: 'nobody-knows-this-key', token: 'not.a.token' })).body).not.toMatchObject({ code: 'unknown_api_key' })
  })
})

describe('[REST-4] a key that only reads is refused', () => {
  test.each(names.filter(name => ['writer', 'user', 'admin'].includes(gateOf(name))))('by %s', async (name) => {
    expect((await ask(name, { apiKey: KEYS.read })).status).toBe(gateOf(name) === 'user' ? 401 : 403)
  })
})

test('[REST-1] where guests do not read, each reading command answers 401', async () => {
  const closed = await startApp({ env: { PUBLIC_READ: '0' } })
  const readers = names.filter(name => gateOf(name) === 'reader')
  for (const name of readers) {
    const body = rows[name].body?.(fixtures)
    const { status } = await closed.call(commands[name].method, rows[name].path(fixtures), body === undefined ? {} : { body })
    expect([name, status]).toEqual([name, 401])
  }
  expect((await closed.call('GET', '/api/gyms', { apiKey: KEYS.read })).status).toBe(200)
  await closed.close()
})
