import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { NoticeNews } from '../../shared/contract/feeds'
import { KEYS, type Account, type TestApp, type TestSocket } from '../support/app'
import { feedValues } from '../support/feedRows'
import { followed } from '../support/followed'
import { servers } from '../support/servers'
import { importTestWall } from '../support/wall'

const HOUR_MS = 3600 * 1000

describe.each(['sqlite', 'postgres'] as const)('notices on %s', (dialect) => {
  let app: TestApp
  let admin: Account
  let faceId: string
  beforeAll(async () => {
    app = await servers[dialect]()
    admin = await app.admin()
    faceId = (await importTestWall(app.services)).faceId
  })
  afterAll(() => app.close())

  const inHours = (hours: number) => new Date(Date.parse(app.clock.now()) + hours * HOUR_MS).toISOString()
  const tell = (body: object) => app.call('POST', '/api/admin/notices', { token: admin.token, body: { feed: 'global', text: 'Le mur ferme.', ...body } })
  const change = (id: string, body: object) => app.call('PATCH', `/api/admin/notices/${id}`, { token: admin.token, body })
  const withdraw = (id: string) => app.call('DELETE', `/api/admin/notices/${id}`, { token: admin.token })
  const idOf = ({ body }: { body: unknown }) => (body as { id: string }).id
  const shown = async () => ((await app.call('GET', '/api/notices')).body as { results: { id: string }[] }).results.map(({ id }) => id)
  function heard(socket: TestSocket): NoticeNews[] {
    const news: NoticeNews[] = []
    socket.on('notice', one => void news.push(one))
    return news
  }
  const audited = async (id: string) =>
    (await app.db.select().from(app.db.t.audit)).filter(entry => entry.target_id === id).map(({ action, detail }) => ({ action, detail }))

  test('[NOTICE-1] [NOTICE-3] a notice is told, changed and withdrawn, and the log keeps its words', async () => {
    const made = await tell({ level: 'warning', title: 'Jeudi', text: 'Le mur est démonté à 14 h.' })
    expect(made).toMatchObject({
      status: 201, body: { feed: 'global', level: 'warning', title: 'Jeudi', from: null, until: null, by: admin.id, by_name: admin.username },
    })
    const id = idOf(made)
    expect(await feedValues(app, 'global', 'notice')).toMatchObject({ [id]: { text: 'Le mur est démonté à 14 h.' } })
    expect(await change(id, { text: 'Le mur est démonté à 15 h.' })).toMatchObject({ status: 200, body: { level: 'warning', text: 'Le mur est démonté à 15 h.' } })
    expect((await change(id, { text: 'Le mur est démonté à 15 h.' })).status).toBe(200)
    expect(await shown()).toContain(id)
    expect((await withdraw(id)).status).toBe(204)
    expect((await withdraw(id)).status).toBe(404)
    expect(await shown()).not.toContain(id)
    expect(await feedValues(app, 'global', 'notice')).not.toHaveProperty(id)
    expect(await audited(id)).toMatchObject([
      { action: 'notice.create', detail: { text: 'Le mur est démonté à 14 h.' } },
      { action: 'notice.update', detail: { text: 'Le mur est démonté à 15 h.', before: { text: 'Le mur est démonté à 14 h.' } } },
      { action: 'notice.delete', detail: { text: 'Le mur est démonté à 15 h.' } },
    ])
  })

  test('[NOTICE-4] everybody who follows the feed hears of it at once, guests too, and others do not', async () => {
    const [guest, away] = [await app.socket(), await app.socket()]
    const rows = await followed(guest, `face:${faceId}`)
    const [news, none] = [heard(guest), heard(away)]
    await followed(away, 'global')
    const id = idOf(await tell({ feed: `face:${faceId}`, level: 'danger', text: 'La prise D9 casse.' }))
    await expect.poll(() => news).toMatchObject([{ id, level: 'danger', text: 'La prise D9 casse.', by: admin.id }])
    expect(rows.flatMap(change => change.rows)).toMatchObject([{ kind: 'notice', id, op: 'put' }])
    await change(id, { text: 'La prise D9 est remplacée.', level: 'info' })
    await expect.poll(() => news.at(-1)?.text).toBe('La prise D9 est remplacée.')
    await withdraw(id)
    await expect.poll(() => rows.flatMap(change => change.rows).at(-1)).toMatchObject({ kind: 'notice', id, op: 'delete' })
    expect(news).toHaveLength(2)
    expect(none).toEqual([])
  })

  test('[NOTICE-2] [NOTICE-4] one that begins later is in the feed, and shown only when its time has come', async () => {
    const socket = await app.socket()
    const rows = await followed(socket, 'global')
    const news = heard(socket)
    const id = idOf(await tell({ from: inHours(2), until: inHours(4) }))
    await expect.poll(() => rows.flatMap(change => change.rows).map(row => row.id)).toContain(id)
    expect(await shown()).not.toContain(id)
    app.clock.advance(3 * HOUR_MS)
    expect(await shown()).toContain(id)
    app.clock.advance(2 * HOUR_MS)
    expect(await shown()).not.toContain(id)
    expect(news).toEqual([])
    await withdraw(id)
  })

  test('[NOTICE-3] of two admins who withdraw one at the same moment one does, and the log has it once', async () => {
    const id = idOf(await tell({}))
    const statuses = (await Promise.all([withdraw(id), withdraw(id), change(id, { level: 'danger' })])).map(({ status }) => status)
    expect(statuses.slice(0, 2).sort()).toEqual([204, 404])
    expect((await audited(id)).filter(({ action }) => action === 'notice.delete')).toHaveLength(1)
    expect(await shown()).not.toContain(id)
  })

  test('[NOTICE-1] nonsense and unknown walls are refused, and a key tells in nobody’s name', async () => {
    expect((await tell({ feed: 'admin' })).status).toBe(422)
    expect((await tell({ feed: 'face:none' })).status).toBe(404)
    expect((await tell({ text: '   ' })).status).toBe(422)
    expect(await tell({ until: inHours(-1) })).toMatchObject({ status: 422, body: { errors: [{ path: 'until' }] } })
    const byKey = await app.call('POST', '/api/admin/notices', { apiKey: KEYS.admin, body: { feed: 'global', text: 'Fermé.' } })
    expect(byKey).toMatchObject({ status: 201, body: { by: null, by_name: null } })
    await withdraw(idOf(byKey))
  })

  // It moves the clock by a month, so it is the last.
  test('[NOTICE-5] one that ended is gone after thirty days, and one without an end stays', async () => {
    const [ended, endless] = [idOf(await tell({ until: inHours(24) })), idOf(await tell({}))]
    const listed = async () => Object.keys(await feedValues(app, 'global', 'notice'))
    app.clock.advance(30 * 24 * HOUR_MS)
    await app.runJobs()
    expect(await listed()).toEqual(expect.arrayContaining([ended, endless]))
    app.clock.advance(2 * 24 * HOUR_MS)
    await app.runJobs()
    expect(await listed()).not.toContain(ended)
    expect(await listed()).toContain(endless)
  })
})
