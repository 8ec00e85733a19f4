import { hash } from '@node-rs/bcrypt'
import { describe, expect, onTestFinished, test } from 'vitest'
import { readOldServer } from '../../server/db/pythonServer/readOldServer'
import { guest } from '../../shared/access/actor'
import { takeOver } from '../../server/usecases/takeOver/takeOver'
import { startApp } from '../support/app'
import { DIALECTS, type Dialect } from '../support/databases'
import { OLD_PASSWORD, oldIds, people, type OldTables } from '../support/oldServer/oldRows'
import { startOldServer } from '../support/oldServer/startOldServer'
import { createMigratedDatabase } from '../support/postgres'

/** Each comparison with an old hash takes a quarter of a second of a thread, and several on a busy machine. */
const LIMIT_MS = 240_000
const NEW_PASSWORD = 'nouvelle-voie-sur-arete-42'

/** A server that has taken the old one's accounts over; nothing else came. */
async function movedApp(dialect: Dialect, change: (users: OldTables['users']) => void = () => {}) {
  const database = dialect === 'postgres' ? await createMigratedDatabase() : null
  const app = await startApp(database ? { databaseUrl: database.url } : {})
  onTestFinished(async () => {
    await app.close()
    await database?.drop()
  })
  const { url } = await startOldServer((tables) => {
    change(tables.users)
    Object.assign(tables, { climbs: [], hold_annotations: [], id_mappings: [] })
  })
  const old = await readOldServer(url)
  const take = () => app.services.transactions(guest, context =>
    takeOver(context, { old, files: { photos: new Map(), faults: [] }, portraits: new Map() }, { keepDemo: true }))
  await take()
  const login = (username: string, password: string) => app.call('POST', '/api/auth/login', { body: { username, password } })
  const hashOf = async (n: number) => (await app.services.stores.users.byId(oldIds.user(n)))?.password_hash
  return { app, take, login, hashOf }
}

describe.each(DIALECTS)('an account of the Python server on %s', { timeout: LIMIT_MS }, (dialect) => {
  test('[MOVE-8] logs in with its old password by name or address, which then is hashed with argon2id', async () => {
    const { login, hashOf, take } = await movedApp(dialect)
    expect((await login('grimpeur2', 'a wrong one')).status).toBe(401)
    expect(await hashOf(2)).toMatch(/^\$2b\$12\$/)
    const first = await login('grimpeur2', OLD_PASSWORD)
    expect(first).toMatchObject({ status: 200, body: { user_id: oldIds.user(2), email: 'grimpeur2@example.org', role: 'user' } })
    expect(await hashOf(2)).toMatch(/^\$argon2id\$/)
    expect((await login('GRIMPEUR2@example.org', OLD_PASSWORD)).status).toBe(200)
    expect((await login('grimpeur2', 'a wrong one')).status).toBe(401)
    expect((await login('grimpeur1', OLD_PASSWORD)).body).toMatchObject({ role: 'admin' })
    expect((await login(`grimpeur${people.deactivated}`, OLD_PASSWORD)).status).toBe(403)
    await take()
    expect(await hashOf(2)).toMatch(/^\$argon2id\$/)
  })

  test('[MOVE-8] confirms with its old password what asks for it, and chooses a new one', async () => {
    const { app, login, hashOf } = await movedApp(dialect)
    const { value: token } = await app.services.transactions(guest, async ({ stores, now }) => {
      // A session from elsewhere, such as a passkey's, leaves the old hash in place.
      const id = oldIds.user(4)
      await stores.sessions.insert({ id: 'elsewhere', user_id: id, label: '', address: null, created_at: now, used_at: now, expires_at: '2099-01-01T00:00:00.000000Z' as never })
      return app.services.tokens.sign({ id, role: 'user' }, 'elsewhere')
    })
    const ask = (current_password: string) => app.call('PATCH', '/api/users/me', { token, body: { email: 'neuf@example.org', current_password } })
    expect((await ask('a wrong one')).status).toBe(400)
    expect((await ask(OLD_PASSWORD)).status).toBe(200)
    expect(await hashOf(4)).toMatch(/^\$2b\$/)
    const changed = await app.call('POST', '/api/users/me/password', { token, body: { current_password: OLD_PASSWORD, new_password: NEW_PASSWORD } })
    expect(changed.status).toBe(200)
    expect(await hashOf(4)).toMatch(/^\$argon2id\$/)
    expect((await login('grimpeur4', OLD_PASSWORD)).status).toBe(401)
    expect((await login('grimpeur4', NEW_PASSWORD)).status).toBe(200)
  })

  test('[MOVE-8] keeps the whole of a password beyond 72 bytes once it has logged in', async () => {
    const long = 'x'.repeat(72)
    const stored = await hash(long, 4)
    const { login } = await movedApp(dialect, (users) => {
      const user = users[people.plain - 1]
      if (user) user['password_hash'] = stored
    })
    expect((await login('grimpeur2', `${long} with an end`)).status).toBe(200)
    expect((await login('grimpeur2', long)).status).toBe(401)
    expect((await login('grimpeur2', `${long} with an end`)).status).toBe(200)
  })
})
