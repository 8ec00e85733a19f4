import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createApp, type App } from '../../../server/app'
import type { Account, TestApp } from '../../support/app'
import { followed } from '../../support/followed'
import { feedValues } from '../../support/feedRows'
import { createOpener } from '../../support/liveDocument'
import { servers } from '../../support/servers'
import { importTestWall } from '../../support/wall'

const HOUR_MS = 3_600_000

describe.each(['sqlite', 'postgres'] as const)('locks that end, and many at once, on %s', (dialect) => {
  let app: TestApp
  let other: App
  let otherUrl: string
  let faceId: string
  let admin: Account
  const { open, closeAll } = createOpener(() => app)

  beforeAll(async () => {
    app = await servers[dialect]()
    const { config, log, clock } = app.services
    other = createApp({ config, db: app.db, log, clock, version: '0.0.0-test', clientFolder: app.dataDir })
    otherUrl = `http://127.0.0.1:${await other.listen()}`
    faceId = (await importTestWall(app.services)).faceId
    admin = await app.admin()
  })
  afterEach(closeAll)
  afterAll(async () => {
    await other.close()
    await app.close()
  })

  const inHours = (hours: number) => new Date(Date.parse(app.clock.now()) + hours * HOUR_MS).toISOString()
  const call = (method: 'PUT' | 'POST' | 'DELETE', path: string, body?: object) => app.call(method, `/api/admin/${path}`, { token: admin.token, ...(body ? { body } : {}) })
  const lock = (target: string, body: object = {}) => call('PUT', `locks/${target}`, body)
  const undo = (id: string) => call('POST', `audit/${id}/undo`, {})
  const locks = () => feedValues(app, `face:${faceId}`, 'lock')
  const auditId = ({ body }: { body: unknown }) => (body as { audit_id: string }).audit_id
  const entries = async (action: string) =>
    ((await app.call('GET', `/api/admin/audit?action=${action}`, { token: admin.token })).body as { results: { id: string; detail: object }[] }).results
  const vote = (who: Account) => app.call('PUT', '/api/holds/104/annotations', { token: who.token, body: { condition: 'ok' } })

  test('[LOCK-8] a lock with an end counts no more at that time, and its row and the history follow', async () => {
    const climber = await app.register('martre')
    const until = inHours(2)
    expect(await lock('hold/104', { reason: 'elle sèche', until })).toMatchObject({ status: 200, body: { reason: 'elle sèche' } })
    expect(((await locks())['hold:104'] as { until: string }).until.slice(0, 19)).toBe(until.slice(0, 19))
    expect((await vote(climber)).body).toMatchObject({ code: 'locked' })
    app.clock.advance(2 * HOUR_MS)
    expect((await vote(climber)).status).toBe(200)
    expect((await app.call('GET', '/api/admin/locks', { token: admin.token })).body).toEqual({ results: [] })
    await app.runJobs()
    expect(await locks()).toEqual({})
    const { results } = (await app.call('GET', '/api/holds/104/history', { token: admin.token })).body as { results: { kind: string }[] }
    expect(results.filter(({ kind }) => kind === 'lock')).toMatchObject([
      { detail: { action: 'ended', target: 'hold' }, actor_id: null }, { detail: { action: 'locked' }, actor_id: admin.id },
    ])
    expect(await lock('hold/104', { until: inHours(-1) })).toMatchObject({ status: 422, body: { errors: [{ path: 'until' }] } })
  })

  test('[LOCK-8] the sheet of a face whose lock ended is written again at every server', async () => {
    const climber = await app.register('fouine')
    await lock(`face/${faceId}`, { until: inHours(1) })
    const [here, there] = [
      await open(`sheet/${faceId}`, { token: climber.token }),
      await open(`sheet/${faceId}`, { token: climber.token, url: otherUrl }),
    ]
    await expect.poll(() => [here.synced(), there.synced()]).toEqual([true, true])
    app.clock.advance(HOUR_MS)
    await expect.poll(() => [here.closes.at(-1)?.code, there.closes.at(-1)?.code], { timeout: 5000 }).toEqual([4401, 4401])
    const right = await app.call('GET', `/api/documents/sheet/${faceId}`, { token: climber.token })
    expect(right.body).toMatchObject({ mode: 'rw' })
    await app.runJobs()
  })

  test('[LOCK-9] a lock is undone, and an unlocking too, unless something else changed since', async () => {
    const first = await lock('hold/105', { reason: 'tourne' })
    const second = await lock('hold/105', { reason: 'cassée' })
    expect((await undo(auditId(first))).status).toBe(409)
    expect((await undo(auditId(second))).status).toBe(200)
    expect((await locks())['hold:105']).toMatchObject({ reason: 'tourne' })
    expect((await call('DELETE', 'locks/hold/105')).status).toBe(204)
    const [unlocked] = await entries('hold.unlock')
    expect((await undo(unlocked?.id ?? '')).status).toBe(200)
    expect((await locks())['hold:105']).toMatchObject({ reason: 'tourne' })
    expect((await undo(auditId(first))).status).toBe(200)
    expect(await locks()).toEqual({})
  })

  test('[LOCK-10] many holds are locked and unlocked in one act, which is one entry and one undo', async () => {
    const socket = await app.socket()
    const changes = await followed(socket, `face:${faceId}`)
    await lock('hold/106', { reason: 'seule' })
    const made = await call('POST', 'locks', { hold_ids: [106, 107, 108], reason: 'On change ces prises', until: inHours(3) })
    expect(made).toMatchObject({ status: 200, body: { changed: 3 } })
    await expect.poll(() => changes.at(-1)?.rows.map(({ id }) => id).sort()).toEqual(['hold:106', 'hold:107', 'hold:108'])
    expect((await entries('face.lock_holds')).map(({ detail }) => detail)).toMatchObject([{ count: 3, reason: 'On change ces prises' }])
    expect(((await app.call('GET', '/api/admin/locks', { token: admin.token })).body as { results: object[] }).results).toMatchObject([
      { locked_by_name: admin.username }, { locked_by_name: admin.username }, { locked_by_name: admin.username },
    ])
    expect((await undo(auditId(made))).status).toBe(200)
    expect(await locks()).toMatchObject({ 'hold:106': { reason: 'seule' } })
    expect(Object.keys(await locks())).toEqual(['hold:106'])
    const removed = await call('POST', 'locks/remove', { hold_ids: [106, 107], reason: 'fini' })
    expect(removed).toMatchObject({ status: 200, body: { changed: 1 } })
    expect(await locks()).toEqual({})
    expect((await call('POST', 'locks/remove', { hold_ids: [106] })).body).toEqual({ changed: 0, audit_id: null })
    expect((await call('POST', 'locks', { hold_ids: [106, 999] })).status).toBe(404)
    expect(await locks()).toEqual({})
  })
})
