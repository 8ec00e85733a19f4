import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { noteRoot, SHEET_MARKS, voteKey, VOTES_MAP } from '../../../shared/documents'
import { createApp, type App } from '../../../server/app'
import type { Account, TestApp } from '../../support/app'
import { followed } from '../../support/followed'
import { feedValues } from '../../support/feedRows'
import { createOpener, type TestDocument } from '../../support/liveDocument'
import { servers } from '../../support/servers'
import { importTestWall } from '../../support/wall'

/** A person looks away after a second. */
const SECOND = { timeout: 1500 }

describe.each(['sqlite', 'postgres'] as const)('locks on %s', (dialect) => {
  let app: TestApp
  let other: App
  let otherUrl: string
  let faceId: string
  let ann: Account
  let bob: Account
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
  beforeEach(async ({ task }) => {
    ann = await app.register(`lynx-${task.id.replace(/\W/g, '')}`)
    bob = await app.register(`ourse-${task.id.replace(/\W/g, '')}`)
  })
  afterEach(async () => {
    closeAll()
    await unlock('face', faceId)
    await unlock('hold', 101)
  })
  afterAll(async () => {
    await other.close()
    await app.close()
  })

  const lock = (target: 'hold' | 'face', id: string | number, body: object = {}) =>
    app.call('PUT', `/api/admin/locks/${target}/${id}`, { token: admin.token, body })
  const unlock = (target: 'hold' | 'face', id: string | number) =>
    app.call('DELETE', `/api/admin/locks/${target}/${id}?reason=fini`, { token: admin.token })
  const locks = () => feedValues(app, `face:${faceId}`, 'lock')
  const audit = async (action: string) =>
    (await app.call('GET', `/api/admin/audit?action=${action}`, { token: admin.token })).body as { results: { detail: object }[] }
  async function opened(name: string, who: Account, options: Parameters<typeof open>[1] = {}): Promise<TestDocument> {
    const document = await open(name, { token: who.token, ...options })
    await expect.poll(document.synced).toBe(true)
    return document
  }
  const votes = (who: Account) => `votes/${faceId}/${who.id}`
  const sheet = () => `sheet/${faceId}`

  test('[LOCK-1] a lock stands in the feed with its reason until it is taken away, and is audited', async () => {
    expect(await lock('hold', 101, { reason: 'elle tourne' })).toMatchObject({
      status: 200,
      body: { id: 'hold:101', face_id: faceId, hold_id: 101, reason: 'elle tourne' },
    })
    const first = (await locks())['hold:101'] as { locked_at: string }
    expect((await lock('hold', 101, { reason: 'cassée' })).body).toMatchObject({ reason: 'cassée', locked_at: first.locked_at })
    expect((await lock('face', faceId)).body).toMatchObject({ id: `face:${faceId}`, hold_id: null })
    expect(Object.keys(await locks()).sort()).toEqual([`face:${faceId}`, 'hold:101'])
    expect([(await unlock('face', faceId)).status, (await unlock('face', faceId)).status, (await unlock('hold', 101)).status]).toEqual([
      204, 404, 204,
    ])
    expect(await locks()).toEqual({})
    expect((await audit('hold.lock')).results.map(({ detail }) => detail)).toEqual([{ reason: 'cassée' }, { reason: 'elle tourne' }])
    expect((await audit('face.unlock')).results[0]).toMatchObject({ detail: { reason: 'fini' } })
    for (const [target, id] of [
      ['hold', 999],
      ['hold', 'bac'],
      ['face', 'nowhere'],
    ] as const)
      expect((await lock(target, id)).status).toBe(404)
  })

  test('[LOCK-6] admins list what is locked with who did it and since when; another reason changes neither, a guest and a climber are told nothing of it', async () => {
    const list = (token?: string) => app.call('GET', '/api/admin/locks', token ? { token } : {})
    expect((await list(admin.token)).body).toEqual({ results: [] })
    await lock('hold', 101, { reason: 'elle tourne' })
    await lock('face', faceId)
    const second = await app.admin()
    await app.call('PUT', '/api/admin/locks/hold/101', { token: second.token, body: { reason: 'elle tourne encore' } })
    const { body } = await list(second.token)
    const by = { face_name: 'Petit pan', locked_by_kind: 'user', locked_by_id: admin.id, locked_by_name: admin.username }
    expect(body).toMatchObject({
      results: [
        { hold_id: null, face_id: faceId, reason: '', ...by },
        { hold_id: 101, reason: 'elle tourne encore', ...by },
      ],
    })
    const { results } = body as { results: { id: string; locked_at: string }[] }
    const told = await locks()
    expect(results.map(({ id, locked_at }) => [id, locked_at])).toEqual(
      results.map(({ id }) => [id, (told[id] as { locked_at: string }).locked_at]),
    )
    expect(JSON.stringify(told)).not.toContain('locked_by')
    expect([(await list()).status, (await list(ann.token)).status]).toEqual([401, 403])
    await unlock('hold', 101)
    expect((await list(admin.token)).body).toMatchObject({ results: [{ hold_id: null }] })
  })

  test('[LOCK-1] who is at the wall is pushed a lock, and its end, within a second', async () => {
    const socket = await app.socket()
    const changes = await followed(socket, `face:${faceId}`)
    const pushed = () => changes.flatMap(({ rows }) => rows).filter(({ kind }) => kind === 'lock').map(({ op, id }) => `${op} ${id}`)
    await lock('hold', 101, { reason: 'elle tourne' })
    await expect.poll(pushed, SECOND).toEqual(['put hold:101'])
    await unlock('hold', 101)
    await expect.poll(pushed, SECOND).toEqual(['put hold:101', 'delete hold:101'])
  })

  test('[LOCK-2] a locked hold takes no vote, no note and no new task, but work on it may be done', async () => {
    const task = await app.call('POST', '/api/holds/101/tasks', { token: ann.token, body: { kind: 'replace' } })
    await lock('hold', 101)
    const put = (hold: number) => app.call('PUT', `/api/holds/${hold}/annotations`, { token: ann.token, body: { condition: 'sale' } })
    expect([await put(101), await put(102)]).toMatchObject([{ status: 403, body: { code: 'locked' } }, { status: 200 }])
    const ask = (who: Account) => app.call('POST', '/api/holds/101/tasks', { token: who.token, body: { kind: 'brush' } })
    expect([await ask(bob), await ask(admin)]).toMatchObject([{ status: 403, body: { code: 'locked' } }, { status: 201 }])
    const { id } = task.body as { id: string }
    const change = async (verb: string) => (await app.call('POST', `/api/tasks/${id}/${verb}`, { token: bob.token, body: {} })).status
    expect([await change('done'), await change('reopen')]).toEqual([200, 403])
  })

  test('[LOCK-2] a vote on a locked hold is refused by its key, with all that came in that update', async () => {
    await lock('hold', 101)
    const mine = await opened(votes(ann), ann)
    mine.doc.transact(() => {
      mine.doc.getMap(VOTES_MAP).set(voteKey(102, 'condition'), 'sale')
      mine.doc.getMap(VOTES_MAP).set(voteKey(101, 'condition'), 'sale')
    })
    await expect.poll(() => mine.closes).toEqual([{ code: 4422, reason: 'locked 101/condition' }])
    expect(await app.services.stores.annotations.votesOf(ann.id)).toEqual([])
    expect((await app.services.stores.documents.get(votes(ann)))?.seq).toBe(0)
    const again = await opened(votes(ann), ann)
    again.doc.getMap(VOTES_MAP).set(voteKey(102, 'condition'), 'sale')
    await expect.poll(again.isSaved).toBe(true)
  })

  test('[LOCK-2] so is a note; other notes and the marks go on', async () => {
    await lock('hold', 101)
    const mine = await opened(sheet(), ann)
    mine.doc.getText(noteRoot(102)).insert(0, 'bien ')
    mine.doc.getMap(SHEET_MARKS).set('m', { kind: 'pin', points: [[1, 2]], colour: '#ff0000', text: '', by: ann.id })
    await expect.poll(mine.isSaved).toBe(true)
    mine.doc.getText(noteRoot(101)).insert(0, 'non')
    await expect.poll(() => mine.closes).toEqual([{ code: 4422, reason: 'locked note:101' }])
    expect((await opened(sheet(), bob)).doc.getText(noteRoot(101)).toString()).toBe('')
  })

  test('[LOCK-3] editors of a locked face hear within a second on every node, read on, and write again after', async () => {
    const [here, there] = [await opened(sheet(), ann), await opened(sheet(), bob, { url: otherUrl })]
    const guest = await open(sheet())
    await lock('face', faceId)
    const closed = [{ code: 4422, reason: 'locked face' }]
    await expect.poll(() => here.closes, SECOND).toEqual(closed)
    await expect.poll(() => there.closes, SECOND).toEqual(closed)
    expect(guest.closes).toEqual([])
    expect((await app.call('GET', `/api/documents/${sheet()}`, { token: ann.token })).body).toMatchObject({ mode: 'ro' })
    const readers = [await opened(sheet(), ann), await opened(sheet(), bob, { url: otherUrl })]
    readers[0]?.doc.getText(noteRoot(102)).insert(0, 'trop tard')
    await expect.poll(() => readers[0]?.closes).toEqual([{ code: 4403, reason: 'forbidden' }])
    await unlock('face', faceId)
    await expect.poll(() => readers[1]?.closes, SECOND).toEqual([{ code: 4401, reason: 'rights changed' }])
    const writer = await opened(sheet(), bob, { url: otherUrl })
    writer.doc.getText(noteRoot(103)).insert(0, 'enfin ')
    await expect.poll(writer.isSaved).toBe(true)
  })

  test('[LOCK-3] on a locked face no votes are taken, and one is told that it is the whole face', async () => {
    await lock('face', faceId)
    const away = new Y.Doc()
    for (const hold of [101, 102, 103]) away.getMap(VOTES_MAP).set(voteKey(hold, 'grip_type'), 'bac')
    const mine = await open(votes(ann), { token: ann.token, doc: away })
    await expect.poll(() => mine.closes).toEqual([{ code: 4422, reason: 'locked face' }])
    expect(await app.services.stores.annotations.votesOf(ann.id)).toEqual([])
    expect((await app.call('DELETE', '/api/holds/102/annotations', { token: ann.token })).status).toBe(404)
  })

  test('[LOCK-5] an admin sees who annotated a hold and which parts, newest first and in pages, never what they said', async () => {
    const say = (who: Account, body: object) => app.call('PUT', '/api/holds/107/annotations', { token: who.token, body })
    await say(ann, { condition: 'sale', notes: 'en secret' })
    app.clock.advance(1000)
    await say(bob, { grip_type: 'bac' })
    const list = async (query = '', who: Account = admin) => app.call('GET', `/api/admin/annotations/107${query}`, { token: who.token })
    const { body } = await list()
    expect(body).toMatchObject({
      count: 2,
      results: [
        { user_id: bob.id, user_name: bob.username, parts: ['grip_type'] },
        { user_id: ann.id, parts: ['condition', 'notes'] },
      ],
    })
    for (const secret of ['sale', 'bac', 'secret']) expect(JSON.stringify(body)).not.toContain(`"${secret}`)
    expect((await list('?page=2&page_size=1')).body).toMatchObject({ count: 2, results: [{ user_id: ann.id }] })
    expect([(await list('', ann)).status, (await app.call('GET', '/api/admin/annotations/999', { token: admin.token })).status]).toEqual([
      403, 404,
    ])
  })

  test('[LOCK-4] an annotation taken away leaves its author\'s screen and wins over what they wrote at the same time', async () => {
    const mine = await opened(votes(ann), ann, { url: otherUrl })
    const map = mine.doc.getMap(VOTES_MAP)
    mine.doc.transact(() => {
      map.set(voteKey(104, 'notes'), 'méchant')
      map.set(voteKey(104, 'condition'), 'sale')
      map.set(voteKey(105, 'notes'), 'gentil')
    })
    await expect.poll(mine.isSaved).toBe(true)
    await lock('hold', 104)
    const remove = () => app.call('DELETE', `/api/admin/annotations/104/${ann.id}?reason=insultes`, { token: admin.token })
    expect([(await remove()).status, (await remove()).status]).toEqual([204, 404])
    await unlock('hold', 104)
    await expect
      .poll(() => map.toJSON(), SECOND)
      .toMatchObject({ '104/notes': '', '104/condition': '', '104/grip_type': '', '105/notes': 'gentil' })
    expect(await feedValues(app, `user:${ann.id}`, 'vote', ann.token)).toEqual({
      105: expect.objectContaining({ notes: 'gentil' }) as unknown,
    })
    expect((await feedValues(app, `face:${faceId}`, 'consensus'))['104']).toBeUndefined()
    expect((await audit('annotation.remove')).results[0]).toMatchObject({
      target_id: '104',
      detail: { user_id: ann.id, reason: 'insultes' },
    })

    mine.provider.disconnect()
    map.set(voteKey(105, 'notes'), 'méchant encore')
    await app.call('DELETE', `/api/admin/annotations/105/${ann.id}`, { token: admin.token })
    mine.provider.connect()
    await expect.poll(() => map.get(voteKey(105, 'notes')), { timeout: 5000 }).toBe('')
  })
})
