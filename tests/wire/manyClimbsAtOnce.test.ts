import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { hideClimbs } from '../../server/usecases/climbs/moderation/hideClimbs'
import type { ClimbsChanged } from '../../shared/contract/climbModeration'
import type { FeedHead, FeedRow } from '../../shared/contract/feeds'
import { faceFeed, userFeed, type FeedName } from '../../shared/feedName'
import type { Account, TestApp, TestSocket } from '../support/app'
import { clientWire, type ClientWire } from '../support/clientWire'
import { manyClimbs } from '../support/manyClimbs'
import { servers } from '../support/servers'
import { importTestWall } from '../support/wall'
import { asUser } from '../support/writeAs'

describe.each(['sqlite', 'postgres'] as const)('acts on many climbs on %s', (dialect) => {
  let app: TestApp
  let faceId: string
  let owner: Account
  let admin: Account
  const ends: (() => void)[] = []
  beforeAll(async () => {
    app = await servers[dialect]()
    ;({ faceId } = await importTestWall(app.services))
    ;[owner, admin] = [await app.register('prolifique'), await app.admin()]
  })
  afterAll(async () => {
    for (const end of ends) end()
    await app.close()
    vi.unstubAllGlobals()
  })

  const act = async (path: string, body: object, { token } = admin) => app.call('POST', `/api/admin/climbs/${path}`, { token, body })
  const changedBy = ({ body }: { body: unknown }) => (body as ClimbsChanged).changed
  const shownOf = async (ids: readonly string[]) => (await app.services.stores.climbs.rows(ids)).length
  async function follower(feed: FeedName, account?: Account): Promise<ClientWire> {
    const wire = clientWire({ url: app.url, ...account && { token: account.token } })
    ends.push(wire.end)
    wire.feeds.follow(feed)
    wire.socket.connect()
    await expect.poll(() => wire.status(feed)?.phase).toBe('live')
    return wire
  }
  const sumOf = (wire: ClientWire, feed: FeedName) => {
    const rows: FeedRow[] = [...wire.shown(feed).values()]
    return { n: rows.length, sum: rows.reduce((sum, { rev }) => sum + rev, 0) }
  }
  const headOf = async (feed: FeedName, account?: Account) => {
    const { n, sum } = (await app.call('GET', `/api/feeds/${feed}/head`, account ? { token: account.token } : {})).body as FeedHead
    return { n, sum }
  }
  const climbsOf = (wire: ClientWire) => [...wire.shown(faceFeed(faceId)).values()].filter(({ kind }) => kind === 'climb').length

  test('[MOD-10] five hundred are hidden and restored in one act each, and every follower is equal afterwards, who was away too', async () => {
    const [face, mine] = [faceFeed(faceId), userFeed(owner.id)]
    const ids = await manyClimbs(app, owner, { faceId, name: 'Série', count: 500 })
    const here = await Promise.all([follower(face), follower(face, admin)])
    const away = await follower(face)
    const own = await follower(mine, owner)
    const before = climbsOf(here[0])
    away.socket.stop()
    await expect.poll(() => away.status(face)?.phase).toBe('waiting')

    const began = performance.now()
    const hidden = await act('hide', { filter: { search: 'Série' }, reason: 'Mur refait.' })
    if (dialect === 'sqlite') expect(performance.now() - began).toBeLessThan(1000)
    expect(hidden).toMatchObject({ status: 200, body: { changed: 500 } })
    for (const wire of here) await expect.poll(() => climbsOf(wire)).toBe(before - 500)
    await expect.poll(() => own.tables.rows(mine, 'bin').size).toBe(500)
    expect([...own.tables.rows(mine, 'bin').values()].every(({ state, reason }) => state === 'hidden' && reason === 'Mur refait.')).toBe(true)
    away.socket.connect()
    await expect.poll(() => climbsOf(away)).toBe(before - 500)

    const undone = await app.call('POST', `/api/admin/audit/${(hidden.body as ClimbsChanged).audit_id}/undo`, { token: admin.token, body: {} })
    expect(undone).toMatchObject({ status: 200, body: { changed: 500 } })
    for (const wire of [...here, away]) {
      await expect.poll(() => sumOf(wire, face)).toEqual(await headOf(face))
      expect(climbsOf(wire)).toBe(before)
    }
    await expect.poll(() => sumOf(own, mine)).toEqual(await headOf(mine, owner))
    expect(own.tables.rows(mine, 'bin').size).toBe(0)
    expect(await shownOf(ids)).toBe(500)
  })

  test('[MOD-9] an admin who is demoted in the middle did all of it before, or nothing of it stays', async () => {
    const ids = await manyClimbs(app, owner, { faceId, name: 'Rétrogradé', count: 60 })
    for (let turn = 0; turn < 6; turn++) {
      const leaving = await app.admin()
      const demote = () => app.call('POST', `/api/admin/users/${leaving.id}/demote`, { token: admin.token, body: {} })
      const hide = () => act('hide', { ids }, leaving)
      const [first, second] = await Promise.all(turn % 2 === 0 ? [hide(), demote()] : [demote(), hide()])
      const answer = turn % 2 === 0 ? first : second
      expect([200, 403]).toContain(answer.status)
      expect(await shownOf(ids)).toBe(answer.status === 200 ? 0 : 60)
      expect((await act('hide', { ids }, leaving)).status).toBe(403)
      await act('restore', { ids })
    }
  })

  test('[MOD-9] a right that ended between the question and the act is refused inside the act', async () => {
    const ids = await manyClimbs(app, owner, { faceId, name: 'Trop tard', count: 5 })
    const leaving = await app.admin()
    const was = asUser(leaving.id, 'admin')
    await app.call('POST', `/api/admin/users/${leaving.id}/demote`, { token: admin.token, body: {} })
    await expect(app.services.transactions(was, context => hideClimbs(context, was, { ids }, ''))).rejects.toMatchObject({ code: 'forbidden' })
    expect(await shownOf(ids)).toBe(5)
  })

  test('[MOD-10] of two admins on the same climbs at once each climb is changed by one, and the log tells how many', async () => {
    const ids = await manyClimbs(app, owner, { faceId, name: 'À deux', count: 80 })
    const other = await app.admin()
    const backwards = [...ids].reverse()
    const hidden = await Promise.all([act('hide', { ids }), act('hide', { ids: backwards }, other)])
    expect(hidden.map(({ status }) => status)).toEqual([200, 200])
    expect(hidden.map(changedBy).sort((a, b) => a - b)).toEqual([0, 80])
    const [back, correct] = await Promise.all([
      act('restore', { ids: ids.slice(0, 40) }),
      act('restore', { ids: backwards }, other),
    ])
    expect(changedBy(back) + changedBy(correct)).toBe(80)
    expect(await shownOf(ids)).toBe(80)
    const set = (grade_font: string, who: Account) => app.call('PATCH', '/api/admin/climbs', { token: who.token, body: { ids, set: { grade_font } } })
    const graded = await Promise.all([set('7A', admin), set('7B', other)])
    expect(graded.map(changedBy)).toEqual([80, 80])
    const grades = new Set((await app.services.stores.climbs.rows(ids)).map(({ grade_font }) => grade_font))
    expect(grades.size).toBe(1)
    const last = graded.find((_, place) => grades.has(place === 0 ? '7A' : '7B'))
    await app.call('POST', `/api/admin/audit/${(last?.body as ClimbsChanged).audit_id}/undo`, { token: admin.token, body: {} })
    // The later act knows what the earlier one had set.
    expect(new Set((await app.services.stores.climbs.rows(ids)).map(({ grade_font }) => grade_font))).toEqual(new Set([grades.has('7A') ? '7B' : '7A']))
  })

  test('[MOD-2] no reason that is meant for the owner reaches anybody else’s frames', async () => {
    const stranger = await app.register('curieuse')
    const [one, two, three] = await manyClimbs(app, owner, { faceId, name: 'Confidentiel', count: 3 })
    const frames = async (auth: { token?: string }, feeds: string[]): Promise<{ socket: TestSocket; heard: string[] }> => {
      const socket = await app.socket(auth)
      const heard: string[] = []
      socket.onAny((...words: unknown[]) => void heard.push(JSON.stringify(words)))
      for (const feed of feeds) heard.push(JSON.stringify(await socket.emitWithAck('feed:open', { feed })))
      return { socket, heard }
    }
    const everybody = ['global', `face:${faceId}`]
    const guest = await frames({}, everybody)
    const other = await frames({ token: stranger.token }, [...everybody, `user:${stranger.id}`, `user:${owner.id}`, 'admin'])
    const own = await frames({ token: owner.token }, [...everybody, `user:${owner.id}`])
    await act(`${one}/hide`, { reason: 'secret-hide' })
    await act('hide', { ids: [two], reason: 'secret-many' })
    await app.call('DELETE', `/api/climbs/${three}?reason=secret-delete`, { token: admin.token })
    for (const word of ['secret-hide', 'secret-many', 'secret-delete']) await expect.poll(() => own.heard.join('\n')).toContain(word)
    await act('restore', { ids: [one, two, three], reason: 'secret-restore' })
    await app.call('PATCH', `/api/climbs/${one}`, { token: admin.token, body: { name: 'Publique', reason: 'secret-edit' } })
    for (const { heard } of [guest, other]) {
      await expect.poll(() => heard.join('\n')).toContain('Publique')
      expect(heard.join('\n')).not.toContain('secret')
    }
    expect(own.heard.join('\n')).not.toMatch(/secret-(restore|edit)/)
  })
})
