import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Overview } from '../../shared/contract/overview'
import type { FeedRow } from '../../shared/contract/feeds'
import { ADMIN_FEED } from '../../shared/feedName'
import type { ServerNode } from '../../shared/model/serverNode'
import { KEYS, startApp, type Account, type AppOptions, type TestApp } from '../support/app'
import { startCluster } from '../support/cluster'
import { followed } from '../support/followed'
import { createMigratedDatabase } from '../support/postgres'
import { importTestWall } from '../support/wall'

const DAY_MS = 24 * 3_600_000
const QUICK = { nodeTellMs: 50, nodeSeenMs: 200 }

async function serverOn(dialect: 'sqlite' | 'postgres', options: AppOptions = {}): Promise<TestApp> {
  if (dialect === 'sqlite') return startApp({ timings: QUICK, ...options })
  const { url, drop } = await createMigratedDatabase()
  const app = await startApp({ timings: QUICK, databaseUrl: url, ...options, env: { ...options.env, DATABASE_URL: url } })
  return {
    ...app,
    async close() {
      await app.close()
      await drop()
    },
  }
}

const overviewOf = async (app: TestApp): Promise<Overview> =>
  (await app.call('GET', '/api/admin/overview', { apiKey: KEYS.admin })).body as Overview

describe.each(['sqlite', 'postgres'] as const)('the overview on %s', (dialect) => {
  let app: TestApp
  let admin: Account
  let faceId: string
  beforeAll(async () => {
    app = await serverOn(dialect, { env: { BACKUP_EVERY: '24' } })
    admin = await app.admin()
    faceId = (await importTestWall(app.services)).faceId
  })
  afterAll(() => app.close())

  const connectedOn = async (): Promise<ServerNode[]> => {
    const { body } = await app.call('GET', `/api/feeds/${ADMIN_FEED}/changes`, { apiKey: KEYS.admin })
    return (body as { rows: FeedRow[] }).rows.flatMap(({ kind, value }) => (kind === 'connection' ? [value as ServerNode] : []))
  }

  test('[OVERVIEW-1] [OVERVIEW-2] who comes, goes to a wall and leaves is in the row of the server, guests as a number', async () => {
    const [nina, guest, program] = [await app.register('nina'), await app.socket(), await app.socket({ apiKey: KEYS.read })]
    const socket = await app.socket({ token: nina.token })
    for (const one of [socket, guest]) await one.emitWithAck('presence:set', { face: faceId })
    await expect.poll(connectedOn).toMatchObject([{
      version: '0.0.0-test', more: 0, guests: 1, programs: 1,
      people: [{ user_id: nina.id, name: 'nina', face_ids: [faceId], connections: 1 }],
      walls: [{ face_id: faceId, people: 1, guests: 1 }],
    }])
    expect(JSON.stringify(await connectedOn())).not.toContain(guest.id)
    await socket.emitWithAck('feed:open', { feed: `face:${faceId}` })
    await socket.emitWithAck('feed:close', { feed: `face:${faceId}` })
    await expect.poll(connectedOn).toMatchObject([{ people: [{ face_ids: [] }], walls: [{ people: 0, guests: 1 }] }])
    for (const one of [socket, guest, program]) one.close()
    await expect.poll(connectedOn).toMatchObject([{ people: [], guests: 0, programs: 0, walls: [] }])
  })

  test('[OVERVIEW-1] a new name is told, and only admins get any of it', async () => {
    const [belette, owner] = [await app.register('belette'), await app.socket({ token: admin.token })]
    const socket = await app.socket({ token: belette.token })
    const rows = await followed(owner, ADMIN_FEED)
    await app.call('PATCH', '/api/users/me', { token: belette.token, body: { full_name: 'La Belette' } })
    await expect.poll(() => JSON.stringify(rows.flatMap(change => change.rows))).toContain('La Belette')
    expect(await socket.emitWithAck('feed:open', { feed: ADMIN_FEED })).toMatchObject({ ok: false })
    for (const one of [socket, owner]) one.close()
  })

  test('[OVERVIEW-9] no frame with the row of a server reaches anybody but an admin', async () => {
    const [lynx, fouine] = [await app.register('lynx'), await app.register('fouine')]
    const frames = new Map<string, string[]>()
    const listen = async (name: string, auth: Parameters<TestApp['socket']>[0]) => {
      const socket = await app.socket(auth)
      const got: string[] = []
      frames.set(name, got)
      socket.io.engine.on('packet', ({ data }: { data?: unknown }) => void got.push(String(data)))
      for (const feed of ['global', `face:${faceId}`, ADMIN_FEED, `user:${lynx.id}`]) await socket.emitWithAck('feed:open', { feed })
      await socket.emitWithAck('presence:set', { face: faceId })
      return socket
    }
    const sockets = [
      await listen('admin', { token: admin.token }), await listen('user', { token: lynx.token }),
      await listen('guest', {}), await listen('program', { apiKey: KEYS.write }),
    ]
    const other = await app.socket({ token: fouine.token })
    const saw = (name: string) => frames.get(name)?.filter(frame => frame.includes('"connection"')) ?? []
    await expect.poll(() => saw('admin').join()).toContain('fouine')
    other.close()
    await expect.poll(async () => (await connectedOn())[0]?.people.some(({ name }) => name === 'fouine')).toBe(false)
    for (const name of ['user', 'guest', 'program']) {
      expect(frames.get(name)?.length).toBeGreaterThan(3)
      expect(saw(name)).toEqual([])
    }
    for (const one of sockets) one.close()
  })

  test('[OVERVIEW-8] every figure is the one of the tables and the disk', async () => {
    await app.runJobs()
    await app.db.insert(app.db.t.pictures).values({ path: 'photo.jpg', mime: 'image/jpeg', bytes: Buffer.alloc(1_234), sha256: 'x' })
    const before = await overviewOf(app)
    expect(before).toMatchObject({
      version: '0.0.0-test', database: dialect, same_version: true, imports: [],
      mails: { waiting: 0, failed: 0, by: 'files' },
      backup: { every_hours: 24, is_late: false, kept: 1, last_at: expect.any(String) as string },
      failures: { count: 0, results: [] }, open_claims: 0, open_reports: 0, untrusted_proxy_at: null,
    })
    expect(before.nodes).toHaveLength(1)
    expect(before.backup?.newest_bytes).toBeGreaterThan(10_000)
    expect(before.storage.database_bytes).toBeGreaterThan(50_000)
    expect(before.storage.picture_bytes).toBe(1_234)
    expect(before.storage.free_bytes).toEqual(dialect === 'sqlite' ? expect.any(Number) : null)
    expect(before.jobs.find(({ name }) => name === 'backup')).toMatchObject({ every_ms: DAY_MS, is_late: false, succeeded_at: before.backup?.last_at })
    await app.services.transactions({ kind: 'guest' }, async ({ stores, now }) => {
      await stores.mails.queue({ id: 'm1', user_id: admin.id, kind: 'newDevice', key: 'm1', sealed: '', expires_at: now }, now)
      await stores.mails.queue({ id: 'm2', user_id: admin.id, kind: 'newDevice', key: 'm2', sealed: '', expires_at: now }, now)
      await stores.mails.finish('m2', now, 'refused')
      await stores.audit.append({ actor: { kind: 'cli' }, action: 'import.stokt', target: { kind: 'face', id: faceId }, detail: {} }, now)
      await stores.claims.make({ id: 'c1', user_id: admin.id, setter_id: (await stores.users.byUsername('nina'))?.id ?? '' }, now)
    })
    const witness = await app.register('temoin')
    expect((await app.call('POST', '/api/reports', { token: witness.token, body: { kind: 'user', id: admin.id, reason: 'Essai' } })).status).toBe(201)
    const after = await overviewOf(app)
    expect(after).toMatchObject({ mails: { failed: 1 }, imports: [{ action: 'import.stokt', actor_name: null, target_name: expect.any(String) as string }], open_claims: 1, open_reports: 1 })
    await app.call('GET', '/api/faces', { headers: { 'x-forwarded-for': '198.51.100.7' } })
    expect((await overviewOf(app)).untrusted_proxy_at).toEqual(expect.any(String))
  })

  test('[OVERVIEW-6] an error that the server met is listed with its part and without a value, for a day', async () => {
    app.services.tellFailure('request', new Error('wrong "nina@example.org"'), 'request-1')
    app.services.tellFailure('request', new Error('wrong "belette@example.org"'), 'request-2')
    await expect.poll(async () => (await overviewOf(app)).failures).toMatchObject({
      count: 2, results: [{ part: 'request', message: 'Error: wrong "…"', count: 2 }],
    })
    expect((await app.db.select().from(app.db.t.failures)).map(({ request_id }) => request_id).sort()).toEqual(['request-1', 'request-2'])
  })

  // These move the clock, so they are the last.
  test('[OVERVIEW-12] a job that was not done to its end for two turns is late', async () => {
    app.clock.advance(2 * DAY_MS + 3_600_000)
    const { jobs, backup, failures } = await overviewOf(app)
    expect(jobs.every(({ is_late }) => is_late)).toBe(true)
    expect([backup?.is_late, failures.count]).toEqual([true, 0])
    await app.runJobs()
    expect((await overviewOf(app)).jobs.filter(({ is_late }) => is_late)).toEqual([])
  })

  test('[OVERVIEW-5] [OVERVIEW-7] a server that was killed is gone after a minute, the living one comes back, and errors go after a week', async () => {
    const mine = app.services.cluster.id
    await app.services.transactions({ kind: 'guest' }, async ({ stores, touch, now }) => {
      await stores.nodes.put({ id: 'killed', version: '0.0.0-old', started_at: now, seen_at: now, connected: { people: [], more: 0, guests: 0, programs: 0, walls: [] } })
      touch.connection('killed')
    })
    expect(await overviewOf(app)).toMatchObject({ same_version: false })
    expect(await connectedOn()).toHaveLength(2)
    app.clock.advance(8 * DAY_MS)
    await expect.poll(async () => (await overviewOf(app)).nodes.map(({ id }) => id)).toEqual([mine])
    await app.runJobs()
    await expect.poll(async () => (await connectedOn()).map(({ id }) => id)).toEqual([mine])
    expect(await app.db.select().from(app.db.t.failures)).toEqual([])
  })
})

test('[OVERVIEW-4] two servers each have a row, the people of both are shown, and a server that stops takes its row along', async () => {
  const { nodes: [one, other], faceId } = await startCluster({ timings: QUICK })
  const admin = await one.admin()
  const owner = await one.socket({ token: admin.token })
  const rows: FeedRow[] = []
  owner.on('feed:change', change => void rows.push(...change.rows))
  await owner.emitWithAck('feed:open', { feed: ADMIN_FEED })
  const nina = await other.register('nina')
  const socket = await other.socket({ token: nina.token })
  await socket.emitWithAck('presence:set', { face: faceId })
  const placesOf = (all: readonly ServerNode[]) => all.map(({ id, people }) => [id, people.map(({ name, face_ids }) => [name, face_ids])])
  const ids = [one, other].map(({ services }) => services.cluster.id)
  await expect.poll(async () => placesOf((await overviewOf(one)).nodes)).toEqual([
    [ids[0], [[admin.username, []]]], [ids[1], [['nina', [faceId]]]],
  ])
  await expect.poll(() => rows.filter(({ kind, id }) => kind === 'connection' && id === ids[1]).at(-1)).toMatchObject({
    op: 'put', value: { people: [{ name: 'nina', face_ids: [faceId] }] },
  })
  await other.stop()
  await expect.poll(() => rows.filter(({ kind, id }) => kind === 'connection' && id === ids[1]).at(-1)).toMatchObject({ op: 'delete' })
  expect((await overviewOf(one)).nodes.map(({ id }) => id)).toEqual([ids[0]])
})
