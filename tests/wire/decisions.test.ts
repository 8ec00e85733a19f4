import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AuditEvent } from '../../shared/contract/admin'
import { PASSWORD, type Account, type TestApp } from '../support/app'
import { servers } from '../support/servers'

const HOUR_MS = 3600 * 1000

describe.each(['sqlite', 'postgres'] as const)('decisions about people on %s', (dialect) => {
  let app: TestApp
  let admin: Account
  beforeAll(async () => {
    app = await servers[dialect]()
    admin = await app.admin()
  })
  afterAll(() => app.close())

  const order = (id: string, verb: string, body: object = {}) => app.call('POST', `/api/admin/users/${id}/${verb}`, { token: admin.token, body })
  const english = { 'accept-language': 'en' }
  const inHours = (hours: number) => new Date(Date.parse(app.clock.now()) + hours * HOUR_MS).toISOString()
  const login = ({ username }: Account, password = PASSWORD) =>
    app.call('POST', '/api/auth/login', { body: { username, password }, headers: english })
  const me = async ({ token }: Account) => (await app.call('GET', '/api/users/me', { token })).body
  const entryOf = async (query: string): Promise<AuditEvent> => {
    const { results } = (await app.call('GET', `/api/admin/audit?${query}`, { token: admin.token })).body as { results: AuditEvent[] }
    if (!results[0]) throw new Error(`the log has no ${query}`)
    return results[0]
  }
  const undo = async (query: string, { token } = admin) =>
    app.call('POST', `/api/admin/audit/${(await entryOf(query)).id}/undo`, { token, body: {} })

  test('[PEOPLE-14] a muted person reads until when, why, and whom to ask', async () => {
    const user = await app.register('bavard')
    await order(user.id, 'mute', { reason: 'trop de bruit', until: inHours(5) })
    expect(await me(user)).toMatchObject({ muted_reason: 'trop de bruit', muted_by_name: admin.username })
    const refused = await app.call('PATCH', '/api/users/me', { token: user.token, body: { full_name: 'Autre' }, headers: english })
    expect(refused).toMatchObject({ status: 403, body: { code: 'muted' } })
    expect((refused.body as { detail: string }).detail).toMatch(
      new RegExp(`^An admin has muted you.* You can write again on .*UTC\\. Reason: trop de bruit\\. You can talk to ${admin.username} about it\\.$`),
    )
    expect((await app.call('GET', `/api/users/${user.id}`, { token: admin.token })).body).not.toHaveProperty('muted_reason')
    await order(user.id, 'unmute')
    expect(await me(user)).toMatchObject({ muted_until: null, muted_reason: null, muted_by_name: null })
  })

  test('[PEOPLE-15] only the right password tells why an account is shut out, and until when', async () => {
    const user = await app.register('exclue')
    await order(user.id, 'deactivate', { reason: 'Bloc abîmé !', until: inHours(5) })
    const refused = await login(user)
    expect(refused).toMatchObject({ status: 403, body: { code: 'deactivated' } })
    expect((refused.body as { detail: string }).detail).toMatch(/^This account is deactivated\. It opens again on .*UTC\. Reason: Bloc abîmé !$/)
    const wrong = await login(user, 'pas le bon du tout')
    expect(wrong.status).toBe(401)
    expect(JSON.stringify(wrong.body)).not.toContain('abîmé')
  })

  test('[PEOPLE-16] a mute and a deactivation end by themselves, and the log says so', async () => {
    const [muted, shut] = [await app.register('muet'), await app.register('fermée')]
    await order(muted.id, 'mute', { reason: 'du bruit', until: inHours(1) })
    await order(shut.id, 'deactivate', { until: inHours(1) })
    app.clock.advance(2 * HOUR_MS)
    await app.runJobs()
    expect(await entryOf(`target=${muted.id}`)).toMatchObject({ action: 'user.unmute', actor_kind: 'guest', can_undo: false })
    expect(await entryOf(`target=${shut.id}`)).toMatchObject({ action: 'user.reactivate', actor_kind: 'guest' })
    expect(await app.services.stores.users.byId(muted.id)).toMatchObject({ muted_until: null, muted_reason: null, muted_by_id: null })
    expect((await login(shut)).status).toBe(200)
  })

  test('[AUDIT-14] a mute, its end, a deactivation, its end and a role are put back as they were', async () => {
    const user = await app.register('jugée')
    await order(user.id, 'mute', { reason: 'du bruit', until: inHours(9) })
    await order(user.id, 'unmute')
    expect((await undo(`target=${user.id}&action=user.unmute`)).status).toBe(200)
    expect(await me(user)).toMatchObject({ muted_reason: 'du bruit', muted_by_name: admin.username })
    expect((await undo(`target=${user.id}&action=user.mute`)).status).toBe(200)
    expect(await me(user)).toMatchObject({ muted_until: null, muted_reason: null })

    await order(user.id, 'deactivate', { reason: 'erreur' })
    expect((await undo(`target=${user.id}&action=user.deactivate`)).status).toBe(200)
    expect((await login(user)).status).toBe(200)
    await order(user.id, 'deactivate')
    await order(user.id, 'reactivate')
    const { body } = await login(user)
    expect((await undo(`target=${user.id}&action=user.reactivate`)).status).toBe(200)
    expect((await app.call('GET', '/api/users/me', { token: (body as { access_token: string }).access_token })).status).toBe(403)
    await order(user.id, 'reactivate')

    await order(user.id, 'promote')
    await order(user.id, 'demote')
    expect((await undo(`target=${user.id}&action=user.promote`))).toMatchObject({ status: 409, body: { code: 'not_undoable' } })
    expect((await undo(`target=${user.id}&action=user.demote`)).status).toBe(200)
    expect(await app.services.stores.users.byId(user.id)).toMatchObject({ role: 'admin' })
    await order(user.id, 'demote')
  })

  test('[AUDIT-14] [PEOPLE-6] no undo leaves the gym without an admin', async () => {
    const heir = await app.register('dauphine')
    await order(heir.id, 'promote')
    for (const { id, role } of (await app.services.stores.users.list({ role: 'admin' }, { page: 1, page_size: 50 })).results)
      if (role === 'admin' && ![heir.id, admin.id].includes(id)) await order(id, 'demote')
    await app.call('POST', `/api/admin/users/${admin.id}/demote`, { token: heir.token, body: {} })
    const { results } = (await app.call('GET', `/api/admin/audit?target=${heir.id}&action=user.promote`, { token: heir.token })).body as { results: AuditEvent[] }
    expect(await app.call('POST', `/api/admin/audit/${results[0]?.id ?? ''}/undo`, { token: heir.token, body: {} })).toMatchObject({
      status: 403, body: { code: 'last_admin' },
    })
    await app.call('POST', `/api/admin/users/${admin.id}/promote`, { token: heir.token, body: {} })
    expect((await app.call('POST', `/api/admin/audit/${results[0]?.id ?? ''}/undo`, { token: admin.token, body: {} })).status).toBe(200)
  })

  test('[AUDIT-14] a rejected claim waits again, and an ended invitation is good again until its last day', async () => {
    const user = await app.register('peut-être-elle')
    const setter = await app.register('éléphant')
    await app.services.stores.users.update(setter.id, { email: null, password_hash: null })
    const claim = (await app.call('POST', `/api/users/${setter.id}/claim`, { token: user.token, body: {} })).body as { id: string }
    await app.call('POST', `/api/admin/claims/${claim.id}/reject`, { token: admin.token, body: {} })
    expect((await undo(`target=${user.id}&action=claim.reject`)).status).toBe(200)
    expect((await app.call('POST', `/api/admin/claims/${claim.id}/approve`, { token: admin.token, body: {} })).status).toBe(200)

    const invite = (await app.call('POST', '/api/admin/invites', { token: admin.token, body: { expires_in_days: 1 } })).body as { id: string; token: string }
    const good = async () => (await app.services.stores.invites.list()).find(({ id }) => id === invite.id)?.ended_at === null
    const end = () => app.call('DELETE', `/api/admin/invites/${invite.id}`, { token: admin.token })
    await end()
    expect((await undo(`target=${invite.id}&action=invite.end`)).status).toBe(200)
    expect(await good()).toBe(true)
    await end()
    app.clock.advance(25 * HOUR_MS)
    expect((await undo(`target=${invite.id}&action=invite.end`)).status).toBe(409)
  })
})
