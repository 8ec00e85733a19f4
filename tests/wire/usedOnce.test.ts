import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp, type Account, type Answer, type TestApp } from '../support/app'
import { lettersTo } from '../support/letters'

const TIMES = 20
let app: TestApp
beforeAll(async () => {
  app = await startApp({ env: { PUBLIC_URL: 'https://mur.example', TRUST_PROXY: 'loopback' } })
})
afterAll(() => app.close())

/** The statuses of so many that ask at the same moment, each with how often it came. */
async function atOnce(ask: (nth: number) => Promise<Answer>): Promise<Record<number, number>> {
  const answers = await Promise.all(Array.from({ length: TIMES }, (_, nth) => ask(nth)))
  const counts: Record<number, number> = {}
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1
  return counts
}
async function codeTo(user: Account): Promise<string> {
  const code = (await lettersTo(app, `${user.username}@example.org`)).flatMap(letter => letter.code ?? []).at(-1)
  if (!code) throw new Error('no letter came')
  return code
}

test('[ACCOUNT-10] of twenty who use one reset code at the same moment one succeeds', async () => {
  const user = await app.register('mesange')
  await app.call('POST', '/api/auth/reset-password', { body: { email: `${user.username}@example.org` } })
  const token = await codeTo(user)
  const confirm = (nth: number) =>
    app.call('POST', '/api/auth/reset-password/confirm', {
      body: { token, new_password: `arête-ronde-du-fond-${nth}` },
      headers: { 'x-forwarded-for': `192.0.2.${nth}` },
    })
  const { 200: changed, 400: late = 0, 503: waiting = 0 } = await atOnce(confirm)
  expect([changed, late + waiting]).toEqual([1, TIMES - 1])
  expect(late).toBeGreaterThan(0)
})

test('[PEOPLE-9] of twenty who register with an invitation for one, one does', async () => {
  const closed = await startApp({ env: { REGISTRATION: 'invite', TRUST_PROXY: 'loopback' } })
  const boss = await closed.admin()
  const { token } = (await closed.call('POST', '/api/admin/invites', { token: boss.token, body: { uses: 1 } })).body as { token: string }
  const register = (nth: number) =>
    closed.call('POST', '/api/auth/register', {
      body: { email: `p${nth}@example.org`, username: `personne-${nth}`, password: 'arête-ronde-et-bleue-42', invite: token },
      headers: { 'x-forwarded-for': `192.0.2.${nth}` },
    })
  expect(await atOnce(register)).toEqual({ 201: 1, 400: TIMES - 1 })
  await closed.close()
})

test('[ACCOUNT-4] twenty tabs that refresh at the same moment all go on, and after a logout none of their tokens works', async () => {
  const user = await app.register('hirondelle')
  const tokens: string[] = []
  const refresh = async () => {
    const answer = await app.call('POST', '/api/auth/refresh', { body: { refresh_token: user.refreshToken } })
    tokens.push((answer.body as { refresh_token: string }).refresh_token)
    return answer
  }
  expect(await atOnce(refresh)).toEqual({ 200: TIMES })
  await app.call('POST', '/api/auth/logout', { body: { refresh_token: tokens[0] } })
  expect(await atOnce(nth => app.call('POST', '/api/auth/refresh', { body: { refresh_token: tokens[nth] } }))).toEqual({ 401: TIMES })
})
