import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Output } from '../../../shared/contract/commands'
import type { OwnData } from '../../../shared/contract/users'
import { PASSWORD, startApp, type Account, type TestApp } from '../../support/app'
import { deleteForGood } from '../../support/deleteForGood'
import { createAuthenticator, type Twists } from '../../support/authenticator'
import { DIALECTS } from '../../support/databases'
import { lettersTo } from '../../support/letters'
import { createMigratedDatabase } from '../../support/postgres'
import { secondFactor } from '../../support/secondFactor'

const MINUTE = 60_000
type Listed = Output<'passkeys.list'>

describe.each(DIALECTS)('on %s', (dialect) => {
  let app: TestApp
  let drop = () => Promise.resolve()
  let factor: ReturnType<typeof secondFactor>
  let person: Account
  let made = 0
  beforeAll(async () => {
    const postgres = dialect === 'postgres' ? await createMigratedDatabase() : null
    drop = postgres?.drop ?? drop
    app = await startApp(postgres ? { databaseUrl: postgres.url } : {})
    factor = secondFactor(app)
  })
  afterAll(async () => {
    await app.close()
    await drop()
  })
  beforeEach(async () => {
    person = await app.register(`cle-${++made}`)
  })
  const list = async (account = person) => (await app.call('GET', '/api/users/me/passkeys', { token: account.token })).body as Listed
  const me = async () => (await app.call('GET', '/api/users/me', { token: person.token })).body as Output<'users.me'>
  const remove = (id: string, proof: object) => factor.post(`/api/users/me/passkeys/${id}/remove`, { proof }, person)
  const subjects = async () => (await lettersTo(app, `${person.username}@example.org`)).map(({ subject }) => subject)
  const actions = async () =>
    (await app.services.stores.audit.list({ target: person.id }, { page: 1, page_size: 20 })).results.map(({ action }) => action)

  test('[FACTOR-5] [FACTOR-6] [FACTOR-7] the first passkey brings ten recovery codes, is listed without its key, told by mail and in the log', async () => {
    expect(await list()).toEqual({ results: [], recovery_codes: { left: 0, made_at: null } })
    const { passkey, codes } = await factor.add(person)
    expect(passkey).toEqual({
      id: expect.any(String) as string,
      name: 'Téléphone',
      created_at: expect.any(String) as string,
      last_used_at: null,
    })
    expect(new Set(codes).size).toBe(10)
    for (const code of codes) expect(code).toMatch(/^[0-9a-z]{6}(-[0-9a-z]{6}){3}$/)
    expect(await list()).toEqual({ results: [passkey], recovery_codes: { left: 10, made_at: passkey.created_at } })
    expect(await me()).toMatchObject({ has_second_factor: true })
    expect((await app.call('GET', `/api/users/${person.id}`)).body).not.toHaveProperty('has_second_factor')
    expect(await subjects()).toEqual(['Une clé d’accès a été ajoutée'])
    expect(await actions()).toEqual(['factor.passkey_add'])
    const stored = JSON.stringify(await app.db.select().from(app.db.t.recoveryCodes))
    for (const code of codes) expect(stored).not.toContain(code)
  })

  test('[FACTOR-5] a second passkey brings no codes; either logs in', async () => {
    const first = await factor.add(person)
    const second = await factor.add(person)
    expect(second.recovery_codes).toBeNull()
    for (const { authenticator } of [first, second]) {
      const { ticket, options } = await factor.ask(person)
      expect(options.allowCredentials).toHaveLength(2)
      expect((await factor.show(ticket, { assertion: authenticator.get(options) })).status).toBe(200)
    }
  })

  test('[FACTOR-4] adding one asks for the current password, or for a passkey that one has', async () => {
    expect(await factor.begin(person, { current_password: 'pas le bon' })).toMatchObject({ status: 400, body: { code: 'wrong_password' } })
    const { authenticator } = await factor.add(person)
    const asked = (await factor.post('/api/users/me/passkeys/challenge', {}, person)).body as Output<'passkeys.challenge'>
    const proof = { ticket: asked.ticket, assertion: authenticator.get(asked.options) }
    expect((await factor.begin(person, proof)).status).toBe(200)
    expect(await factor.begin(person, proof)).toMatchObject({ status: 400 })
    const again = (await factor.post('/api/users/me/passkeys/challenge', {}, person)).body as Output<'passkeys.challenge'>
    expect(
      await factor.begin(person, { ticket: again.ticket, assertion: authenticator.get(again.options, { origin: 'https://evil.example' }) }),
    ).toMatchObject({ status: 400, body: { code: 'wrong_factor' } })
  })

  test('[FACTOR-4] a ticket of a login, or somebody else’s, proves nothing', async () => {
    const { authenticator } = await factor.add(person)
    const login = await factor.ask(person)
    expect((await factor.begin(person, { ticket: login.ticket, assertion: authenticator.get(login.options) })).body).toMatchObject({
      code: 'ticket_invalid',
    })
    const other = await app.register(`autre-cle-${made}`)
    const asked = (await factor.post('/api/users/me/passkeys/challenge', {}, other)).body as Output<'passkeys.challenge'>
    expect((await factor.begin(person, { ticket: asked.ticket, assertion: authenticator.get(asked.options) })).body).toMatchObject({
      code: 'ticket_invalid',
    })
  })

  const WRONG: readonly [string, Twists][] = [
    ['another site’s page', { origin: 'https://evil.example' }],
    ['another challenge', { challenge: 'AAAA' }],
    ['another site', { rpId: 'evil.example' }],
    ['a login', { type: 'webauthn.get' }],
    ['certificates that nobody asked for', { certificates: true }],
  ]
  test.each(WRONG)('[FACTOR-5] a new passkey is refused that is of %s', async (_what, twists) => {
    expect(await factor.tryAdd(person, createAuthenticator(app.url), twists)).toMatchObject({ status: 400, body: { code: 'wrong_factor' } })
    expect((await list()).results).toEqual([])
  })

  test('[FACTOR-5] the ticket for a new passkey is good once, for five minutes, and a credential belongs to one account', async () => {
    const authenticator = createAuthenticator(app.url)
    const { ticket, options } = (await factor.begin(person)).body as Output<'passkeys.begin'>
    const credential = authenticator.create(options)
    const add = (account: Account, body: object) =>
      factor.post('/api/users/me/passkeys', { ticket, credential, name: 'Clé', ...body }, account)
    expect((await add(person, {})).status).toBe(201)
    expect((await add(person, {})).body).toMatchObject({ code: 'ticket_invalid' })
    const late = (await factor.begin(person)).body as Output<'passkeys.begin'>
    expect(late.options.excludeCredentials).toMatchObject([{ id: credential.id }])
    app.clock.advance(5 * MINUTE)
    expect((await add(person, { ticket: late.ticket, credential: authenticator.create(late.options) })).body).toMatchObject({
      code: 'ticket_invalid',
    })
    const other = await app.register(`double-${made}`)
    const theirs = (await factor.begin(other)).body as Output<'passkeys.begin'>
    const copied = createAuthenticator(app.url).create(theirs.options, { credentialId: credential.id })
    expect((await add(other, { ticket: theirs.ticket, credential: copied })).body).toMatchObject({ code: 'taken' })
  })

  test('[FACTOR-5] of more than twenty passkeys none is added', async () => {
    const { authenticator } = await factor.add(person)
    for (let n = 1; n < 20; n++)
      await app.db.transaction(tx =>
        tx
          .insert(tx.t.passkeys)
          .values({
            id: `more-${n}-${made}`,
            user_id: person.id,
            name: 'x',
            public_key: Buffer.from('x'),
            counter: 0,
            transports: [],
            created_at: app.clock.now(),
          }),
      )
    expect(await factor.begin(person)).toMatchObject({
      status: 400,
      body: { code: 'passkey_limit', detail: expect.stringContaining('20') as string },
    })
    expect(authenticator.credentials).toHaveLength(1)
  })

  test('[FACTOR-5] a passkey is renamed by its owner alone', async () => {
    const { passkey } = await factor.add(person)
    const rename = (account: Account, name: string) =>
      app.call('PATCH', `/api/users/me/passkeys/${passkey.id}`, { token: account.token, body: { name } })
    expect((await rename(person, ' Clé bleue ')).body).toEqual({ ...passkey, name: 'Clé bleue' })
    expect((await rename(person, '  ')).status).toBe(422)
    expect((await rename(await app.register(`voisin-${made}`), 'à moi')).status).toBe(404)
    expect((await list()).results).toMatchObject([{ name: 'Clé bleue' }])
  })

  test('[FACTOR-4] removing one asks for the same, is told by mail, and the last one takes the codes along', async () => {
    const { passkey, authenticator } = await factor.add(person)
    const second = await factor.add(person)
    expect((await remove(passkey.id, { current_password: 'pas le bon' })).body).toMatchObject({ code: 'wrong_password' })
    expect((await remove('nobodys', { current_password: PASSWORD })).status).toBe(404)
    expect((await remove(second.passkey.id, { current_password: PASSWORD })).status).toBe(204)
    expect(await me()).toMatchObject({ has_second_factor: true })
    expect((await list()).recovery_codes.left).toBe(10)
    const asked = (await factor.post('/api/users/me/passkeys/challenge', {}, person)).body as Output<'passkeys.challenge'>
    expect((await remove(passkey.id, { ticket: asked.ticket, assertion: authenticator.get(asked.options) })).status).toBe(204)
    expect(await list()).toMatchObject({ results: [], recovery_codes: { left: 0 } })
    expect(await me()).toMatchObject({ has_second_factor: false })
    expect((await factor.login(person)).status).toBe(200)
    expect(await subjects()).toContain('Une clé d’accès a été retirée')
    expect(await actions()).toEqual(expect.arrayContaining(['factor.passkey_remove', 'factor.passkey_add']))
  })

  test('[FACTOR-6] a used code is counted and told by mail; new codes end the old ones', async () => {
    const { codes: [first = '', second = ''] } = await factor.add(person)
    const { ticket } = await factor.ask(person)
    expect((await factor.show(ticket, { recovery_code: first })).status).toBe(200)
    expect((await list()).recovery_codes.left).toBe(9)
    expect(await subjects()).toContain('Un code de secours a été utilisé')
    const renew = (current_password: string) => factor.post('/api/users/me/recovery-codes', { proof: { current_password } }, person)
    expect((await renew('pas le bon')).body).toMatchObject({ code: 'wrong_password' })
    const { recovery_codes } = (await renew(PASSWORD)).body as Output<'passkeys.newCodes'>
    expect((await list()).recovery_codes.left).toBe(10)
    const third = await factor.ask(person)
    expect((await factor.show(third.ticket, { recovery_code: second })).body).toMatchObject({ code: 'wrong_factor' })
    expect((await factor.show(third.ticket, { recovery_code: recovery_codes[0] })).status).toBe(200)
    expect(await actions()).toEqual(expect.arrayContaining(['factor.recovery_used', 'factor.recovery_renew']))
  })

  test('[FACTOR-6] without a passkey there are no codes', async () => {
    expect((await factor.post('/api/users/me/recovery-codes', { proof: { current_password: PASSWORD } }, person)).status).toBe(404)
  })

  test('[FACTOR-5] one’s data names the passkeys and tells no key; with the account they go', async () => {
    const { passkey } = await factor.add(person)
    const { body } = await app.call('GET', '/api/users/me/export', { token: person.token })
    expect((body as OwnData).passkeys).toEqual([passkey])
    expect((body as OwnData).recovery_codes).toMatchObject({ left: 10 })
    expect(JSON.stringify(body)).not.toMatch(/public_key|code_hash/)
    await deleteForGood(app, person.id)
    expect(await app.services.stores.passkeys.byId(passkey.id)).toBeNull()
    expect(await app.services.stores.recoveryCodes.leftOf(person.id)).toEqual({ left: 0, made_at: null })
  })
})
