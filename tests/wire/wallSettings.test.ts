import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { guest } from '../../shared/access/actor'
import type { WallGrid } from '../../shared/model/grid'
import { importWall } from '../../server/usecases/imports/importWall'
import type { Account, TestApp } from '../support/app'
import { feedValues } from '../support/feedRows'
import { followed } from '../support/followed'
import { servers } from '../support/servers'
import { importTestWall, smallWall } from '../support/wall'

const GRID: WallGrid = { corners: [[0, 0], [800, 0], [800, 600], [0, 600]], columns: ['1', '2', '3', '4'], rows: ['A', 'B', 'C'] }

interface Row {
  id: string
  name: string
  updated_at: string
  feet_rules_options: string[]
  audit_id: string
  label: string
  feet_rule: string | null
}

describe.each(['sqlite', 'postgres'] as const)('the settings of the gym and its walls on %s', (dialect) => {
  let app: TestApp
  let admin: Account
  let other: Account
  let faceId: string
  let gymId: string
  beforeAll(async () => {
    app = await servers[dialect]()
    admin = await app.admin()
    other = await app.admin()
    faceId = (await importTestWall(app.services)).faceId
    gymId = ((await app.call('GET', '/api/gyms')).body as { id: string }[])[0]?.id ?? ''
  })
  afterAll(() => app.close())

  const change = (body: object, { token } = admin, headers?: Record<string, string>) =>
    app.call('PATCH', `/api/admin/faces/${faceId}`, { token, body, ...(headers ? { headers } : {}) })
  const undo = (id: string) => app.call('POST', `/api/admin/audit/${id}/undo`, { token: admin.token, body: {} })
  const rowOf = ({ body }: { body: unknown }) => body as Row
  const face = async (): Promise<Row> => (await feedValues(app, 'global', 'face'))[faceId] as Row
  const labels = async () =>
    Object.fromEntries(Object.entries(await feedValues(app, `face:${faceId}`, 'hold')).map(([id, hold]) => [id, (hold as Row).label]))
  const climbs = async () => Object.values(await feedValues(app, `face:${faceId}`, 'climb')) as Row[]
  const rulesOfClimbs = async () => (await climbs()).map(({ feet_rule }) => feet_rule)

  test('[GYM-1] a gym gets a name and a place, which everybody sees, and gets the old ones back', async () => {
    const before = (await feedValues(app, 'global', 'gym'))[gymId] as Row
    const done = await app.call('PATCH', `/api/admin/gyms/${gymId}`, { token: admin.token, body: { name: 'La Fabrique', location: 'Lyon' } })
    expect(done).toMatchObject({ status: 200, body: { name: 'La Fabrique', location: 'Lyon' } })
    expect((await feedValues(app, 'global', 'gym'))[gymId]).toMatchObject({ name: 'La Fabrique', location: 'Lyon' })
    expect((await undo(rowOf(done).audit_id)).status).toBe(200)
    expect((await feedValues(app, 'global', 'gym'))[gymId]).toMatchObject({ name: before.name })
    expect((await undo(rowOf(done).audit_id)).status).toBe(409)
  })

  test('[GYM-2] a wall gets a name and a place in the list; saying what is so already changes nothing', async () => {
    const before = await face()
    const done = await change({ name: 'Grand dévers', position: 3, is_archived: true })
    expect(done).toMatchObject({ status: 200, body: { name: 'Grand dévers', position: 3, is_archived: true } })
    expect(await change({ name: 'Grand dévers' })).toMatchObject({ status: 200, body: { audit_id: null } })
    expect((await app.call('GET', '/api/faces')).body).toMatchObject([{ name: 'Grand dévers', position: 3, is_archived: true, grid: null, holds_count: 12 }])
    expect((await undo(rowOf(done).audit_id)).status).toBe(200)
    expect(await face()).toMatchObject({ name: before.name, position: 0, is_archived: false })
  })

  test('[GYM-3] of two admins who change a wall that they saw in the same state, the second is told', async () => {
    const { updated_at, name } = await face()
    const headers = { 'If-Match': `"${updated_at}"` }
    const answers = await Promise.all([change({ name: 'Mur A' }, admin, headers), change({ name: 'Mur B' }, other, headers)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412])
    const refused = answers.find(({ status }) => status === 412)
    expect(refused?.body).toMatchObject({ code: 'stale', current: { name: (await face()).name } })
    await change({ name })
  })

  test('[GYM-4] a renamed feet rule takes its climbs along, back too, and leaves those that have another rule since', async () => {
    const user = await app.register('ouvreuse')
    const before = await face()
    const [from = ''] = before.feet_rules_options
    const had = (await rulesOfClimbs()).filter(rule => rule === from).length
    expect(had).toBeGreaterThan(0)
    const made = rowOf(await app.call('POST', '/api/climbs', { token: user.token, body: { face_id: faceId, name: 'Privé', holds_list: 'S101 T109', feet_rule: from, is_private: true } }))
    const done = await change({ rename_feet_rule: { from, to: 'Tous les pieds' } })
    expect(rowOf(done).feet_rules_options[0]).toBe('Tous les pieds')
    expect((await rulesOfClimbs()).filter(rule => rule === 'Tous les pieds')).toHaveLength(had)
    expect((await feedValues(app, `user:${user.id}`, 'climb', user.token))[made.id]).toMatchObject({ feet_rule: 'Tous les pieds' })
    expect((await change({ rename_feet_rule: { from, to: 'Autre' } })).status).toBe(422)
    await app.call('PATCH', `/api/climbs/${made.id}`, { token: user.token, body: { feet_rule: '' } })
    expect((await undo(rowOf(done).audit_id)).status).toBe(200)
    expect((await face()).feet_rules_options).toEqual(before.feet_rules_options)
    expect((await rulesOfClimbs()).filter(rule => rule === from)).toHaveLength(had)
    expect((await feedValues(app, `user:${user.id}`, 'climb', user.token))[made.id]).toMatchObject({ feet_rule: null })
  })

  test('[GYM-4] a rule that leaves the list stays on its climbs, and no rule stands twice', async () => {
    const [from = '', ...others] = (await face()).feet_rules_options
    const had = (await rulesOfClimbs()).filter(rule => rule === from).length
    const done = await change({ feet_rules_options: ['Sans pieds', ...others] })
    expect(rowOf(done).feet_rules_options).toEqual(['Sans pieds', ...others])
    expect((await rulesOfClimbs()).filter(rule => rule === from)).toHaveLength(had)
    expect((await change({ feet_rules_options: ['Sans pieds', 'Sans pieds'] })).status).toBe(422)
    expect((await undo(rowOf(done).audit_id)).status).toBe(200)
  })

  test('[GYM-5] a new grid relabels every hold for whoever watches, in one act that is undone as one', async () => {
    const before = await labels()
    const socket = await app.socket()
    const changes = await followed(socket, `face:${faceId}`)
    const done = await change({ grid: GRID })
    await expect.poll(() => changes.flatMap(({ rows }) => rows).filter(({ kind }) => kind === 'hold')).toHaveLength(12)
    const pushed = changes.flatMap(({ rows }) => rows)
    expect(pushed.find(({ kind, id }) => kind === 'hold' && id === '101')?.value).toMatchObject({ label: 'C1' })
    expect(pushed.find(({ kind }) => kind === 'face')?.value).toMatchObject({ grid: GRID })
    expect((await undo(rowOf(done).audit_id)).status).toBe(200)
    expect(await labels()).toEqual(before)
    expect((await change({ grid: { ...GRID, corners: [[0, 0], [0, 600], [800, 600], [800, 0]] } })).status).toBe(422)
  })

  test('[GYM-6] what an admin changed here outlives the next import', async () => {
    await change({ name: 'Grand dévers' })
    await app.call('PATCH', `/api/admin/gyms/${gymId}`, { token: admin.token, body: { location: 'Au fond à gauche' } })
    await app.services.transactions(guest, context => importWall(context, smallWall, { keepDemo: true }))
    expect((await face()).name).toBe('Grand dévers')
    expect((await feedValues(app, 'global', 'gym'))[gymId]).toMatchObject({ location: 'Au fond à gauche' })
  })

  test('[GYM-7] nobody sets a climb on an archived wall, and its address still opens it', async () => {
    const user = await app.register('grimpeur')
    await change({ is_archived: true })
    const set = () => app.call('POST', '/api/climbs', { token: user.token, body: { face_id: faceId, name: 'Nouveau', holds_list: 'S101 T109' } })
    expect(await set()).toMatchObject({ status: 422, body: { errors: [{ path: 'face_id', message: 'Ce mur est archivé : on n’y crée plus de blocs.' }] } })
    expect((await app.call('GET', `/api/faces/${faceId}/setup`)).status).toBe(200)
    await change({ is_archived: false })
    expect((await set()).status).toBe(201)
  })

  test('[GYM-8] a hold that left the wall is in no new climb, its climbs stay, and it comes back', async () => {
    const user = await app.register('ouvreur')
    const set = (holds_list: string) => app.call('POST', '/api/climbs', { token: user.token, body: { face_id: faceId, name: 'Avec', holds_list } })
    const made = rowOf(await set('S103 T109'))
    const order = (verb: string, id = 103) => app.call('POST', `/api/admin/holds/${id}/${verb}`, { token: admin.token, body: { reason: 'Cassée' } })
    const hold = async () => (await feedValues(app, `face:${faceId}`, 'hold'))['103'] as Row & { removed_at: string | null }
    const gone = await order('remove')
    expect(gone.status).toBe(200)
    expect((await hold()).removed_at).not.toBeNull()
    expect((await order('remove')).body).toMatchObject({ audit_id: null })
    const { label } = await hold()
    expect(await set('S103 T109')).toMatchObject({ status: 422, body: { errors: [{ path: 'holds_list', message: `La prise ${label} n’est plus sur le mur.` }] } })
    const edit = (body: object) => app.call('PATCH', `/api/climbs/${made.id}`, { token: user.token, body })
    expect((await edit({ name: 'Autre nom', holds_list: 'S103 T109' })).status).toBe(200)
    expect((await edit({ holds_list: 'S103 O104 T109' })).status).toBe(422)
    expect((await app.call('POST', '/api/holds/103/tasks', { token: user.token, body: { kind: 'brush' } })).status).toBe(422)
    expect((await climbs()).map(({ id }) => id)).toContain(made.id)
    expect((await app.call('GET', '/api/holds/103/history')).body).toMatchObject({ results: [{ kind: 'hold', detail: { action: 'removed' } }] })
    expect(JSON.stringify((await app.call('GET', '/api/holds/103/history')).body)).not.toContain('Cassée')
    expect((await undo(rowOf(gone).audit_id)).status).toBe(200)
    expect((await hold()).removed_at).toBeNull()
    await order('remove')
    expect((await order('return')).status).toBe(200)
    expect((await set('S103 T109')).status).toBe(201)
    expect((await order('remove', 999)).status).toBe(404)
  })
})
