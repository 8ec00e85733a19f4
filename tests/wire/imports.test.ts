import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { UploadedImport } from '../../shared/contract/imports'
import { writeZip } from '../../server/exports/writeZip'
import { exportFiles } from '../../server/exports/writeExport'
import { KEYS, startApp, type Account, type TestApp } from '../support/app'
import { createMigratedDatabase } from '../support/postgres'
import { writeStoktExport, type ExportKnobs } from '../support/stoktExport'
import { importTestWall, smallPicture, smallWall } from '../support/wall'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

async function zipOf(knobs?: ExportKnobs): Promise<Buffer> {
  const { directory, remove } = await writeStoktExport(knobs)
  onTestFinished(remove)
  const names = await readdir(directory)
  return writeZip(await Promise.all(names.map(async name => ({ name, bytes: await readFile(join(directory, name)), isPacked: false }))))
}

describe.each(['sqlite', 'postgres'] as const)('a wall uploaded on %s', (dialect) => {
  let app: TestApp
  let admin: Account
  let drop = async () => {}
  beforeAll(async () => {
    const made = dialect === 'postgres' ? await createMigratedDatabase() : null
    if (made) drop = made.drop
    app = await startApp(made ? { databaseUrl: made.url, env: { DATABASE_URL: made.url } } : {})
    admin = await app.admin()
  })
  afterAll(async () => {
    await app.close()
    await drop()
  })

  async function send(zip: Buffer, auth: Record<string, string> = { authorization: `Bearer ${admin.token}` }) {
    const body = new FormData()
    body.append('file', new Blob([new Uint8Array(zip)]), 'wall.zip')
    const answer = await fetch(`${app.url}/api/admin/imports`, { method: 'POST', headers: auth, body })
    return { status: answer.status, body: await answer.json() as { id: string; code?: string } }
  }
  const get = async (id: string) => (await app.call('GET', `/api/admin/imports/${id}`, { token: admin.token })).body as UploadedImport
  async function becomes(id: string, state: UploadedImport['state']): Promise<UploadedImport> {
    await expect.poll(async () => (await get(id)).state, { timeout: 30_000 }).toBe(state)
    return get(id)
  }
  const climbs = async () => ((await app.call('GET', '/api/climbs?page_size=1', { apiKey: KEYS.import })).body as { count: number }).count

  test('[EXPORT-6] [EXPORT-7] is read and changes nothing; applied it is there, in the log too, and again it changes nothing', async () => {
    const { status, body: { id } } = await send(await zipOf())
    expect(status).toBe(201)
    const ready = await becomes(id, 'ready')
    expect(ready.report).toMatchObject({ wall: 'Le Dévers', tallies: { holds: { created: 48 }, climbs: { created: 20 } }, rejected: { count: 0 } })
    expect(await climbs()).toBe(0)
    const applied = await app.call('POST', `/api/admin/imports/${id}/apply`, { token: admin.token, body: {} })
    expect(applied).toMatchObject({ status: 200, body: { state: 'applying' } })
    expect((await becomes(id, 'done')).report).toMatchObject({ tallies: { climbs: { created: 20 } } })
    expect(await climbs()).toBe(20)
    const { body } = await app.call('GET', '/api/admin/audit?action=import', { token: admin.token })
    expect(body).toMatchObject({ results: [{ action: 'import.stokt', actor_id: admin.id }] })
    expect(await app.db.select().from(app.db.t.uploads)).toMatchObject([{ state: 'done', bytes: null }])
    const again = await send(await zipOf(), { 'x-api-key': KEYS.import })
    expect((await becomes(again.body.id, 'ready')).report?.tallies.climbs).toEqual({ created: 0, updated: 0, unchanged: 20 })
  })

  test('[EXPORT-7] open pages get the rows of an import that a thread wrote', async () => {
    const { faceId } = await importTestWall(app.services, { ...smallWall, picture_file: { bytes: await smallPicture(), mime: 'image/png' } })
    const stored = await app.services.stores.exports.wall(faceId, { withPrivate: true })
    if (!stored) throw new Error('there is no wall')
    stored.climbs = stored.climbs.map(climb => ({ ...climb, name: `${climb.name} !`, updated_at: app.clock.now() }))
    const socket = await app.socket({ token: admin.token })
    await socket.emitWithAck('feed:open', { feed: `face:${faceId}` })
    const pushed: string[] = []
    socket.on('feed:change', ({ rows }) => pushed.push(...rows.map(({ kind }) => kind)))
    const { body: { id } } = await send(await writeZip(exportFiles(stored)))
    expect((await becomes(id, 'ready')).report?.tallies.climbs).toEqual({ created: 0, updated: 5, unchanged: 0 })
    await app.call('POST', `/api/admin/imports/${id}/apply`, { token: admin.token, body: {} })
    await becomes(id, 'done')
    await expect.poll(() => pushed.filter(kind => kind === 'climb').length).toBe(5)
    socket.close()
  })

  test('[EXPORT-5] [EXPORT-6] [EXPORT-9] what is no wall is refused with the reason, and cannot be applied', async () => {
    const before = await climbs()
    const { body: { id } } = await send(Buffer.from('<!doctype html>'))
    expect(await becomes(id, 'refused')).toMatchObject({ report: null, problem: 'Le zip est abîmé, ou ce n’est pas un zip.', problem_code: 'zip_damaged' })
    const english = await app.call('GET', `/api/admin/imports/${id}`, { token: admin.token, headers: { 'accept-language': 'en' } })
    expect(english.body).toMatchObject({ problem: expect.stringMatching(/^the zip is damaged, or no zip/) as string })
    expect((await app.call('POST', `/api/admin/imports/${id}/apply`, { token: admin.token, body: {} })).body).toMatchObject({ state: 'refused' })
    const incomplete = await send(await zipOf({ leaveOut: ['setup.json'] }))
    expect((await becomes(incomplete.body.id, 'refused'))).toMatchObject({ problem: 'Il manque setup.json, qui décrit le mur et ses prises.', problem_code: 'setup_missing' })
    const lame = await send(await zipOf({ change: ({ newer }) => { newer.forEach((climb) => { climb.holdsList = 'S1 T99999' }) } }))
    expect((await becomes(lame.body.id, 'ready')).report?.rejected.results[0]).toMatchObject({ reason: 'holdsList : le mur n’a pas de prise 1.', code: 'field_unknown_hold' })
    expect(await climbs()).toBe(before)
  })

  test('[EXPORT-6] a file of more than 25 MB is refused while it comes', async () => {
    expect(await send(Buffer.alloc(25 * 1024 * 1024 + 1))).toMatchObject({ status: 413, body: { code: 'too_large' } })
  })

  test('[EXPORT-7] of two who apply it at once one imports it; uploads are forgotten after a day, and work of a server that ended is over', async () => {
    const { body: { id } } = await send(await zipOf({ change: ({ newer }) => { newer.forEach((climb) => { climb.name = `${climb.name} bis` }) } }))
    await becomes(id, 'ready')
    const apply = () => app.call('POST', `/api/admin/imports/${id}/apply`, { token: admin.token, body: {} })
    expect((await Promise.all([apply(), apply()])).map(({ status }) => status)).toEqual([200, 200])
    await becomes(id, 'done')
    const entries = (await app.call('GET', '/api/admin/audit?action=import', { token: admin.token })).body as { count: number }
    const { uploads } = app.db.t
    await app.db.insert(uploads).values({ id: 'left', created_at: app.clock.now(), state: 'applying', done: 3, total: 9, seen_at: app.clock.now(), report: null, problem: null, bytes: null })
    expect((await get('left')).state).toBe('applying')
    app.clock.advance(61_000)
    expect((await get('left')).state).toBe('failed')
    app.clock.advance(25 * 3_600_000)
    await app.runJobs()
    expect((await app.call('GET', '/api/admin/imports/left', { apiKey: KEYS.admin })).status).toBe(404)
    expect(entries.count).toBeGreaterThan(1)
  })
})
