import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { noteRoot, SHEET_MARKS } from '../../shared/documents'
import type { Account, TestApp } from '../support/app'
import { feedValues } from '../support/feedRows'
import { deleteForGood } from '../support/deleteForGood'
import { createOpener } from '../support/liveDocument'
import { servers } from '../support/servers'
import { importTestWall } from '../support/wall'

const HOUR_MS = 3600 * 1000
const NOTHING = { climbs: 0, comments: 0, annotations: 0, notes: 0, marks: 0, tasks: 0 }

describe.each(['sqlite', 'postgres'] as const)('removing what somebody published, on %s', (dialect) => {
  let app: TestApp
  let admin: Account
  let faceId: string
  let people = 0
  const { open, closeAll } = createOpener(() => app)
  beforeAll(async () => {
    app = await servers[dialect]()
    admin = await app.admin()
    faceId = (await importTestWall(app.services)).faceId
  })
  afterEach(closeAll)
  afterAll(() => app.close())

  const someone = () => app.register(`vandale-${++people}`)
  const call = async (by: Account, method: string, path: string, body?: object) => {
    const answer = await app.call(method, path, { token: by.token, ...body ? { body } : {} })
    return { status: answer.status, body: answer.body as Record<string, unknown> }
  }
  const climb = async (by: Account, values: object) =>
    (await call(by, 'POST', '/api/climbs', { face_id: faceId, holds_list: 'S101 O105 T109', ...values })).body['id'] as string
  const remove = (id: string, since: string) =>
    call(admin, 'POST', `/api/admin/users/${id}/remove-content`, { since, reason: 'Bazar' })
  const undo = (audit_id: unknown) => call(admin, 'POST', `/api/admin/audit/${String(audit_id)}/undo`, {})
  const count = async (id: string, since: string) => (await call(admin, 'GET', `/api/admin/users/${id}/content?since=${since}`)).body
  const statusOf = async (id: string) => (await app.call('GET', `/api/climbs/${id}`)).status
  const openSheet = async (by: Account) => {
    const sheet = await open(`sheet/${faceId}`, { token: by.token })
    await expect.poll(sheet.synced).toBe(true)
    return sheet
  }
  const write = async (by: Account, hold: number, text: string) => {
    const sheet = await openSheet(by)
    const note = sheet.doc.getText(noteRoot(hold))
    sheet.doc.transact(() => {
      note.delete(0, note.length)
      note.insert(0, text)
    })
    await expect.poll(sheet.isSaved).toBe(true)
  }
  const draw = async (by: Account, id: string) => {
    const sheet = await openSheet(by)
    sheet.doc.getMap(SHEET_MARKS).set(id, { kind: 'pin', points: [[10, 10]], colour: '#ff0000', text: 'Gribouillis', by: by.id })
    await expect.poll(sheet.isSaved).toBe(true)
  }
  const vote = (by: Account, hold: number, grip_type: string) => call(by, 'PUT', `/api/holds/${hold}/annotations`, { grip_type })
  const gripOf = async (by: Account, hold: number) =>
    ((await call(by, 'GET', `/api/holds/${hold}/annotations`)).body['user_annotation'] as { grip_type: string } | null)?.grip_type ?? null

  /** Somebody who publishes something of each kind, an hour before and after a moment. */
  async function twoHours(hold: number) {
    const [vandal, friend] = [await someone(), await someone()]
    const kept = await climb(vandal, { name: `Avant ${people}` })
    await vote(vandal, hold, 'bac')
    await write(friend, hold, 'Prise froide')
    await draw(vandal, `avant-${people}`)
    app.clock.advance(HOUR_MS)
    const since = app.clock.now()
    app.clock.advance(HOUR_MS)
    const made = [await climb(vandal, { name: `Après ${people}` }), await climb(vandal, { name: `Encore ${people}` })]
    await climb(vandal, { name: 'Secret', is_private: true })
    const comment = (await call(vandal, 'POST', `/api/climbs/${kept}/comments`, { text: 'Nul !' })).body['id'] as string
    await vote(vandal, hold + 1, 'pince')
    await vote(friend, hold + 1, 'reglette')
    await write(vandal, hold, 'Nul !')
    await draw(vandal, `apres-${people}`)
    await call(vandal, 'POST', `/api/holds/${hold + 1}/tasks`, { kind: 'turn' })
    return { vandal, friend, since, kept, made, comment, marks: { before: `avant-${people}`, after: `apres-${people}` } }
  }

  test('[PERSON-10] what came after the moment goes at once on every screen, and the rest stays', async () => {
    const { vandal, friend, since, kept, made, comment, marks } = await twoHours(101)
    const sheet = await openSheet(friend)
    const votes = await open(`votes/${faceId}/${vandal.id}`, { token: vandal.token })
    await expect.poll(votes.synced).toBe(true)
    const removed = { climbs: 2, comments: 1, annotations: 1, notes: 1, marks: 1, tasks: 1 }
    expect(await count(vandal.id, since)).toEqual(removed)

    const answer = await remove(vandal.id, since)
    expect(answer).toMatchObject({ status: 200, body: { removed, audit_id: expect.any(String) } })
    await expect.poll(() => sheet.doc.getText(noteRoot(101)).toString()).toBe('Prise froide')
    expect([marks.before, marks.after].map(id => sheet.doc.getMap(SHEET_MARKS).has(id))).toEqual([true, false])
    await expect.poll(() => votes.doc.getMap('holds').get('102/grip_type')).toBe('')
    expect([await gripOf(vandal, 101), await gripOf(vandal, 102), await gripOf(friend, 102)]).toEqual(['bac', null, 'reglette'])
    expect(await Promise.all([kept, ...made].map(statusOf))).toEqual([200, 404, 404])
    expect(await feedValues(app, `face:${faceId}`, 'comment')).not.toHaveProperty(comment)
    expect(await count(vandal.id, since)).toEqual(NOTHING)
    const bin = (await call(vandal, 'GET', '/api/users/me/bin')).body['results'] as { reason: string; state: string }[]
    expect(bin.map(({ state, reason }) => [state, reason])).toEqual([['hidden', 'Bazar'], ['hidden', 'Bazar'], ['hidden', 'Bazar']])
    expect(await remove(vandal.id, since)).toMatchObject({ status: 200, body: { removed: NOTHING, audit_id: null } })
  })

  test('[PERSON-11] one undo puts everything back, with the words of the log, and only once', async () => {
    const { vandal, friend, since, made, comment, marks } = await twoHours(103)
    const { body: { audit_id } } = await remove(vandal.id, since)
    const sheet = await openSheet(friend)
    expect(await undo(audit_id)).toMatchObject({ status: 200, body: { changed: 7 } })
    await expect.poll(() => sheet.doc.getText(noteRoot(103)).toString()).toBe('Nul !')
    expect(sheet.doc.getMap(SHEET_MARKS).get(marks.after)).toMatchObject({ by: vandal.id, text: 'Gribouillis' })
    expect([await gripOf(vandal, 104), ...await Promise.all(made.map(statusOf))]).toEqual(['pince', 200, 200])
    expect(await feedValues(app, `face:${faceId}`, 'comment')).toMatchObject({ [comment]: { text: 'Nul !' } })
    // The person who puts a note back is its last editor.
    expect(await count(vandal.id, since)).toEqual({ climbs: 2, comments: 1, annotations: 1, notes: 0, marks: 1, tasks: 1 })
    expect(await undo(audit_id)).toMatchObject({ status: 409, body: { code: 'not_undoable' } })
    const log = (await call(admin, 'GET', `/api/admin/audit?target=${vandal.id}`)).body['results'] as { action: string; detail: object }[]
    expect(log.map(({ action }) => action)).toEqual(['audit.undo', 'user.remove_content'])
    expect(log[1]?.detail).toMatchObject({ since, reason: 'Bazar', removed: { climbs: 2, tasks: 1 } })
  })

  test('[PERSON-11] what was said, written or asked anew since stays as it is', async () => {
    const { vandal, friend, since, made } = await twoHours(106)
    const { body: { audit_id } } = await remove(vandal.id, since)
    await vote(vandal, 107, 'plat')
    await write(friend, 106, 'Prise chaude')
    await call(friend, 'POST', '/api/holds/107/tasks', { kind: 'turn' })
    await call(admin, 'POST', `/api/admin/climbs/${made[0] ?? ''}/restore`, {})
    expect(await undo(audit_id)).toMatchObject({ status: 200, body: { changed: 3 } })
    expect(await gripOf(vandal, 107)).toBe('plat')
    expect((await openSheet(friend)).doc.getText(noteRoot(106)).toString()).toBe('Prise chaude')
    expect(await Promise.all(made.map(statusOf))).toEqual([200, 200])
  })

  test('[PERSON-10] an account that is gone takes along what was kept for the undo', async () => {
    const { vandal, since } = await twoHours(109)
    const { body: { audit_id } } = await remove(vandal.id, since)
    await deleteForGood(app, vandal.id)
    expect(await undo(audit_id)).toMatchObject({ status: 404 })
  })

  test('[PERSON-10] an unknown person is not found, and every follower has the same climbs afterwards', async () => {
    expect((await remove('nobody', app.clock.now())).status).toBe(404)
    const { vandal, since } = await twoHours(104)
    const { body: { audit_id } } = await remove(vandal.id, since)
    await undo(audit_id)
    const climbs = await feedValues(app, `face:${faceId}`, 'climb')
    const listed = (await app.call('GET', `/api/climbs?face_id=${faceId}&page_size=100`)).body as { results: { id: string }[] }
    expect(Object.keys(climbs).sort()).toEqual(listed.results.map(({ id }) => id).sort())
  })
})
