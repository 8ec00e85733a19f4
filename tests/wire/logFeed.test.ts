import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AuditEvent, AuditThing } from '../../shared/contract/admin'
import type { FeedChange } from '../../shared/contract/feeds'
import type { Account, TestApp, TestSocket } from '../support/app'
import { feedValues } from '../support/feedRows'
import { followed } from '../support/followed'
import { servers } from '../support/servers'
import { importTestWall } from '../support/wall'

describe.each(['sqlite', 'postgres'] as const)('the log in the admins’ feed on %s', (dialect) => {
  let app: TestApp
  let admin: Account
  let faceId: string
  beforeAll(async () => {
    app = await servers[dialect]()
    admin = await app.admin()
    faceId = (await importTestWall(app.services)).faceId
  })
  afterAll(() => app.close())

  const order = (id: string, verb: string, body: object = {}) => app.call('POST', `/api/admin/users/${id}/${verb}`, { token: admin.token, body })
  const listed = async (query: string): Promise<AuditEvent[]> =>
    ((await app.call('GET', `/api/admin/audit?${query}`, { token: admin.token })).body as { results: AuditEvent[] }).results
  const toldIn = (changes: readonly FeedChange[]): AuditEvent[] =>
    changes.flatMap(({ rows }) => rows.filter(({ kind, op }) => kind === 'log' && op === 'put').map(({ value }) => value as AuditEvent))
  const tell = async () =>
    ((await app.call('POST', '/api/admin/notices', { token: admin.token, body: { feed: 'global', text: 'Fermé.' } })).body as { id: string }).id

  test('[AUDIT-9] an entry reaches admins as it is listed, without those that only follow from it', async () => {
    const user = await app.register('muette')
    const told = await followed(await app.socket({ token: admin.token }), 'admin')
    await order(user.id, 'deactivate', { reason: 'trop de bruit' })
    await expect.poll(() => toldIn(told).map(({ action }) => action)).toEqual(['user.deactivate'])
    expect(toldIn(told)).toEqual(await listed(`target=${user.id}&action=user.deactivate`))
    expect(toldIn(told)[0]).toMatchObject({ actor_name: admin.username, target_name: 'muette', detail: { reason: 'trop de bruit' } })
  })

  test('[AUDIT-9] an entry that was undone is told again, with its undo', async () => {
    const id = await tell()
    await app.call('DELETE', `/api/admin/notices/${id}`, { token: admin.token })
    const [entry] = await listed(`target=${id}&action=notice.delete`)
    const told = await followed(await app.socket({ token: admin.token }), 'admin')
    await app.call('POST', `/api/admin/audit/${entry?.id ?? ''}/undo`, { token: admin.token, body: {} })
    await expect.poll(() => toldIn(told).map(({ action }) => action).sort()).toEqual(['audit.undo', 'notice.delete'])
    const undo = toldIn(told).find(({ action }) => action === 'audit.undo')
    expect(toldIn(told).find(({ action }) => action === 'notice.delete')).toMatchObject({ can_undo: false, is_undone: true, undo_id: undo?.id })
  })

  test('[AUDIT-9] a wrong password, a refusal and too many requests reach admins too', async () => {
    const user = await app.register('distraite')
    const told = await followed(await app.socket({ token: admin.token }), 'admin')
    await app.call('POST', '/api/auth/login', { body: { username: user.username, password: 'pas le bon du tout' } })
    await app.call('GET', '/api/admin/audit', { token: user.token })
    for (let n = 0; n < 6; n++) await app.call('POST', '/api/auth/reset-password', { body: { email: 'personne@example.org' } })
    await expect.poll(() => new Set(toldIn(told).map(({ action }) => action))).toEqual(
      new Set(['session.login_failed', 'command.denied', 'account.reset_asked', 'command.too_fast']),
    )
  })

  test('[AUDIT-12] the log is filtered by parts of the names of then, by time, and by one entry with its undo', async () => {
    const user = await app.register('Éléonore Dièdre')
    const start = app.clock.now()
    await order(user.id, 'mute')
    const end = app.clock.now()
    const id = await tell()
    await app.call('DELETE', `/api/admin/notices/${id}`, { token: admin.token })
    const [entry] = await listed(`target=${id}&action=notice.delete`)
    await app.call('POST', `/api/admin/audit/${entry?.id ?? ''}/undo`, { token: admin.token, body: {} })
    const actionsOf = async (query: Record<string, string>) =>
      (await listed(new URLSearchParams(query).toString())).map(({ action }) => action)
    expect(await actionsOf({ thing: 'éléo', action: 'user.mute' })).toEqual(['user.mute'])
    expect(await actionsOf({ thing: 'dièdre', since: start })).toEqual(['user.mute'])
    expect(await actionsOf({ thing: 'eleonore diedre', since: start })).toEqual(['user.mute'])
    expect(await actionsOf({ thing: '%' })).toEqual([])
    expect(await actionsOf({ who: admin.username.toUpperCase(), since: start, until: end })).toEqual(['user.mute'])
    const undo = (await listed(`entry=${entry?.id ?? ''}`)).find(({ action }) => action === 'audit.undo')
    expect((await actionsOf({ entry: entry?.id ?? '' })).sort()).toEqual(['audit.undo', 'notice.delete'])
    expect((await actionsOf({ entry: undo?.id ?? '' })).sort()).toEqual(['audit.undo', 'notice.delete'])
  })

  test('[AUDIT-12] [AUDIT-16] an act on many climbs or holds is one entry, names each of them, and is found by one of them', async () => {
    const climb = async (name: string) => ((await app.call('POST', '/api/climbs', {
      token: admin.token, body: { face_id: faceId, name, holds_list: 'S101 O105 T109' },
    })).body as { id: string }).id
    const ids = [await climb('Grand dévers'), await climb('Petit toit')]
    await app.call('POST', '/api/admin/climbs/hide', { token: admin.token, body: { ids } })
    await app.call('POST', '/api/admin/locks', { token: admin.token, body: { hold_ids: [101, 105], reason: 'Travaux' } })
    const found = async (query: string) => (await listed(query)).map(({ action, target_kind }) => [action, target_kind])
    expect(await found('thing=petit%20toit')).toEqual([['climb.hide', 'climbs']])
    expect(await found(`target=${ids[0] ?? ''}&action=climb.hide`)).toEqual([['climb.hide', 'climbs']])
    expect(await found('target=105&action=face')).toEqual([['face.lock_holds', 'face']])
    const [hiding] = await listed(`target=${ids[0] ?? ''}&action=climb.hide`)
    expect(hiding).toMatchObject({ target_name: null, names: {} })
    const thingsOf = async (id: string, query = '') =>
      (await app.call('GET', `/api/admin/audit/${id}/things${query}`, { token: admin.token })).body as { results: AuditThing[]; count: number }
    const names = async (...given: Parameters<typeof thingsOf>) => (await thingsOf(...given)).results.map(({ kind, name }) => [kind, name])
    expect(await names(hiding?.id ?? '')).toEqual([['climb', 'Grand dévers'], ['climb', 'Petit toit']])
    expect(await thingsOf(hiding?.id ?? '', '?page=2&page_size=1')).toMatchObject({ results: [{ id: ids[1], name: 'Petit toit' }], count: 2 })
    expect((await names((await listed('action=face.lock_holds'))[0]?.id ?? '')).map(([kind]) => kind)).toEqual(['hold', 'hold'])
    expect((await app.call('GET', '/api/admin/audit/none/things', { token: admin.token })).status).toBe(404)
  })

  test('[AUDIT-15] the log is a table in words, in the language that is asked for, and no cell becomes a formula', async () => {
    const user = await app.register('=cmd()')
    await order(user.id, 'mute', { reason: 'Trop, vraiment ; "trop"' })
    const table = async (language: string) => String((await app.call('GET', `/api/admin/audit.csv?target=${user.id}`, {
      token: admin.token, headers: { 'accept-language': language },
    })).body)
    const [head, line, ...rest] = (await table('fr')).trimEnd().split('\r\n')
    expect(head).toBe('"Date et heure (UTC)";"Qui";"Quoi";"Détails";"Annulé"')
    const { username } = admin
    expect(line?.slice(22)).toBe(`"${username}";"${username.replace('a', 'A')} a bloqué l’écriture pour =cmd()";"Raison\u00a0: Trop, vraiment ; ""trop""";""`)
    expect(rest).toEqual([])
    expect(await table('en')).toContain('muted =cmd()')
  })

  test('[AUDIT-11] no row of the log and no reason reaches anybody else, whatever they follow', async () => {
    const [user, other] = [await app.register('visée'), await app.register('voisine')]
    const frames: string[] = []
    const record = async (socket: TestSocket, feeds: readonly string[]) => {
      socket.onAny((event, ...data) => void frames.push(JSON.stringify([event, data])))
      for (const feed of feeds) frames.push(JSON.stringify(await socket.emitWithAck('feed:open', { feed })))
      return socket
    }
    const walls = ['global', `face:${faceId}`]
    await record(await app.socket(), [...walls, 'admin'])
    const hers = await record(await app.socket({ token: other.token }), [...walls, `user:${other.id}`, `user:${user.id}`, 'admin'])
    await order(user.id, 'mute', { reason: 'secret-du-journal' })
    await order(user.id, 'deactivate', { reason: 'secret-du-journal' })
    await order(user.id, 'promote', { reason: 'secret-du-journal' })
    const answer = await app.call('PATCH', '/api/users/me', { token: other.token, body: { full_name: 'Voisine' } })
    expect(answer.headers.get('x-feed-cursor')).not.toContain('admin=')
    const id = await tell()
    await expect.poll(() => frames.some(frame => frame.includes(id))).toBe(true)
    for (const place of ['/api/feeds/admin/changes', '/api/feeds/admin/head', '/api/admin/audit']) {
      const refused = await app.call('GET', place, { token: other.token })
      expect([403, 404]).toContain(refused.status)
      frames.push(JSON.stringify(refused.body))
    }
    for (const frame of frames) {
      expect(frame).not.toContain('secret-du-journal')
      expect(frame).not.toContain('"kind":"log"')
    }
    hers.close()
    expect(Object.values(await feedValues(app, 'admin', 'log', admin.token))).toContainEqual(
      expect.objectContaining({ action: 'user.mute', detail: { reason: 'secret-du-journal' } }),
    )
  })
})
