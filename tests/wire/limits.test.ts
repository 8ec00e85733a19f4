import { afterAll, beforeAll, expect, test } from 'vitest'
import { limits } from '../../shared/limits'
import { instantOf, msOf } from '../../shared/model/instant'
import { hashOf } from '../../server/auth/tokens'
import { openDatabase } from '../../server/db/openDatabase'
import { createRates } from '../../server/auth/rates'
import type { TaskKind } from '../../shared/model/task'
import { importTestWall } from '../support/wall'
import { KEYS, PASSWORD, startApp, type Answer, type TestApp } from '../support/app'

const SECOND = 1000
const HOUR = 3600 * SECOND
let app: TestApp
beforeAll(async () => {
  app = await startApp({ env: { TRUST_PROXY: 'loopback' }, writesBurst: limits.writesBurst })
})
afterAll(() => app.close())

const from = (address: string) => ({ 'x-forwarded-for': address })
const login = (username: string, password: string, address = '192.0.2.1') =>
  app.call('POST', '/api/auth/login', { body: { username, password }, headers: from(address) })
const waitOf = ({ status, headers, body }: Answer): number => {
  expect([status, body]).toMatchObject([429, { code: 'too_fast' }])
  return Number(headers.get('retry-after'))
}
const audited = async (action: string, id: string) =>
  (await app.services.stores.audit.list({ action, target: id }, { page: 1, page_size: 50 })).results

test('[RATE-2] wrong passwords make the next try wait, ever longer; the right one works after the wait, and all is forgotten', async () => {
  const user = await app.register('vipère')
  app.clock.stop()
  for (let wrong = 0; wrong < 5; wrong++) expect((await login('vipère', 'wrong')).status).toBe(401)
  expect(waitOf(await login('vipère', PASSWORD))).toBe(1)
  app.clock.advance(SECOND)
  expect((await login('vipère', 'wrong')).status).toBe(401)
  expect(waitOf(await login('vipère', PASSWORD))).toBe(2)
  app.clock.advance(2 * SECOND)
  expect((await login('vipère', PASSWORD)).status).toBe(200)
  for (let wrong = 0; wrong < 4; wrong++) expect((await login('vipère', 'wrong')).status).toBe(401)
  expect((await login('vipère', PASSWORD)).status).toBe(200)
  expect((await audited('session.slowed', user.id)).map(({ detail, address }) => ({ detail, address }))).toEqual([
    { detail: { failures: 6, wait: 2 }, address: '192.0.2.1' }, { detail: { failures: 5, wait: 1 }, address: '192.0.2.1' },
  ])
  expect(await audited('session.login_failed', user.id)).toHaveLength(2)
})

test('[RATE-2] the wait is at most a quarter of an hour', async () => {
  await app.register('couleuvre')
  for (let wrong = 0; wrong < 25; wrong++) {
    expect((await login('couleuvre', 'wrong')).status).toBe(401)
    app.clock.advance(HOUR)
  }
  await login('couleuvre', 'wrong')
  expect(waitOf(await login('couleuvre', PASSWORD))).toBe(15 * 60)
})

test('[RATE-2] the same person logs in from elsewhere, and others from the same address', async () => {
  await app.register('lynx')
  await app.register('loutre')
  for (let wrong = 0; wrong < 6; wrong++) await login('lynx', 'wrong')
  expect((await login('lynx', PASSWORD)).status).toBe(429)
  expect((await login('lynx', PASSWORD, '192.0.2.2')).status).toBe(200)
  expect((await login('loutre', PASSWORD)).status).toBe(200)
})

test('[RATE-2] names that nobody has are slowed in the same way, and many at once are no way around', async () => {
  const atOnce = async (n: number) =>
    (await Promise.all(Array.from({ length: n }, () => login('personne-ici', 'wrong')))).filter(({ status }) => status === 401)
  expect(await atOnce(8)).toHaveLength(5)
  expect(waitOf(await login('personne-ici', 'wrong'))).toBe(1)
  app.clock.advance(SECOND)
  expect(await atOnce(8)).toHaveLength(1)
  expect(waitOf(await login('personne-ici', 'wrong'))).toBe(2)
})

test('[RATE-2] the current password is asked for no more often than the one at the door', async () => {
  const { token } = await app.register('belette')
  const change = (current_password: string) =>
    app.call('POST', '/api/users/me/password', { token, body: { current_password, new_password: 'volume-bleu-du-haut-9' } })
  for (let wrong = 0; wrong < 5; wrong++) expect((await change('wrong')).status).toBe(400)
  expect(waitOf(await change(PASSWORD))).toBe(1)
})

test('[RATE-3] [LIMIT-61] thirty people register in an hour behind one address, whatever is refused there; a machine does not register hundreds', async () => {
  const register = (n: number | string, address: string, more: object = {}) =>
    app.call('POST', '/api/auth/register', {
      body: { email: `salle${n}@example.org`, username: `salle-${n}`, password: PASSWORD, ...more },
      headers: from(address),
    })
  const statuses: number[] = []
  for (let n = 0; n < 30; n++) statuses.push((await register(n, '192.0.2.8')).status)
  expect(new Set(statuses)).toEqual(new Set([201]))
  // Nonsense is refused before it is counted; what is taken or weak is counted for the person, and takes no place of an account.
  expect((await register(0, '192.0.2.8', { password: 'weak' })).status).toBe(422)
  for (let n = 0; n < 20; n++) expect((await register('0', '192.0.2.9')).status).toBe(400)
  expect(waitOf(await register('0', '192.0.2.9'))).toBe(3600)
  for (let n = 0; n < 150; n++) expect((await register(n, '192.0.2.9', { username: 'salle-0' })).status).toBe(n === 0 ? 429 : 400)
  expect((await register('enfin', '192.0.2.9')).status).toBe(201)
  app.clock.advance(HOUR)
  expect((await register('0', '192.0.2.9')).status).toBe(400)
}, 120_000)

test('[RATE-3] [LIMIT-61] the accounts of one address are bounded; who was invited is not asked', async () => {
  const { rates } = app.services
  const asking = { actor: { kind: 'guest' }, address: '192.0.2.10' } as const
  for (let n = 0; n < 150; n++) await rates.pay('accountMade', '192.0.2.10', asking)
  const register = (name: string, invite?: string) =>
    app.call('POST', '/api/auth/register', {
      body: { email: `${name}@example.org`, username: name, password: PASSWORD, invite },
      headers: from('192.0.2.10'),
    })
  expect(waitOf(await register('pressee'))).toBe(3600)
  const { token } = (await app.call('POST', '/api/admin/invites', { token: (await app.admin()).token, body: {} })).body as { token: string }
  expect((await register('invitee', token)).status).toBe(201)
  expect(waitOf(await register('resquilleuse', token))).toBe(3600)
})

test('[LIMIT-62] who tries codes from letters without end stops nobody else from using theirs', async () => {
  const user = await app.register('mésange')
  const confirm = (path: string, body: object) => app.call('POST', path, { body, headers: from('192.0.2.50') })
  for (let n = 0; n < 60; n++) {
    expect((await confirm('/api/auth/confirm-email', { token: `wrong-${n}` })).status).toBe(400)
    expect((await confirm('/api/auth/reset-password/confirm', { token: `wrong-${n}`, new_password: PASSWORD })).status).toBe(400)
  }
  waitOf(await confirm('/api/auth/confirm-email', { token: 'wrong' }))
  waitOf(await confirm('/api/auth/reset-password/confirm', { token: 'wrong', new_password: PASSWORD }))
  const now = app.clock.now()
  const expires_at = instantOf(msOf(now) + HOUR)
  await app.services.stores.confirmations.replace(
    { token_hash: hashOf('right'), user_id: user.id, email: 'mésange@example.org', expires_at },
    now,
  )
  await app.services.stores.resets.replace({ token_hash: hashOf('right'), user_id: user.id, expires_at }, now)
  expect((await confirm('/api/auth/confirm-email', { token: 'right' })).status).toBe(200)
  for (let n = 0; n < 20; n++)
    expect((await confirm('/api/auth/reset-password/confirm', { token: 'right', new_password: 'password1' })).status).toBe(400)
  waitOf(await confirm('/api/auth/reset-password/confirm', { token: 'right', new_password: 'password1' }))
}, 120_000)

test('[LIMIT-62] who asks for reset letters without end stops no browser that an account knows', async () => {
  await app.register('bergeronnette')
  const asking = { actor: { kind: 'guest' }, address: '192.0.2.51' } as const
  for (let n = 0; n < 300; n++) await app.services.rates.pay('resetAsked', '192.0.2.51', asking)
  const ask = (headers: Record<string, string> = {}) =>
    app.call('POST', '/api/auth/reset-password', {
      body: { email: 'bergeronnette@example.org' },
      headers: { ...from('192.0.2.51'), ...headers },
    })
  waitOf(await ask())
  const cookie =
    (await login('bergeronnette', PASSWORD, '192.0.2.52')).headers
      .getSetCookie()
      .find(text => text.startsWith('device='))
      ?.split(';')[0] ?? ''
  expect((await ask({ cookie })).status).toBe(200)
})

test('[LIMIT-50] a password is changed ten times an hour at most', async () => {
  const { token } = await app.register('girouette')
  const change = (n: number) =>
    app.call('POST', '/api/users/me/password', {
      token,
      body: { current_password: n === 0 ? PASSWORD : `volume-bleu-du-haut-${n - 1}`, new_password: `volume-bleu-du-haut-${n}` },
    })
  for (let n = 0; n < 10; n++) expect((await change(n)).status).toBe(200)
  expect(waitOf(await change(10))).toBe(3600)
})

test('[RATE-3] a new password is asked for a few times for one address, and the answer tells nobody more', async () => {
  await app.register('hermine')
  const ask = (email: string, address: string) =>
    app.call('POST', '/api/auth/reset-password', { body: { email }, headers: { ...from(address), 'accept-language': 'en' } })
  for (const email of ['hermine@example.org', 'nobody@example.org']) {
    for (let n = 0; n < 5; n++) expect((await ask(email, '192.0.2.20')).status).toBe(200)
    expect(await ask(email.toUpperCase(), '192.0.2.20')).toMatchObject({
      status: 429,
      body: { detail: 'Too many requests: try again in 60 min.' },
    })
    expect((await ask(email, '192.0.2.21')).status).toBe(200)
  }
  expect(await audited('command.too_fast', 'auth.requestReset')).toHaveLength(2)
})

test('[RATE-1] counters are shared by nodes', async () => {
  const other = await openDatabase({ dataDir: app.dataDir })
  const parts = { clock: app.clock.now, transactions: app.services.transactions }
  const nodes = [createRates({ db: app.db, ...parts }), createRates({ db: other, ...parts })]
  const ask = (n: number) =>
    nodes[n % 2]?.count('auth.requestReset', { actor: { kind: 'guest' }, address: '192.0.2.30', input: { email: 'both@example.org' } })
  for (let n = 0; n < 5; n++) await ask(n)
  await expect(ask(5)).rejects.toMatchObject({ code: 'too_fast' })
  await expect(ask(6)).rejects.toMatchObject({ code: 'too_fast' })
  await other.close()
})

test('[RATE-4] a user writes in bursts, not without end; reading, and keys, are not asked', async () => {
  const { token } = await app.register('castor')
  const write = () => app.call('PATCH', '/api/users/me', { token, body: { language: 'fr' } })
  const answers = await Promise.all(Array.from({ length: limits.writesBurst * 3 }, write))
  const refused = answers.filter(({ status }) => status !== 200)
  expect(refused.length).toBeGreaterThan(0)
  expect(answers.length - refused.length).toBeGreaterThanOrEqual(limits.writesBurst)
  for (const answer of refused) expect(waitOf(answer)).toBe(1)
  expect((await app.call('GET', '/api/users/me', { token })).status).toBe(200)
  await expect.poll(async () => (await write()).status).toBe(200)
})

test('[RATE-5] refreshing is never limited by address', async () => {
  const refresh = () => app.call('POST', '/api/auth/refresh', { body: { refresh_token: 'unknown' }, headers: from('192.0.2.40') })
  const answers = await Promise.all(Array.from({ length: 200 }, refresh))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]))
})

test('[LIMIT-63] nobody has climbs, requests for work and claims without end; programs have', async () => {
  const { faceId } = await importTestWall(app.services)
  const user = await app.register('fourmilière')
  const { stores, transactions } = app.services
  const now = app.clock.now()
  const [one] = await stores.imports.climbs(['stokt-eclair'], [])
  if (!one) throw new Error('no climb')
  const copies = Array.from({ length: 5000 }, (_, n) => ({
    ...one,
    id: `copy-${n}`,
    stokt_id: null,
    import_key: null,
    setter_id: user.id,
    created_by_id: user.id,
  }))
  await transactions({ kind: 'guest' }, ({ stores: inside }) => inside.imports.insertClimbs(copies, []))
  const body = { face_id: faceId, name: 'Un de trop', holds_list: 'S101 O105 T109' }
  expect(await app.call('POST', '/api/climbs', { token: user.token, body, headers: { 'accept-language': 'en' } })).toMatchObject({
    status: 429,
    body: { code: 'too_fast', detail: expect.stringContaining('5000 climbs') as string },
  })
  expect((await app.call('POST', '/api/climbs', { apiKey: KEYS.write, body })).status).toBe(201)

  for (let n = 0; n < 200; n++) {
    await stores.tasks.insert({
      id: `task-${n}`,
      face_id: faceId,
      hold_id: 101,
      kind: `kind-${n}` as TaskKind,
      note: null,
      asked_by_id: user.id,
      asked_at: now,
      done_by_id: null,
      done_at: null,
    })
  }
  const task = (done: boolean) => app.call('POST', '/api/holds/102/tasks', { token: user.token, body: { kind: 'brush', done } })
  expect((await task(false)).status).toBe(429)
  expect((await task(true)).status).toBe(201)

  const setters = Array.from({ length: 21 }, (_, n) => `setter-${n}`)
  await transactions({ kind: 'guest' }, async ({ stores: inside }) => {
    for (const id of setters)
      await inside.users.insert({
        id,
        username: id,
        full_name: id,
        role: 'user',
        source: 'stokt',
        is_active: true,
        created_at: now,
        updated_at: now,
      })
    for (const id of setters.slice(0, 20)) await inside.claims.make({ id: `claim-${id}`, user_id: user.id, setter_id: id }, now)
  })
  const claim = (id: string) => app.call('POST', `/api/users/${id}/claim`, { token: user.token })
  expect((await claim('setter-20')).status).toBe(429)
  expect((await claim('setter-0')).status).toBe(201)
}, 120_000)
