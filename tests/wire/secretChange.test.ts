import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startApp, type TestApp } from '../support/app'

const BEFORE = 'the secret of before, which some may know'
const AFTER = 'the secret from now on, which nobody knows'

let dataDir: string
const running: TestApp[] = []
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'mastoc-secrets-'))
})
afterEach(async () => {
  for (const app of running.splice(0)) await app.stop()
  await rm(dataDir, { recursive: true, force: true })
})

/** The one server on the folder: the one before is stopped. */
async function serve(env: Record<string, string>): Promise<TestApp> {
  for (const app of running.splice(0)) await app.stop()
  const app = await startApp({ dataDir, env })
  running.push(app)
  return app
}
const isKnown = async (app: TestApp, token: string) => (await app.call('GET', '/api/users/me', { token })).status === 200

test('[SEC-3] beside the new secret the old one still reads tokens and kept answers, and signs nothing', async () => {
  const first = await serve({ JWT_SECRET: BEFORE })
  const user = await first.register('passante')
  const write = (app: TestApp) =>
    app.call('PATCH', '/api/users/me', { token: user.token, body: { full_name: 'Passante' }, headers: { 'idempotency-key': 'once' } })
  expect((await write(first)).status).toBe(200)

  const both = await serve({ JWT_SECRET: AFTER, JWT_SECRET_OLD: BEFORE })
  expect(await isKnown(both, user.token)).toBe(true)
  expect((await write(both)).status).toBe(200)
  const renewed = (await both.call('POST', '/api/auth/refresh', { body: { refresh_token: user.refreshToken } })).body as {
    access_token: string
  }

  const after = await serve({ JWT_SECRET: AFTER })
  expect([await isKnown(after, user.token), await isKnown(after, renewed.access_token)]).toEqual([false, true])
})

test('[SEC-3] without the old one, tokens of before are refused, and who has a session gets another one', async () => {
  const first = await serve({ JWT_SECRET: BEFORE })
  const user = await first.register('passante')
  const after = await serve({ JWT_SECRET: AFTER })
  expect(await isKnown(after, user.token)).toBe(false)
  const { access_token } = (await after.call('POST', '/api/auth/refresh', { body: { refresh_token: user.refreshToken } })).body as {
    access_token: string
  }
  expect(await isKnown(after, access_token)).toBe(true)
})
