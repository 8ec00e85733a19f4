import { describe, expect, test } from 'vitest'
import { startApp } from '../support/app'

describe('[PEOPLE-9] by invitation', () => {
  test('a link registers as often as it says, until it ends or is too old', async () => {
    const closed = await startApp({ env: { REGISTRATION: 'invite' } })
    const boss = await closed.admin()
    let n = 0
    const register = (invite?: string) =>
      closed.call('POST', '/api/auth/register', {
        body: {
          email: `p${++n}@example.org`,
          username: `personne-${n}`,
          password: 'arête-ronde-et-bleue-42',
          ...(invite ? { invite } : {}),
        },
      })
    const make = async (body: object) =>
      (await closed.call('POST', '/api/admin/invites', { token: boss.token, body })).body as { id: string; token: string; path: string }
    expect(await register()).toMatchObject({ status: 400, body: { code: 'registration_closed' } })
    const twice = await make({ uses: 2 })
    expect(twice.path).toContain(twice.token)
    const answers = await Promise.all([register(twice.token), register(twice.token), register(twice.token)])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 400])
    expect((await closed.call('GET', '/api/admin/invites', { token: boss.token })).body).toMatchObject({
      results: [{ id: twice.id, uses: 2, uses_left: 0 }],
    })

    const ended = await make({ uses: 5 })
    await closed.call('DELETE', `/api/admin/invites/${ended.id}`, { token: boss.token })
    const old = await make({ uses: 5, expires_in_days: 1 })
    closed.clock.advance(25 * 3600 * 1000)
    for (const { token } of [ended, old]) expect(await register(token)).toMatchObject({ status: 400, body: { code: 'invite_invalid' } })
    await closed.close()
  })

  test('a name that is taken does not cost a use', async () => {
    const closed = await startApp({ env: { REGISTRATION: 'invite' } })
    const boss = await closed.admin()
    const { token } = (await closed.call('POST', '/api/admin/invites', { token: boss.token, body: {} })).body as { token: string }
    const register = (username: string) =>
      closed.call('POST', '/api/auth/register', {
        body: { email: `${username}@example.net`, username, password: 'arête-ronde-et-bleue-42', invite: token },
      })
    expect((await register(boss.username)).status).toBe(400)
    expect((await register('assez-libre')).status).toBe(201)
    await closed.close()
  })

  test('where anybody may register a link counts too, and one that is over stands in nobody’s way', async () => {
    const open = await startApp()
    const boss = await open.admin()
    const { token } = (await open.call('POST', '/api/admin/invites', { token: boss.token, body: { uses: 1 } })).body as { token: string }
    const left = async () =>
      ((await open.call('GET', '/api/admin/invites', { token: boss.token })).body as { results: { uses_left: number }[] }).results.map(
        ({ uses_left }) => uses_left,
      )
    const register = (username: string, invite: string) =>
      open.call('POST', '/api/auth/register', {
        body: { email: `${username}@example.net`, username, password: 'arête-ronde-et-bleue-42', invite },
      })
    expect((await register(boss.username, token)).status).toBe(400)
    expect(await left()).toEqual([1])
    expect((await register('premiere-venue', token)).status).toBe(201)
    expect(await left()).toEqual([0])
    expect((await register('deuxieme-venue', token)).status).toBe(201)
    expect(await left()).toEqual([0])
    await open.close()
  })
})
