import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { noteRoot, SHEET_MARKS } from '../../shared/documents'
import type { Account, TestApp } from '../support/app'
import { deleteForGood } from '../support/deleteForGood'
import { feedValues } from '../support/feedRows'
import { createOpener, type TestDocument } from '../support/liveDocument'
import { servers } from '../support/servers'
import { importTestWall } from '../support/wall'

interface Entry {
  id: string
  action: string
  target_id: string
  target_name: string | null
  can_undo: boolean
  detail: Record<string, unknown>
}

describe.each(['sqlite', 'postgres'] as const)('what an admin takes off a wall, on %s', (dialect) => {
  let app: TestApp
  let faceId: string
  let ann: Account
  let admin: Account
  const { open, closeAll } = createOpener(() => app)
  beforeAll(async () => {
    app = await servers[dialect]()
    faceId = (await importTestWall(app.services)).faceId
    ann = await app.register('lynx')
    admin = await app.admin()
  })
  afterEach(closeAll)
  afterAll(() => app.close())

  async function sheet(who: Account): Promise<TestDocument> {
    const document = await open(`sheet/${faceId}`, { token: who.token })
    await expect.poll(document.synced).toBe(true)
    return document
  }
  const post = (path: string, body: object = {}) => app.call('POST', path, { token: admin.token, body })
  const entry = async (action: string, target: string): Promise<Entry> => {
    const { body } = await app.call('GET', `/api/admin/audit?action=${action}&target=${encodeURIComponent(target)}`, { token: admin.token })
    const [found] = (body as { results: Entry[] }).results
    if (!found) throw new Error(`the log has no ${action}`)
    return found
  }
  const undo = (id: string) => post(`/api/admin/audit/${id}/undo`)
  const auditOf = ({ body }: { body: unknown }) => (body as { audit_id: string }).audit_id

  test('[REPORT-11] an emptied note is empty on every open sheet, and the undo puts it back', async () => {
    const mine = await sheet(ann)
    const text = mine.doc.getText(noteRoot(103))
    text.insert(0, 'Texte méchant')
    await expect.poll(mine.isSaved).toBe(true)
    await app.call('PUT', '/api/admin/locks/hold/103', { token: admin.token, body: {} })
    const cleared = await post('/api/admin/holds/103/note/clear', { reason: 'Insulte' })
    expect(cleared).toMatchObject({ status: 200, body: { hold_id: 103 } })
    await expect.poll(() => text.toString()).toBe('')
    expect((await post('/api/admin/holds/103/note/clear')).status).toBe(404)
    expect((await post('/api/admin/holds/999/note/clear')).status).toBe(404)
    const told = await entry('note.clear', '103')
    expect(told).toMatchObject({ id: auditOf(cleared), can_undo: true, detail: { reason: 'Insulte' } })
    expect(JSON.stringify(told)).not.toContain('méchant')
    expect((await undo(told.id)).status).toBe(200)
    await expect.poll(() => text.toString()).toBe('Texte méchant')
    expect((await undo(told.id)).status).toBe(409)
    await app.call('DELETE', '/api/admin/locks/hold/103', { token: admin.token })
  })

  test('[REPORT-11] a note on which somebody wrote since is not put back', async () => {
    const mine = await sheet(ann)
    const text = mine.doc.getText(noteRoot(104))
    text.insert(0, 'Ancien texte')
    await expect.poll(mine.isSaved).toBe(true)
    const cleared = auditOf(await post('/api/admin/holds/104/note/clear'))
    await expect.poll(() => text.toString()).toBe('')
    text.insert(0, 'Nouveau texte')
    await expect.poll(mine.isSaved).toBe(true)
    expect(await undo(cleared)).toMatchObject({ status: 409, body: { code: 'not_undoable' } })
    expect(text.toString()).toBe('Nouveau texte')
  })

  test('[REPORT-11] a note that was put back from a version reads as before once that is undone', async () => {
    const mine = await sheet(ann)
    const text = mine.doc.getText(noteRoot(105))
    text.insert(0, 'Bon texte')
    await expect.poll(mine.isSaved).toBe(true)
    await post('/api/admin/holds/105/note/clear')
    await expect.poll(() => text.toString()).toBe('')
    text.insert(0, 'Mauvais texte')
    await expect.poll(mine.isSaved).toBe(true)
    const { body } = await app.call('GET', `/api/documents/sheet/${faceId}/versions`)
    const [version] = (body as { results: { id: string }[] }).results
    await post(`/api/documents/sheet/${faceId}/versions/${version?.id}/restore`, { hold_id: 105 })
    await expect.poll(() => text.toString()).toBe('Bon texte')
    expect((await undo((await entry('note.restore', '105')).id)).status).toBe(200)
    await expect.poll(() => text.toString()).toBe('Mauvais texte')
  })

  test('[REPORT-12] a removed mark is gone from every open sheet, and comes back as its maker’s, also after a restart of the document', async () => {
    const mine = await sheet(ann)
    const marks = mine.doc.getMap(SHEET_MARKS)
    const mark = { kind: 'pin', points: [[10, 20]], colour: '#ff0000', text: 'Idiot', by: ann.id }
    marks.set('m1', mark)
    await expect.poll(mine.isSaved).toBe(true)
    const path = `/api/admin/sheets/${faceId}/marks/m1/remove`
    const removed = await post(path, { reason: 'Insulte' })
    expect(removed).toMatchObject({ status: 200, body: { mark: 'm1' } })
    await expect.poll(() => marks.has('m1')).toBe(false)
    expect((await post(path)).status).toBe(404)
    expect((await post('/api/admin/sheets/none/marks/m1/remove')).status).toBe(404)
    expect(await entry('mark.remove', `${faceId}/m1`)).toMatchObject({
      target_name: 'Idiot', can_undo: true, detail: { mark: 'pin', user_id: ann.id, reason: 'Insulte' },
    })
    // The document is begun anew: nobody remembers the makers of its deleted marks.
    await post(`/api/admin/sheets/${faceId}/begin-anew`)
    const again = await sheet(ann)
    expect((await undo(auditOf(removed))).status).toBe(200)
    await expect.poll(() => again.doc.getMap(SHEET_MARKS).get('m1')).toEqual(mark)
    expect((await undo(auditOf(removed))).status).toBe(409)
  })

  test('[REPORT-13] a removed annotation comes back with its private note, and only its author reads it', async () => {
    const word = { grip_type: 'bac', condition: 'sale', notes: 'SECRET' }
    await app.call('PUT', '/api/holds/106/annotations', { token: ann.token, body: word })
    const votes = async () => (await feedValues(app, `user:${ann.id}`, 'vote', ann.token))['106']
    const remove = () => app.call('DELETE', `/api/admin/annotations/106/${ann.id}`, { token: admin.token })
    expect((await remove()).status).toBe(204)
    expect(await votes()).toBeUndefined()
    const told = await entry('annotation.remove', '106')
    expect(told).toMatchObject({ can_undo: true })
    expect(JSON.stringify(told)).not.toContain('SECRET')
    expect((await undo(told.id)).status).toBe(200)
    expect(await votes()).toMatchObject(word)
    const { body } = await app.call('GET', '/api/holds/106/annotations', { token: admin.token })
    expect(body).toMatchObject({ consensus: { grip_type: 'bac', total_annotators: 1 } })
    expect(JSON.stringify(body)).not.toContain('SECRET')
  })

  test('[REPORT-13] an annotation that its author made anew is not overwritten', async () => {
    await app.call('PUT', '/api/holds/107/annotations', { token: ann.token, body: { grip_type: 'bac' } })
    await app.call('DELETE', `/api/admin/annotations/107/${ann.id}`, { token: admin.token })
    await app.call('PUT', '/api/holds/107/annotations', { token: ann.token, body: { grip_type: 'plat' } })
    expect(await undo((await entry('annotation.remove', '107')).id)).toMatchObject({ status: 409, body: { code: 'not_undoable' } })
    expect((await feedValues(app, `user:${ann.id}`, 'vote', ann.token))['107']).toMatchObject({ grip_type: 'plat' })
  })

  test('[REPORT-13] the kept words of a removed annotation go with the account of its author', async () => {
    const bob = await app.register('blaireau')
    await app.call('PUT', '/api/holds/108/annotations', { token: bob.token, body: { notes: 'SECRET-BOB' } })
    await app.call('DELETE', `/api/admin/annotations/108/${bob.id}`, { token: admin.token })
    const kept = async () => JSON.stringify(await app.db.select().from(app.db.t.auditStates))
    expect(await kept()).toContain('SECRET-BOB')
    const { id } = await entry('annotation.remove', '108')
    await deleteForGood(app, bob.id)
    expect(await kept()).not.toContain('SECRET-BOB')
    expect((await undo(id)).status).toBe(404)
  })
})
