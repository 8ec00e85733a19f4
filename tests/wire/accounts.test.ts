import { afterAll, beforeAll, expect, test } from 'vitest'
import { instantOf, msOf, NEVER } from '../../shared/model/instant'
import { hashOf } from '../../server/auth/tokens'
import { PASSWORD, startApp, type Answer, type TestApp } from '../support/app'

const text = expect.any(String) as string
const MINUTE = 60_000

let app: TestApp
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.close())

const register = (body: object) =>
  app.call('POST', '/api/auth/register', { body: { password: 'arête-ronde-et-bleue', full_name: '', ...body } })
const login = (body: unknown) => app.call('POST', '/api/auth/login', { body })
const refresh = (refresh_token: string) => app.call('POST', '/api/auth/refresh', { body: { refresh_token } })
const tokenIn = (answer: Answer): string => {
  const { refresh_token } = answer.body as { refresh_token?: string }
  if (!refresh_token) throw new Error(`no refresh token: ${JSON.stringify(answer.body)}`)
  return refresh_token
}

test('[ACCOUNT-1] registering answers 201 with the account and a message', async () => {
  const { status, body } = await register({ email: ' Lezard@Example.org ', username: 'Lézard Souple', full_name: 'Lézard' })
  expect(status).toBe(201)
  expect(body).toEqual({ id: text, email: 'Lezard@Example.org', username: 'Lézard Souple', full_name: 'Lézard', message: 'Compte créé.' })
})

test.each([
  [
    'the name in other accents',
    { email: 'other@example.org', username: 'LEZARD souple' },
    'username',
    'Ce nom d’utilisateur est déjà pris.',
  ],
  [
    'the address in another case',
    { email: 'LEZARD@example.org', username: 'quelqu-un' },
    'email',
    'Cette adresse e-mail est déjà utilisée.',
  ],
])('[ACCOUNT-1] [REST-13] %s is taken: 400 with a reason at its field', async (_what, body, path, detail) => {
  await register({ email: 'lezard@example.org', username: 'Lézard Souple' })
  const answer = await register(body)
  expect(answer.status).toBe(400)
  expect(answer.body).toMatchObject({ code: 'taken', detail, errors: [{ path, message: detail, code: 'taken' }] })
})

test('[ACCOUNT-1] two who register the same name at once: one gets it', async () => {
  const answers = await Promise.all([1, 2, 3].map(n => register({ email: `jumeau${n}@example.org`, username: 'Jumeau' })))
  expect(answers.map(answer => answer.status).sort()).toEqual([201, 400, 400])
})

test('[ACCOUNT-1] closed registration answers 400', async () => {
  const closed = await startApp({ env: { REGISTRATION: 'closed' } })
  const { status, body } = await closed.call('POST', '/api/auth/register', {
    body: { email: 'a@example.org', username: 'abc', password: 'longue-et-rare' },
  })
  expect([status, body]).toMatchObject([400, { code: 'registration_closed' }])
  await closed.close()
})

test('[ACCOUNT-2] a form logs in by username, its other fields ignored; JSON logs in by e-mail', async () => {
  const { id } = await app.register('mouflon')
  const answer = await login(
    new URLSearchParams({ grant_type: 'password', scope: '', client_id: 'phone', username: 'MOUFLON', password: PASSWORD }),
  )
  expect(answer.status).toBe(200)
  const whole = {
    access_token: text, refresh_token: text, token_type: 'bearer', expires_in: 600,
    user_id: id, email: 'mouflon@example.org', username: 'mouflon', full_name: 'mouflon', role: 'user',
  }
  expect(answer.body).toEqual(whole)
  expect((await login({ username: 'Mouflon@Example.org', password: PASSWORD })).body).toEqual(whole)
})

test('[ACCOUNT-2] who does not exist and who forgot get the same answer', async () => {
  await app.register('marmotte')
  const [unknown, wrong] = [await login({ username: 'nobody', password: 'x' }), await login({ username: 'marmotte', password: 'x' })]
  expect(unknown.status).toBe(401)
  expect(wrong.body).toMatchObject({ code: 'wrong_credentials', request_id: expect.any(String) as string })
  expect({ ...unknown.body as object, request_id: '' }).toEqual({ ...wrong.body as object, request_id: '' })
})

test.each(['victime@example.org', 'victime＠exemple', '\u200b\u200b\u200b'])('[USER-1] %j is no username', async (username) => {
  const answer = await register({ email: 'thief@example.org', username })
  expect(answer).toMatchObject({ status: 422, body: { errors: [{ path: 'username' }] } })
})

test.each([
  ['email', `${'a'.repeat(250)}@b.org`],
  ['email', `a@${'b.'.repeat(200)}org`],
  ['email', `a@${'b'.repeat(64)}.org`],
  ['full_name', 'Lé\u200ba'],
  ['full_name', '\u202eaéL'],
  ['full_name', '\u3164'],
  ['username', 'lé\u200ba'],
  ['full_name', 'Аdmin'],
  ['full_name', 'Modérateur'],
])('[LIMIT-58] as %s %j is refused', async (field, value) => {
  const answer = await register({ email: 'nom@example.org', username: 'nom-lisible', [field]: value })
  expect(answer).toMatchObject({ status: 422, body: { errors: [{ path: field }] } })
})

test('[LIMIT-58] nobody but an admin is called admin', async () => {
  expect(await register({ email: 'nom@example.org', username: 'аdm1n' })).toMatchObject({ status: 400, body: { code: 'taken' } })
  const [user, admin] = [await app.register('ambitieuse'), await app.admin()]
  const rename = (token: string, body: object) => app.call('PATCH', '/api/users/me', { token, body })
  expect((await rename(user.token, { username: 'Admin' })).body).toMatchObject({ code: 'taken' })
  expect((await rename(user.token, { full_name: 'A d m i n' })).status).toBe(422)
  expect((await rename(admin.token, { full_name: 'Admin' })).status).toBe(200)
})

test.each([
  ['password1', 'common'],
  ['soleilsoleil', 'guess'],
  ['vieux-hérisson-du-nord', 'name'],
])('[ACCOUNT-8] %s is refused with its reason', async (password, reason) => {
  const body = { email: 'ronce@example.org', username: 'Hérisson', password }
  const answer = await app.call('POST', '/api/auth/register', { body, headers: { 'accept-language': 'en' } })
  expect(answer).toMatchObject({ status: 400, body: { code: 'weak_password', detail: expect.stringContaining(reason) as string } })
})

test('[ACCOUNT-3] a deactivated account: 403 at login, its tokens are dead', async () => {
  const user = await app.register('parti')
  await app.services.stores.users.update(user.id, { is_active: false })
  expect([
    (await login({ username: 'parti', password: PASSWORD })).status,
    (await login({ username: 'parti', password: 'x' })).status,
  ]).toEqual([403, 401])
  expect((await app.call('GET', '/api/users/me', { token: user.token })).status).toBe(403)
  expect((await refresh(user.refreshToken)).status).toBe(401)
})

test('[ACCOUNT-4] each refresh gives a new pair that works', async () => {
  const { refreshToken } = await app.register('bouquetin')
  const first = await refresh(refreshToken)
  expect(first.status).toBe(200)
  expect(first.body).toEqual({ access_token: text, refresh_token: text, token_type: 'bearer', expires_in: 600 })
  expect(tokenIn(first)).not.toBe(refreshToken)
  const { access_token } = (await refresh(tokenIn(first))).body as { access_token: string }
  expect((await app.call('GET', '/api/users/me', { token: access_token })).body).toMatchObject({ username: 'bouquetin' })
})

test('[ACCOUNT-4] after a lost answer the parent gives a working sibling, however late', async () => {
  const { refreshToken } = await app.register('renard')
  await refresh(refreshToken)
  app.clock.advance(60 * MINUTE)
  const sibling = await refresh(refreshToken)
  expect(sibling.status).toBe(200)
  expect((await refresh(tokenIn(sibling))).status).toBe(200)
})

test('[ACCOUNT-4] two tabs that refresh at once both go on', async () => {
  const { refreshToken } = await app.register('chamois')
  const answers = await Promise.all([refresh(refreshToken), refresh(refreshToken)])
  for (const answer of answers) expect((await refresh(tokenIn(answer))).status).toBe(200)
})

test('[ACCOUNT-4] a parent used again once its successor was used for long ends the whole session', async () => {
  const { id, refreshToken } = await app.register('hibou')
  const second = tokenIn(await refresh(refreshToken))
  const third = tokenIn(await refresh(second))
  expect((await refresh(refreshToken)).status).toBe(200)
  app.clock.advance(10_001)
  expect((await refresh(refreshToken)).body).toMatchObject({ code: 'unauthenticated' })
  expect((await refresh(third)).status).toBe(401)
  const entries = (await app.db.select().from(app.db.t.audit)).filter(entry => entry.target_id === id)
  expect(entries.map(entry => entry.action).sort()).toEqual(['session.end', 'session.reuse'])
})

test('[ACCOUNT-4] [LIMIT-56] a stolen token that is traded once and kept ends with the honest one, whoever uses theirs later', async () => {
  for (const [thiefFirst, name] of [[true, 'voleur'], [false, 'volee']] as const) {
    const { id, refreshToken } = await app.register(name)
    const kept = tokenIn(await refresh(refreshToken))
    const honest = tokenIn(await refresh(refreshToken))
    expect((await refresh(thiefFirst ? kept : honest)).status).toBe(200)
    app.clock.advance(10_001)
    expect((await refresh(thiefFirst ? honest : kept)).status).toBe(401)
    expect((await app.services.stores.sessions.livingOf(id, app.clock.now(), NEVER)).length).toBe(0)
  }
})

test('[LIMIT-56] a session keeps its newest hundred tokens, and its oldest are unknown', async () => {
  const { refreshToken, sessionId } = await app.register('coureuse')
  let token = refreshToken
  const { tokens } = app.services.stores
  const now = app.clock.now()
  const stored = await tokens.byHash(hashOf(token))
  if (!stored) throw new Error('no token')
  for (let n = 0; n < 130; n++) {
    const next = `token-${n}`
    await tokens.markUsed(hashOf(token), now)
    await tokens.insert({
      ...stored,
      token_hash: hashOf(next),
      parent_hash: hashOf(token),
      created_at: instantOf(msOf(now) + n + 1),
      used_at: null,
    })
    token = next
  }
  expect((await refresh(token)).status).toBe(200)
  expect(await tokens.family(sessionId)).toHaveLength(101)
  expect((await refresh(refreshToken)).status).toBe(401)
})

test('[RATE-5] one session is not refreshed without end; another of the same person is', async () => {
  const person = await app.register('impatiente')
  const other = tokenIn(await login({ username: 'impatiente', password: PASSWORD }))
  let token = person.refreshToken
  let answer = await refresh(token)
  for (let n = 0; n < 100 && answer.status === 200; n++) {
    token = tokenIn(answer)
    answer = await refresh(token)
  }
  expect(answer).toMatchObject({ status: 429, body: { code: 'too_fast' } })
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await refresh(other)).status).toBe(200)
})

test('[LIMIT-57] of more than twenty sessions those ended that were not used for longest', async () => {
  const person = await app.register('partout')
  for (let n = 0; n < 19; n++) {
    app.clock.advance(1000)
    expect((await login({ username: 'partout', password: PASSWORD })).status).toBe(200)
  }
  const sessions = async () => await app.services.stores.sessions.livingOf(person.id, app.clock.now(), NEVER)
  expect(await sessions()).toHaveLength(20)
  app.clock.advance(1000)
  expect((await login({ username: 'partout', password: PASSWORD })).status).toBe(200)
  expect((await sessions()).map(({ id }) => id)).not.toContain(person.sessionId)
  expect(await sessions()).toHaveLength(20)
  expect((await refresh(person.refreshToken)).status).toBe(401)
})

test('[LIMIT-57] logging in again in a browser ends the session that it had, whoever’s it was', async () => {
  const [first, second] = [await app.register('premiere'), await app.register('seconde')]
  const inBrowser = (username: string, cookie = '') =>
    app.call('POST', '/api/auth/login', { body: { username, password: PASSWORD, cookie: true }, headers: { cookie } })
  const cookieIn = ({ headers }: Answer) => headers.getSetCookie().find(text => text.startsWith('refresh='))?.split(';')[0] ?? ''
  const living = async ({ id }: { id: string }) => (await app.services.stores.sessions.livingOf(id, app.clock.now(), NEVER)).length
  const before = cookieIn(await inBrowser('premiere'))
  expect(await living(first)).toBe(2)
  const after = cookieIn(await inBrowser('premiere', before))
  expect(await living(first)).toBe(2)
  await inBrowser('seconde', after)
  expect([await living(first), await living(second)]).toEqual([1, 2])
})

test('[LIMIT-57] a right password is taken a hundred times an hour', async () => {
  const { id } = await app.register('tourniquet')
  const asking = { actor: { kind: 'guest' }, address: '192.0.2.1' } as const
  for (let n = 0; n < 100; n++) await app.services.rates.pay('loggedIn', id, asking)
  expect(await login({ username: 'tourniquet', password: PASSWORD })).toMatchObject({ status: 429, body: { code: 'too_fast' } })
  expect((await login({ username: 'tourniquet', password: 'wrong' })).status).toBe(401)
})

test('[ACCOUNT-4] another session of the same person goes on', async () => {
  const { refreshToken } = await app.register('loup')
  const other = tokenIn(await login({ username: 'loup', password: PASSWORD }))
  const second = tokenIn(await refresh(refreshToken))
  await refresh(second)
  app.clock.advance(10_001)
  await refresh(refreshToken)
  expect((await refresh(second)).status).toBe(401)
  expect((await refresh(other)).status).toBe(200)
})

test('[ACCOUNT-4] a session ends after 30 idle days', async () => {
  const [idle, busy] = [await app.register('paresseux'), await app.register('abeille')]
  app.clock.advance(29 * 24 * 60 * MINUTE)
  const next = tokenIn(await refresh(busy.refreshToken))
  app.clock.advance(2 * 24 * 60 * MINUTE)
  expect([(await refresh(idle.refreshToken)).status, (await refresh(next)).status]).toEqual([401, 200])
})

test('[ACCOUNT-4] an admin’s session ends after 12 idle hours or 7 days, also for whoever became one meanwhile', async () => {
  const [idle, busy] = [await app.register('paresseuse'), await app.register('fourmi')]
  for (const { id } of [idle, busy]) await app.services.stores.users.update(id, { role: 'admin' })
  let token = busy.refreshToken
  for (let hours = 0; hours < 7 * 24 - 11; hours += 11) {
    app.clock.advance(11 * 60 * MINUTE)
    token = tokenIn(await refresh(token))
  }
  expect((await refresh(idle.refreshToken)).status).toBe(401)
  app.clock.advance(11 * 60 * MINUTE)
  expect((await refresh(token)).status).toBe(401)
})

test('[ACCOUNT-5] with cookie:true the refresh token is only in an HttpOnly cookie', async () => {
  await app.register('ecureuil')
  const answer = await login({ username: 'ecureuil', password: PASSWORD, cookie: true })
  expect(answer.body).not.toHaveProperty('refresh_token')
  const cookie = answer.headers.get('set-cookie') ?? ''
  expect(cookie).toMatch(/^refresh=[\w-]+; .*Path=\/; .*HttpOnly; SameSite=Strict/)
  const sent = { cookie: cookie.split(';')[0] ?? '' }
  const next = await app.call('POST', '/api/auth/refresh', { body: {}, headers: sent })
  expect([next.status, next.headers.get('set-cookie')]).toEqual([200, expect.stringContaining('refresh=')])
  expect(next.body).toEqual({ access_token: text, token_type: 'bearer', expires_in: 600 })
  const elsewhere = await app.call('POST', '/api/auth/refresh', { body: {}, headers: { ...sent, origin: 'https://evil.example' } })
  expect(elsewhere.status).toBe(401)
  // A form of another site that logs one out: the session goes on, and the browser keeps its cookie.
  const form = await app.call('POST', '/api/auth/logout', {
    body: new URLSearchParams(),
    headers: { ...sent, origin: 'https://evil.example' },
  })
  expect(form.headers.get('set-cookie')).toBeNull()
})

test('[ACCOUNT-5] behind https the cookie is bound to the host', async () => {
  const secure = await startApp({ env: { PUBLIC_URL: 'https://mur.example' } })
  await secure.register('blaireau')
  const { headers } = await secure.call('POST', '/api/auth/login', { body: { username: 'blaireau', password: PASSWORD, cookie: true } })
  expect(headers.get('set-cookie')).toMatch(/^__Host-refresh=.*; Secure/)
  await secure.close()
})

test('[ACCOUNT-6] an expired access token sent along does not stand in the way of refreshing, logging in or out', async () => {
  const { refreshToken } = await app.register('tortue')
  const token = 'long.since.over'
  expect((await app.call('POST', '/api/auth/refresh', { token, body: { refresh_token: refreshToken } })).status).toBe(200)
  expect((await app.call('POST', '/api/auth/login', { token, body: { username: 'tortue', password: PASSWORD } })).status).toBe(200)
  expect((await app.call('POST', '/api/auth/logout', { token, body: {} })).status).toBe(200)
})

test('[ACCOUNT-7] logging out ends that session and no other, and forgets the cookie', async () => {
  const { refreshToken } = await app.register('taupe')
  const other = tokenIn(await login({ username: 'taupe', password: PASSWORD }))
  const { status, body, headers } = await app.call('POST', '/api/auth/logout', { body: { refresh_token: refreshToken } })
  expect([status, body]).toEqual([200, { message: 'Déconnecté.' }])
  expect(headers.get('set-cookie')).toMatch(/^refresh=;.*Expires=Thu, 01 Jan 1970/)
  expect([(await refresh(refreshToken)).status, (await refresh(other)).status]).toEqual([401, 200])
})

test('[ACCOUNT-7] [ACCOUNT-5] another site’s form neither logs a browser out nor takes its cookie away', async () => {
  await app.register('cible')
  const answer = await login({ username: 'cible', password: PASSWORD, cookie: true })
  const cookie = answer.headers.getSetCookie().find(text => text.startsWith('refresh='))?.split(';')[0] ?? ''
  const elsewhere = await app.call('POST', '/api/auth/logout', {
    headers: { cookie, 'origin': 'https://evil.example', 'content-type': 'application/x-www-form-urlencoded' },
  })
  expect(elsewhere.headers.getSetCookie()).toEqual([])
  expect((await app.call('POST', '/api/auth/refresh', { body: {}, headers: { cookie } })).status).toBe(200)
})

test('[ACCOUNT-7] logging out works without a body', async () => {
  expect((await app.call('POST', '/api/auth/logout')).status).toBe(200)
})

test('my account has my e-mail, my public profile has not', async () => {
  const me = await app.register('castor')
  const publicFields = {
    id: me.id,
    username: 'castor',
    full_name: 'castor',
    avatar_path: null,
    avatar_version: null,
    role: 'user',
    source: 'mastoc',
    created_at: text,
  }
  expect((await app.call('GET', '/api/users/me', { token: me.token })).body).toEqual({
    ...publicFields,
    email: 'castor@example.org',
    last_login_at: null,
    language: null,
    colour: text,
    email_confirmed: false,
    pending_email: null,
    must_change_password: false,
    has_second_factor: false,
    second_factor_wanted: 'no',
    muted_until: null,
    muted_reason: null,
    muted_by_name: null,
    hides_ascents: false,
  })
  expect((await app.call('GET', `/api/users/${me.id}`)).body).toEqual({ ...publicFields, colour: text, is_claimable: false })
})

test('I change my name unless somebody has it', async () => {
  const me = await app.register('pivert')
  await app.register('pic-noir')
  const changed = await app.call('PATCH', '/api/users/me', { token: me.token, body: { full_name: ' Pic Vert ', username: 'Pivert 2' } })
  expect([changed.status, changed.body]).toMatchObject([200, { full_name: 'Pic Vert', username: 'Pivert 2' }])
  expect(await app.call('PATCH', '/api/users/me', { token: me.token, body: { username: 'PIC-NOIR' } })).toMatchObject({
    status: 400,
    body: { code: 'taken' },
  })
})
