import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { readConfig, WrongSettings } from './config'

const DATA_DIR = mkdtempSync(join(tmpdir(), 'mastoc-config-'))
afterAll(() => rmSync(DATA_DIR, { recursive: true }))

const read = (environment: Record<string, string> = {}) => readConfig({ DATA_DIR, ...environment })
const problemsOf = (environment: Record<string, string>): readonly string[] => {
  try {
    read(environment)
  } catch (error) {
    if (error instanceof WrongSettings) return error.problems
    throw error
  }
  return []
}

test('[CONFIG-1] without any setting everything has its default', () => {
  expect(read()).toMatchObject({
    port: 3000, host: '0.0.0.0', databaseUrl: null, publicUrl: null, apiKeys: [], admin: null, adminFactor: 'ask', publicRead: true,
    registration: 'open', corsOrigins: [], trustProxy: null, demo: 'auto', logLevel: 'info', production: false,
  })
})

test('[CONFIG-1] an empty value counts as unset', () => {
  expect(read({ PORT: '', API_KEY: '', PUBLIC_READ: '' })).toMatchObject({ port: 3000, apiKeys: [], publicRead: true })
})

test('[CONFIG-2] every problem is in the one message, those between settings too', () => {
  const found = problemsOf({
    PORT: '70000',
    DATABASE_URL: 'mysql://x',
    DATABASE_DIRECT_URL: 'mysql://x',
    DATABASE_POOL: '1',
    BUS_URL: 'redis://x',
    PUBLIC_URL: 'ftp://x',
    PUBLIC_READ: 'maybe',
    ADMIN_FACTOR: 'always',
    REGISTRATION: 'sometimes',
    DEMO: 'x',
    LOG_LEVEL: 'loud',
    API_KEY: 'a-long-enough-key-here=fly',
    CORS_ORIGINS: 'not an origin',
    TRUST_PROXY: 'nonsense',
    ADMIN_EMAIL: 'admin@example.org',
  })
  const named = found.map(problem => /^[A-Z_]+/.exec(problem)?.[0]).sort()
  expect(named).toEqual([
    'ADMIN_EMAIL',
    'ADMIN_FACTOR',
    'API_KEY',
    'BUS_URL',
    'CORS_ORIGINS',
    'DATABASE_DIRECT_URL',
    'DATABASE_POOL',
    'DATABASE_URL',
    'DEMO',
    'LOG_LEVEL',
    'PORT',
    'PUBLIC_READ',
    'PUBLIC_URL',
    'REGISTRATION',
    'TRUST_PROXY',
  ])
})

test('[CONFIG-2] a bus, and a way past a pooler, need a database that several servers share', () => {
  expect(problemsOf({ BUS_URL: 'nats://bus' })).toEqual([expect.stringMatching(/^BUS_URL needs DATABASE_URL/)])
  expect(problemsOf({ DATABASE_DIRECT_URL: 'postgres://h/d' })).toEqual([expect.stringMatching(/^DATABASE_DIRECT_URL needs DATABASE_URL/)])
  expect(read({ DATABASE_URL: 'postgres://pool/d' })).toMatchObject({ databaseDirectUrl: 'postgres://pool/d', databasePool: 10, bus: null })
})

test('[CONFIG-2] no problem tells a secret', () => {
  expect(problemsOf({ NODE_ENV: 'production', JWT_SECRET: 'hunter2', API_KEY: 'swordfish' }).join()).not.toMatch(/hunter2|swordfish/)
})

describe('[CONFIG-3] production', () => {
  const production = { NODE_ENV: 'production', PUBLIC_URL: 'https://mur.example' }
  test.each([
    ['a weak secret', { JWT_SECRET: 'short' }, 'JWT_SECRET'],
    ['a weak key', { API_KEY: 'short' }, 'API_KEY'],
    ['PostgreSQL without a secret', { DATABASE_URL: 'postgres://u@h/d' }, 'JWT_SECRET'],
    ['an address without TLS', { PUBLIC_URL: 'http://mur.example' }, 'PUBLIC_URL'],
    ['a secret out of an example', { JWT_SECRET: 'please-change-me-before-production' }, 'JWT_SECRET'],
    ['an admin password that anybody would try', { ADMIN_EMAIL: 'admin@example.org', ADMIN_PASSWORD: 'Password2030' }, 'ADMIN_PASSWORD'],
    ['a key out of an example', { API_KEY: 'example-key-for-everybody=admin' }, 'API_KEY'],
    [
      'a database password that anybody would try',
      { DATABASE_URL: 'postgres://postgres:postgres@h/d', JWT_SECRET: 'k3Vq9-tR2xLm8Zp4Wn7Ys1Bd6Hf0Gj5C' },
      'DATABASE_URL',
    ],
    [
      'a database password that is the user’s name',
      { DATABASE_URL: 'postgres://gym:gym@h/d', JWT_SECRET: 'k3Vq9-tR2xLm8Zp4Wn7Ys1Bd6Hf0Gj5C' },
      'DATABASE_URL',
    ],
    ['an old secret that can be guessed', { JWT_SECRET_OLD: 'mastoc-mur-mastoc-mur-mastoc-mur-mastoc-mur' }, 'JWT_SECRET_OLD'],
    ['every origin', { CORS_ORIGINS: '*' }, 'CORS_ORIGINS'],
    ['a secret of a word said again and again', { JWT_SECRET: 'mastoc-mur-mastoc-mur-mastoc-mur-mastoc-mur' }, 'JWT_SECRET'],
    ['a secret of the alphabet', { JWT_SECRET: 'abcdefghijklmnopqrstuvwxyz0123456789' }, 'JWT_SECRET'],
    ['a key of one character', { API_KEY: 'aaaaaaaaaaaaaaaa=admin' }, 'API_KEY'],
    ['a key of a word said again', { API_KEY: 'k3Vq9-tR2xLm8Zp4Wn7,grimpe-grimpe-grimpe=admin' }, 'API_KEY'],
    ['an address without TLS, however it is spelt', { PUBLIC_URL: 'HTTP://mur.example' }, 'PUBLIC_URL'],
  ])('refuses %s', (_what, environment, named) => {
    expect(problemsOf({ ...production, ...environment })).toEqual([expect.stringContaining(named)])
    expect(problemsOf(environment)).toEqual([])
  })

  test('[LIMIT-86] refuses to start without the address that people type, and starts with it', () => {
    expect(problemsOf({ NODE_ENV: 'production' })).toEqual([expect.stringMatching(/^PUBLIC_URL is required in production: /)])
    expect(problemsOf(production)).toEqual([])
  })

  test('takes whatever a generator of secrets gives', () => {
    for (let n = 0; n < 300; n++) {
      const JWT_SECRET = randomBytes(24 + n % 40).toString(n % 2 ? 'base64' : 'hex')
      expect([
        JWT_SECRET,
        problemsOf({
          ...production,
          JWT_SECRET,
          API_KEY: `${randomBytes(12).toString('hex')}=admin,${randomBytes(12).toString('base64url')}`,
        }),
      ]).toEqual([JWT_SECRET, []])
    }
  })
})

describe('[SEC-4] a secret in a file', () => {
  const file = (name: string, text: string) => {
    writeFileSync(join(DATA_DIR, name), text)
    return join(DATA_DIR, name)
  }

  test('counts as the setting itself, without the line end', () => {
    expect(read({ JWT_SECRET_FILE: file('jwt', 'a secret out of a file\n'), API_KEY_FILE: file('keys', 'first-key=write\n') }))
      .toMatchObject({ jwtSecret: 'a secret out of a file', apiKeys: [{ key: 'first-key', scopes: ['write'] }] })
  })

  test.each([
    ['is not there', { JWT_SECRET_FILE: '/nowhere/jwt' }, 'JWT_SECRET_FILE: cannot be read (ENOENT)'],
    ['is empty', { JWT_SECRET_FILE: file('empty', '\n') }, 'JWT_SECRET_FILE: the file is empty'],
    [
      'stands beside the setting',
      { JWT_SECRET: 'x', JWT_SECRET_FILE: file('beside', 'hunter2') },
      'JWT_SECRET and JWT_SECRET_FILE: only one of them',
    ],
  ])('is named where it %s, and its content is not told', (_what, environment, problem) => {
    expect(problemsOf(environment)).toEqual([problem])
  })
})

describe('[SEC-5] production', () => {
  const at = (query: string) =>
    problemsOf({
      NODE_ENV: 'production',
      PUBLIC_URL: 'https://mur.example',
      JWT_SECRET: 'k3Vq9-tR2xLm8Zp4Wn7Ys1Bd6Hf0Gj5C',
      DATABASE_URL: `postgres://gym:hT5-wq8_zR@db.example/gym${query}`,
    })

  test.each(['?sslmode=no-verify', '?uselibpqcompat=true&sslmode=require'])(
    'refuses a database address whose certificate nobody looks at: %s',
    query => {
      expect(at(query)).toEqual([expect.stringContaining('DATABASE_URL')])
    },
  )

  test.each(['', '?sslmode=verify-full', '?sslmode=require', '?uselibpqcompat=true&sslmode=verify-full'])('takes %s', (query) => {
    expect(at(query)).toEqual([])
  })
})

describe('[STOKT-11] the settings of the mirror', () => {
  const STOKT = { STOKT_TOKEN: 'a-token', STOKT_GYM: 'gym-1' }

  test('are none, or a token with its gym, with or without polls', () => {
    expect(read().stokt).toBeNull()
    expect(read({ STOKT_GYM: 'gym-1' }).stokt).toBeNull()
    expect(read(STOKT).stokt).toEqual({ url: 'https://www.sostokt.com', token: 'a-token', gym: 'gym-1', pollMinutes: null })
    expect(read({ ...STOKT, STOKT_POLL: '180', STOKT_URL: 'http://localhost:8000/' }).stokt)
      .toMatchObject({ url: 'http://localhost:8000', pollMinutes: 180 })
  })

  test('may name a file for the token', () => {
    const path = join(DATA_DIR, 'stokt-token')
    writeFileSync(path, 'a-token\n')
    expect(read({ STOKT_GYM: 'gym-1', STOKT_TOKEN_FILE: path }).stokt).toMatchObject({ token: 'a-token' })
  })

  test.each([
    ['STOKT_TOKEN', { STOKT_TOKEN: 'a-token' }],
    ['STOKT_POLL', { STOKT_GYM: 'gym-1', STOKT_POLL: '180' }],
    ['STOKT_POLL', { ...STOKT, STOKT_POLL: 'often' }],
    ['STOKT_GYM', { ...STOKT, STOKT_GYM: '../users/me' }],
    ['STOKT_TOKEN', { ...STOKT, STOKT_TOKEN: 'a token' }],
    ['STOKT_URL', { NODE_ENV: 'production', PUBLIC_URL: 'https://mur.example', ...STOKT, STOKT_URL: 'http://stokt.example' }],
  ])('stop the start: %s', (named, environment) => {
    expect(problemsOf(environment)).toEqual([expect.stringContaining(named)])
    expect(problemsOf(environment).join()).not.toContain('a-token')
  })
})

test('[SEC-3] the secret of before may be named beside the new one, and is not the same', () => {
  expect(read({ JWT_SECRET: 'new', JWT_SECRET_OLD: 'old' })).toMatchObject({ jwtSecret: 'new', jwtSecretOld: 'old' })
  expect(read().jwtSecretOld).toBeNull()
  expect(problemsOf({ JWT_SECRET: 'same', JWT_SECRET_OLD: 'same' })).toEqual([expect.stringContaining('JWT_SECRET_OLD')])
})

test('keys have the scopes they name, and read where they name none', () => {
  expect(read({ API_KEY: 'first-key, second-key=write+import' }).apiKeys).toEqual([
    { key: 'first-key', scopes: ['read'] }, { key: 'second-key', scopes: ['write', 'import'] },
  ])
})

test('a secret made up is kept for the next start, readable by its owner alone', () => {
  const { jwtSecret } = read()
  expect(read().jwtSecret).toBe(jwtSecret)
  expect(readFileSync(join(DATA_DIR, 'jwt-secret'), 'utf8')).toBe(jwtSecret)
  expect(statSync(join(DATA_DIR, 'jwt-secret')).mode & 0o777).toBe(0o600)
})

test.each(['1', 'loopback', '10.0.0.0/8, ::1'])('TRUST_PROXY may be %s', (trusted) => {
  expect(problemsOf({ TRUST_PROXY: trusted })).toEqual([])
})

test.each(['0.0.0.0/0', '::/0', '10.0.0.0/33', '1000'])('[LIMIT-83] TRUST_PROXY=%s stops the start with a sentence', (trusted) => {
  expect(problemsOf({ TRUST_PROXY: trusted })).toEqual([expect.stringMatching(/^TRUST_PROXY: \S+ /)])
})

test('an address ends without a slash', () => {
  expect(read({ PUBLIC_URL: 'https://mur.example/' }).publicUrl).toBe('https://mur.example')
})
