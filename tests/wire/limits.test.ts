import { afterAll, beforeAll, expect, test } from 'vitest'
import { limits } from '../../shared/limits'
import { openDatabase } from '../../server/db/openDatabase'
import { createRates } from '../../server/auth/rates'
import { PASSWORD, startApp, type Answer, type TestApp } from '../support/app'

const SECOND = 1000
const HOUR = 3600 * SECOND
let app: TestApp
beforeAll(async () => {
  app = await startApp({ env: { TRUST_PROXY: 'loopback' }, writesBurst: limits.writesBurst })
})
afterAll(() => app.close())

const from = (address: string) => ({ 'x-forwarded-for': address })
const login = (username: string, password: string, address = '192.0.2.1') => app.call('POST', '/api/auth/login', { body: { username, password }, headers: from(address) })
const waitOf = ({ status, headers, body }: Answer): number => {
  expect([status, body]).toMatchObject([429, { code: 'too_fast' }])
  return Number(headers.get('retry-after'))
}
const audited = async (action: string, id: string) => (await app.services.stores.audit.list({ action, target: id }, { page: 1, page_size: 50 })).results

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
  const atOnce = (n: number) => Promise.all(Array.from({ length: n }, () => login('personne-ici', 'wrong')))
  expect((await atOnce(8)).map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 401))
  expect(waitOf(await login('personne-ici', 'wrong'))).toBe(8)
  app.clock.advance(9 * SECOND)
  expect((await atOnce(5)).filter(({ status }) => status === 401)).toHaveLength(1)
})

test('[LIMIT-80] whoever makes an address up has none of it: what is no address is not kept, and makes no way around the wait', async () => {
  const user = await app.register('mangouste')
  await login('mangouste', PASSWORD, `${'x'.repeat(6000)}, 10.0.0.1:80`)
  await login('mangouste', PASSWORD, '8.8.8.8, ::ffff:c000:0263')
  const kept = (await app.services.stores.sessions.livingOf(user.id, app.clock.now(), '')).map(({ address }) => address)
  expect(kept).toEqual(expect.arrayContaining(['127.0.0.1', '192.0.2.99']))
  expect(kept.filter(address => address !== null && address.length > 45)).toEqual([])
  for (let wrong = 0; wrong < 5; wrong++) expect((await login('mangouste', 'wrong', `made-up-${wrong}`)).status).toBe(401)
  expect(waitOf(await login('mangouste', 'wrong', 'made-up-again'))).toBe(1)
})

test('[LIMIT-81] all addresses of one IPv6 home are one', async () => {
  await app.register('genette')
  for (let wrong = 0; wrong < 5; wrong++) expect((await login('genette', 'wrong', `2001:db8:7:7::${wrong + 1}`)).status).toBe(401)
  expect(waitOf(await login('genette', PASSWORD, '2001:db8:7:7:ffff::1'))).toBe(1)
  expect((await login('genette', PASSWORD, '2001:db8:7:8::1')).status).toBe(200)
})

test('[RATE-2] the current password is asked for no more often than the one at the door', async () => {
  const { token } = await app.register('belette')
  const change = (current_password: string) => app.call('POST', '/api/users/me/password', { token, body: { current_password, new_password: 'volume-bleu-du-haut-9' } })
  for (let wrong = 0; wrong < 5; wrong++) expect((await change('wrong')).status).toBe(400)
  expect(waitOf(await change(PASSWORD))).toBe(1)
})

test('[RATE-3] thirty people register in an hour behind one address; a machine does not register hundreds', async () => {
  const register = (n: number) => app.call('POST', '/api/auth/register', { body: { email: `salle${n}@example.org`, username: `salle-${n}`, password: 'weak' }, headers: from('192.0.2.9') })
  const statuses: number[] = []
  for (let n = 0; n < 30; n++) statuses.push((await app.call('POST', '/api/auth/register', { body: { email: `salle${n}@example.org`, username: `salle-${n}`, password: PASSWORD }, headers: from('192.0.2.8') })).status)
  expect(new Set(statuses)).toEqual(new Set([201]))
  // Nonsense is refused before it is counted; what is well formed counts, taken or not.
  expect((await register(0)).status).toBe(422)
  const taken = () => app.call('POST', '/api/auth/register', { body: { email: 'salle0@example.org', username: 'salle-0', password: PASSWORD }, headers: from('192.0.2.9') })
  for (let n = 0; n < 150; n++) expect((await taken()).status).toBe(400)
  expect(waitOf(await taken())).toBe(3600)
  app.clock.advance(HOUR)
  expect((await taken()).status).toBe(400)
}, 60_000)

test('[RATE-3] a new password is asked for a few times for one address, and the answer tells nobody more', async () => {
  await app.register('hermine')
  const ask = (email: string, address: string) => app.call('POST', '/api/auth/reset-password', { body: { email }, headers: { ...from(address), 'accept-language': 'en' } })
  for (const email of ['hermine@example.org', 'nobody@example.org']) {
    for (let n = 0; n < 5; n++) expect((await ask(email, '192.0.2.20')).status).toBe(200)
    expect(await ask(email.toUpperCase(), '192.0.2.20')).toMatchObject({ status: 429, body: { detail: 'Too many requests: try again in 60 min.' } })
    expect((await ask(email, '192.0.2.21')).status).toBe(200)
  }
  expect(await audited('command.too_fast', 'auth.requestReset')).toHaveLength(2)
})

test('[RATE-1] counters are shared by nodes', async () => {
  const other = await openDatabase({ dataDir: app.dataDir })
  const nodes = [createRates({ db: app.db, clock: app.clock.now }), createRates({ db: other, clock: app.clock.now })]
  const ask = (n: number) => nodes[n % 2]?.count('auth.requestReset', { actor: { kind: 'guest' }, address: '192.0.2.30', input: { email: 'both@example.org' } })
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
  await expect.poll(async () => (await write()).status, { timeout: 5000 }).toBe(200)
})

test('[RATE-5] refreshing is never limited by address', async () => {
  const refresh = () => app.call('POST', '/api/auth/refresh', { body: { refresh_token: 'unknown' }, headers: from('192.0.2.40') })
  const answers = await Promise.all(Array.from({ length: 200 }, refresh))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]))
})
