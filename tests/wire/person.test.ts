import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Person } from '../../shared/contract/people'
import { noteRoot, SHEET_MARKS } from '../../shared/documents'
import { makePrintedLink } from '../../server/usecases/accounts/resetLink'
import type { Account, TestApp } from '../support/app'
import { lettersTo } from '../support/letters'
import { createOpener } from '../support/liveDocument'
import { servers } from '../support/servers'
import { importTestWall } from '../support/wall'

const DAY_MS = 24 * 3600 * 1000
const CLIMB = { holds_list: 'S101 O105 T109' }

describe.each(['sqlite', 'postgres'] as const)('one person, as admins see them, on %s', (dialect) => {
  let app: TestApp
  let admin: Account
  let faceId: string
  let made = 0
  const { open, closeAll } = createOpener(() => app)
  beforeAll(async () => {
    app = await servers[dialect]()
    admin = await app.admin()
    faceId = (await importTestWall(app.services)).faceId
  })
  afterEach(closeAll)
  afterAll(() => app.close())

  const someone = () => app.register(`personne-${++made}`)
  const page = async (id: string): Promise<Person> =>
    (await app.call('GET', `/api/admin/users/${id}`, { token: admin.token })).body as Person
  const climb = async (by: Account, values: object) =>
    ((await app.call('POST', '/api/climbs', { token: by.token, body: { face_id: faceId, ...CLIMB, ...values } })).body as { id: string }).id
  const rename = (id: string, full_name: string) =>
    app.call('PATCH', `/api/admin/users/${id}`, { token: admin.token, body: { full_name, reason: 'Faute de frappe.' } })

  test('[PERSON-1] shows what somebody made, never their votes, their remarks or a private climb', async () => {
    const ann = await someone()
    const shown = await climb(ann, { name: 'Dièdre' })
    const deleted = await climb(ann, { name: 'Raté' })
    await climb(ann, { name: 'Mon secret', is_private: true })
    await app.call('DELETE', `/api/climbs/${deleted}`, { token: ann.token })
    await app.call('PATCH', `/api/climbs/${shown}`, { token: ann.token, body: { personal_notes: 'Trop dur pour moi' } })
    await app.call('PUT', '/api/holds/102/annotations', { token: ann.token, body: { grip_type: 'bi_doigt', notes: 'Entre nous' } })
    await app.call('POST', '/api/holds/106/tasks', { token: ann.token, body: { kind: 'turn' } })
    const sheet = await open(`sheet/${faceId}`, { token: ann.token })
    await expect.poll(sheet.synced).toBe(true)
    sheet.doc.getText(noteRoot(103)).insert(0, 'Tourne un peu')
    sheet.doc.getMap(SHEET_MARKS).set('zone1', { kind: 'pin', points: [[10, 10]], colour: '#ff0000', text: 'À voir', by: ann.id })
    await expect.poll(sheet.isSaved).toBe(true)

    const person = await page(ann.id)
    expect(person).toMatchObject({
      account: { id: ann.id, email: `${ann.username}@example.org`, sessions_count: 1 },
      climbs: { count: 2 },
      private_climbs_count: 1,
      notes: { results: [{ face_id: faceId, hold_id: 103, text: 'Tourne un peu' }], count: 1 },
      marks: { results: [{ face_id: faceId, id: 'zone1', kind: 'pin', text: 'À voir' }], count: 1 },
      tasks: { results: [{ hold_id: 106, kind: 'turn' }], count: 1 },
      annotations: [{ face_id: faceId, holds_count: 1 }],
      notices: { results: [], count: 0 },
    })
    expect(person.climbs.results.map(({ id, state }) => [id, state]).sort()).toEqual([[deleted, 'deleted'], [shown, 'shown']].sort())
    const all = JSON.stringify(person)
    for (const secret of ['bi_doigt', 'Entre nous', 'Trop dur', 'Mon secret']) expect(all).not.toContain(secret)
  })

  test('[PERSON-1] a note that somebody else edited since is theirs, and an empty one is nobody’s', async () => {
    const [ann, bob] = [await someone(), await someone()]
    const write = async (by: Account, hold: number, text: string) => {
      const sheet = await open(`sheet/${faceId}`, { token: by.token })
      await expect.poll(sheet.synced).toBe(true)
      const note = sheet.doc.getText(noteRoot(hold))
      sheet.doc.transact(() => {
        note.delete(0, note.length)
        note.insert(0, text)
      })
      await expect.poll(sheet.isSaved).toBe(true)
    }
    await write(ann, 107, 'Prise froide')
    await write(bob, 107, 'Prise tiède')
    await write(ann, 108, 'À vider')
    await write(ann, 108, '')
    expect((await page(ann.id)).notes.results).toEqual([])
    expect((await page(bob.id)).notes.results).toMatchObject([{ hold_id: 107, text: 'Prise tiède' }])
  })

  test('[PERSON-2] shows devices with first and last use, and no address older than 90 days', async () => {
    const { body } = await app.call('POST', '/api/auth/login', { body: { username: admin.username, password: 'wrong password' } })
    expect(body).toMatchObject({ code: 'wrong_credentials' })
    const ann = await someone()
    await app.services.transactions({ kind: 'guest' }, ({ stores, now }) => stores.sessions.use(ann.sessionId, { address: '203.0.113.7', label: 'Firefox' }, now))
    expect((await page(ann.id)).devices).toMatchObject([{ label: 'Firefox', address: '203.0.113.7', ended_at: null }])
    app.clock.advance(91 * DAY_MS)
    try {
      expect((await app.services.stores.sessions.ofUser(ann.id))[0]?.address).toBe('203.0.113.7')
      const { token } = await app.admin()
      const { devices } = (await app.call('GET', `/api/admin/users/${ann.id}`, { token })).body as Person
      expect(devices).toMatchObject([{ label: 'Firefox', address: null }])
    } finally {
      app.clock.advance(-91 * DAY_MS)
    }
  })

  test('[PERSON-3] shows the invitation that the account was registered with, and who made it', async () => {
    const invite = (await app.call('POST', '/api/admin/invites', { token: admin.token, body: {} })).body as { id: string; token: string }
    const account = { email: 'invitee@example.org', username: 'invitee', password: 'volume-bleu-du-haut', invite: invite.token }
    const { id } = (await app.call('POST', '/api/auth/register', { body: account })).body as { id: string }
    expect((await page(id)).invite).toMatchObject({ id: invite.id, by_id: admin.id, by_name: admin.username })
    expect((await page((await someone()).id)).invite).toBeNull()
  })

  test('[PERSON-5] sends the letter to choose a new password, and refuses in words where there is no address', async () => {
    const ann = await someone()
    const send = (id: string) => app.call('POST', `/api/admin/users/${id}/reset-letter`, { token: admin.token, body: {} })
    expect(await send(ann.id)).toMatchObject({ status: 200, body: { email: `${ann.username}@example.org` } })
    await expect.poll(async () => (await lettersTo(app, `${ann.username}@example.org`)).length).toBe(1)
    const [letter] = await lettersTo(app, `${ann.username}@example.org`)
    expect((await app.call('POST', '/api/auth/reset-password/check', { body: { token: letter?.code } })).status).toBe(200)
    const [setter] = await app.services.stores.imports.setters(['stokt-setter-a'], [])
    expect(await send(setter?.id ?? '')).toMatchObject({ status: 409, body: { code: 'no_email', detail: expect.stringContaining('adresse') } })
    await app.call('POST', `/api/admin/users/${ann.id}/deactivate`, { token: admin.token, body: {} })
    expect(await send(ann.id)).toMatchObject({ status: 403, body: { code: 'deactivated' } })
    expect((await send('none')).status).toBe(404)
  })

  test('[PERSON-8] a printed link chooses a password once and proves no address', async () => {
    const ann = await someone()
    const { value: link } = await app.services.transactions({ kind: 'guest' }, context => makePrintedLink(context, ann.id))
    const token = link.split('#')[1]
    const choose = () => app.call('POST', '/api/auth/reset-password/confirm', { body: { token, new_password: 'volume-rouge-du-bas' } })
    expect((await choose()).status).toBe(200)
    expect((await choose()).status).toBe(400)
    expect((await page(ann.id)).account).toMatchObject({ email_confirmed: false })
  })

  test('[PERSON-6] a corrected name stands on the climbs, the log knows both, and undo puts the old one back', async () => {
    const ann = await someone()
    const id = await climb(ann, { name: 'Arête' })
    const setter = async () => ((await app.call('GET', `/api/climbs/${id}`)).body as { setter_name: string }).setter_name
    const { body } = await rename(ann.id, 'Anne Martin')
    const { audit_id } = body as { audit_id: string }
    expect(body).toMatchObject({ user: { full_name: 'Anne Martin' } })
    expect(await setter()).toBe('Anne Martin')
    expect((await rename(ann.id, 'Anne Martin')).body).toMatchObject({ audit_id: null })
    const log = (await app.call('GET', `/api/admin/audit?target=${ann.id}&action=user.rename`, { token: admin.token })).body
    expect(log).toMatchObject({
      count: 1,
      results: [{ target_name: ann.username, names: { before: ann.username, after: 'Anne Martin' }, detail: { reason: 'Faute de frappe.' }, can_undo: true }],
    })
    const undo = () => app.call('POST', `/api/admin/audit/${audit_id}/undo`, { token: admin.token, body: {} })
    expect((await undo()).status).toBe(200)
    expect(await setter()).toBe(ann.username)
    expect((await undo()).status).toBe(409)
  })

  test('[PERSON-6] a name that was changed again is not undone, and an import leaves a corrected setter alone', async () => {
    const ann = await someone()
    const { audit_id } = (await rename(ann.id, 'Anne')).body as { audit_id: string }
    await app.call('PATCH', '/api/users/me', { token: ann.token, body: { full_name: 'Anna' } })
    expect((await app.call('POST', `/api/admin/audit/${audit_id}/undo`, { token: admin.token, body: {} })).status).toBe(409)
    const [setter] = await app.services.stores.imports.setters(['stokt-setter-a'], [])
    const id = setter?.id ?? ''
    await rename(id, 'Éléphante Agile')
    await importTestWall(app.services)
    expect((await page(id)).account.full_name).toBe('Éléphante Agile')
    expect((await rename(ann.id, 'Admin')).status).toBe(422)
  })
})
