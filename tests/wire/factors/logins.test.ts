import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Output } from '../../../shared/contract/commands'
import { FOREVER } from '../../../shared/model/instant'
import { PASSWORD, startApp, type Account, type TestApp } from '../../support/app'
import { createAuthenticator, type Twists } from '../../support/authenticator'
import { DIALECTS } from '../../support/databases'
import { createMigratedDatabase } from '../../support/postgres'
import { secondFactor } from '../../support/secondFactor'

const MINUTE = 60_000

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
    person = await app.register(`clef-${++made}`)
  })

  test('[FACTOR-1] who has a passkey is refused the password alone, in words, with a ticket for the second step', async () => {
    expect((await factor.login(person)).status).toBe(200)
    await factor.add(person)
    const { status, headers, body } = await factor.login(person, { cookie: true })
    expect(status).toBe(403)
    expect(headers.get('set-cookie')).toBeNull()
    expect(body).toMatchObject({
      status: 403, code: 'second_factor_required', detail: expect.stringContaining('clé d’accès') as string, expires_in: 300,
      options: { rpId: '127.0.0.1', userVerification: 'preferred', allowCredentials: [{ type: 'public-key', transports: ['internal'] }] },
    })
    expect(JSON.stringify(body)).not.toMatch(/token|counter|public_key/)
    const english = await app.call('POST', '/api/auth/login', {
      body: { username: person.username, password: PASSWORD },
      headers: { 'accept-language': 'en' },
    })
    expect(english.body).toMatchObject({ detail: expect.stringContaining('passkey') as string })
  })

  test('[FACTOR-1] a wrong password is told nothing of a second factor', async () => {
    await factor.add(person)
    expect((await app.call('POST', '/api/auth/login', { body: { username: person.username, password: 'pas le bon' } })).body).toMatchObject(
      { code: 'wrong_credentials' },
    )
  })

  test('[FACTOR-2] ticket and passkey answer as a login does', async () => {
    const plain = (await factor.login(person)).body as object
    const { authenticator, passkey } = await factor.add(person)
    const { ticket, options } = await factor.ask(person)
    const { status, body } = await factor.show(ticket, { assertion: authenticator.get(options) })
    expect(status).toBe(200)
    expect(Object.keys(body as object).sort()).toEqual(Object.keys(plain).sort())
    const { access_token, user_id } = body as Output<'auth.factor'>
    expect(user_id).toBe(person.id)
    const { results } = (await app.call('GET', '/api/users/me/passkeys', { token: access_token })).body as Output<'passkeys.list'>
    expect(results).toEqual([{ ...passkey, last_used_at: expect.any(String) as string }])
  })

  test('[FACTOR-2] in cookie mode the refresh token is only in the cookie', async () => {
    const { authenticator } = await factor.add(person)
    const { ticket, options } = await factor.ask(person)
    const { status, headers, body } = await factor.show(ticket, { assertion: authenticator.get(options), cookie: true })
    expect(status).toBe(200)
    expect(headers.get('set-cookie')).toMatch(/^refresh=.+HttpOnly; SameSite=Strict/)
    expect(body).not.toHaveProperty('refresh_token')
  })

  test('[FACTOR-2] a ticket is good once, also at one moment', async () => {
    const { authenticator } = await factor.add(person, createAuthenticator(app.url, { counts: false }))
    const { ticket, options } = await factor.ask(person)
    const assertion = authenticator.get(options)
    const answers = await Promise.all([1, 2, 3].map(() => factor.show(ticket, { assertion })))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400])
    expect(await factor.show(ticket, { assertion })).toMatchObject({ status: 400, body: { code: 'ticket_invalid' } })
    // Base64 spells the same bytes in several ways.
    expect(await factor.show(`${ticket}=`, { assertion })).toMatchObject({ status: 400, body: { code: 'ticket_invalid' } })
  })

  test('[FACTOR-2] a signature for one ticket is none for another', async () => {
    const { authenticator } = await factor.add(person)
    const [first, second] = [await factor.ask(person), await factor.ask(person)]
    const assertion = authenticator.get(first.options)
    expect((await factor.show(second.ticket, { assertion })).body).toMatchObject({ code: 'wrong_factor' })
    expect((await factor.show(first.ticket, { assertion })).status).toBe(200)
  })

  test('[FACTOR-2] a ticket ends after five minutes, and with the password', async () => {
    const { authenticator } = await factor.add(person)
    const late = await factor.ask(person)
    app.clock.advance(5 * MINUTE)
    expect((await factor.show(late.ticket, { assertion: authenticator.get(late.options) })).body).toMatchObject({ code: 'ticket_invalid' })
    const before = await factor.ask(person)
    const changed = await app.call('POST', '/api/users/me/password', {
      token: person.token,
      body: { current_password: PASSWORD, new_password: 'volume-bleu-du-haut' },
    })
    expect(changed.status).toBe(200)
    expect((await factor.show(before.ticket, { assertion: authenticator.get(before.options) })).body).toMatchObject({
      code: 'ticket_invalid',
    })
  })

  test('[FACTOR-2] nonsense and tickets of another kind are refused', async () => {
    const { authenticator, codes: [code = ''] } = await factor.add(person)
    const alone = (await factor.post('/api/auth/passkey/options', {})).body as Output<'auth.passkeyOptions'>
    const { options } = await factor.ask(person)
    for (const ticket of ['x', Buffer.alloc(80).toString('base64'), alone.ticket]) {
      expect((await factor.show(ticket, { assertion: authenticator.get(options) })).body).toMatchObject({ code: 'ticket_invalid' })
    }
    const { ticket } = await factor.ask(person)
    expect((await factor.show(ticket, {})).status).toBe(422)
    expect((await factor.show(ticket, { assertion: authenticator.get(options), recovery_code: code })).status).toBe(422)
  })

  const WRONG: readonly [string, Twists][] = [
    ['another site’s page', { origin: 'https://evil.example' }],
    ['another challenge', { challenge: 'AAAA' }],
    ['another site', { rpId: 'evil.example' }],
    ['the making of a passkey', { type: 'webauthn.create' }],
    ['a counter that went back', { counter: 1 }],
  ]
  test.each(WRONG)('[FACTOR-2] a signature is refused that is of %s', async (_what, twists) => {
    const { authenticator } = await factor.add(person)
    const { ticket, options } = await factor.ask(person)
    expect(await factor.show(ticket, { assertion: authenticator.get(options, twists) })).toMatchObject({
      status: 400,
      body: { code: 'wrong_factor' },
    })
    expect((await factor.show(ticket, { assertion: authenticator.get(options) })).status).toBe(200)
  })

  test('[FACTOR-2] another’s passkey is refused, under its own name and under mine', async () => {
    const { passkey } = await factor.add(person)
    const other = await factor.add(await app.register(`autre-${made}`))
    const { ticket, options } = await factor.ask(person)
    const assertion = other.authenticator.get(options)
    expect((await factor.show(ticket, { assertion })).body).toMatchObject({ code: 'wrong_factor' })
    expect((await factor.show(ticket, { assertion: { ...assertion, id: passkey.id, rawId: passkey.id } })).body).toMatchObject({
      code: 'wrong_factor',
    })
  })

  test('[FACTOR-2] wrong factors are slowed as wrong passwords are, and the log says so', async () => {
    const { authenticator } = await factor.add(person)
    const { ticket, options } = await factor.ask(person)
    const assertion = authenticator.get(options, { origin: 'https://evil.example' })
    for (let i = 0; i < 5; i++) expect((await factor.show(ticket, { assertion })).status).toBe(400)
    const slowed = await factor.show(ticket, { recovery_code: 'aaaaaa-aaaaaa-aaaaaa-aaaaaa' })
    expect(slowed).toMatchObject({ status: 429, body: { code: 'too_fast' } })
    expect(Number(slowed.headers.get('retry-after'))).toBeGreaterThan(0)
    app.clock.advance(2_000)
    expect((await factor.show(ticket, { assertion: authenticator.get(options) })).status).toBe(200)
    const { results } = await app.services.stores.audit.list({ target: person.id }, { page: 1, page_size: 20 })
    expect(results.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['session.factor_failed', 'session.factor_slowed', 'session.login']),
    )
  })

  test('[FACTOR-2] an account shut out meanwhile does not get in; a muted one does', async () => {
    const { authenticator } = await factor.add(person)
    const muted = await factor.ask(person)
    await app.services.stores.users.update(person.id, { muted_until: FOREVER })
    expect((await factor.show(muted.ticket, { assertion: authenticator.get(muted.options) })).status).toBe(200)
    const shut = await factor.ask(person)
    await app.services.stores.users.update(person.id, { is_active: false })
    expect(await factor.show(shut.ticket, { assertion: authenticator.get(shut.options) })).toMatchObject({
      status: 403,
      body: { code: 'deactivated' },
    })
  })

  test('[FACTOR-3] a passkey that checked its user logs in alone, once a ticket', async () => {
    const { authenticator } = await factor.add(person)
    const { ticket, options } = (await factor.post('/api/auth/passkey/options', {})).body as Output<'auth.passkeyOptions'>
    expect(options).toMatchObject({ allowCredentials: [], userVerification: 'required' })
    const assertion = authenticator.get(options)
    const { status, body } = await factor.post('/api/auth/passkey', { ticket, assertion })
    expect([status, (body as Output<'auth.passkey'>).user_id]).toEqual([200, person.id])
    expect((await factor.post('/api/auth/passkey', { ticket, assertion: authenticator.get(options) })).body).toMatchObject({
      code: 'ticket_invalid',
    })
  })

  test('[FACTOR-3] without PIN, finger or face it is no more than a second factor', async () => {
    const { authenticator } = await factor.add(person)
    const { ticket, options } = (await factor.post('/api/auth/passkey/options', {})).body as Output<'auth.passkeyOptions'>
    expect(
      (await factor.post('/api/auth/passkey', { ticket, assertion: authenticator.get(options, { verified: false }) })).body,
    ).toMatchObject({ code: 'wrong_factor' })
    const nameless = authenticator.get(options)
    expect(
      (await factor.post('/api/auth/passkey', { ticket, assertion: { ...nameless, response: { ...nameless.response, userHandle: null } } }))
        .body,
    ).toMatchObject({ code: 'wrong_factor' })
    const second = await factor.ask(person)
    expect((await factor.show(second.ticket, { assertion: authenticator.get(second.options, { verified: false }) })).status).toBe(200)
  })

  test('[FACTOR-6] a recovery code stands in for the passkey, once, however it is typed', async () => {
    const { codes: [code = ''] } = await factor.add(person)
    const first = await factor.ask(person)
    expect((await factor.show(first.ticket, { recovery_code: ` ${code.toUpperCase().replaceAll('-', ' ')}` })).status).toBe(200)
    const second = await factor.ask(person)
    expect((await factor.show(second.ticket, { recovery_code: code })).body).toMatchObject({ code: 'wrong_factor' })
  })

  test('[FACTOR-6] of two uses of one code at one moment one wins', async () => {
    const { codes: [code = ''] } = await factor.add(person)
    const asked = [await factor.ask(person), await factor.ask(person)]
    const answers = await Promise.all(asked.map(({ ticket }) => factor.show(ticket, { recovery_code: code })))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400])
  })

  test('[FACTOR-6] another’s recovery code is refused', async () => {
    await factor.add(person)
    const { codes: [code = ''] } = await factor.add(await app.register(`voisine-${made}`))
    const { ticket } = await factor.ask(person)
    expect((await factor.show(ticket, { recovery_code: code })).body).toMatchObject({ code: 'wrong_factor' })
  })
})
