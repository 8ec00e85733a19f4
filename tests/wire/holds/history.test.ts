import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { noteRoot, SHEET_MARKS } from '../../../shared/documents'
import { FOREVER } from '../../../shared/model/instant'
import type { HoldEvent } from '../../../shared/model/history'
import type { SheetVersion } from '../../../shared/model/sheetVersion'
import type { Account, TestApp } from '../../support/app'
import { createOpener, type TestDocument } from '../../support/liveDocument'
import { servers } from '../../support/servers'
import { importTestWall } from '../../support/wall'

const HOUR = 3_600_000

describe.each(['sqlite', 'postgres'] as const)('what is remembered of the holds, on %s', (dialect) => {
  let app: TestApp
  let faceId: string
  let ann: Account
  let bob: Account
  let admin: Account
  const { open, closeAll } = createOpener(() => app)
  beforeAll(async () => {
    app = await servers[dialect]()
    faceId = (await importTestWall(app.services)).faceId
    ann = await app.register('lynx')
    bob = await app.register('ourse')
    admin = await app.admin()
  })
  afterEach(closeAll)
  afterAll(() => app.close())

  const history = async (hold: number, who?: Account, query = '') =>
    (await app.call('GET', `/api/holds/${hold}/history${query}`, who ? { token: who.token } : {})).body as {
      results: HoldEvent[]
      count: number
    }
  const told = async (hold: number) => (await history(hold)).results.map(({ kind, detail }) => ({ kind, ...detail })).reverse()
  const say = (who: Account, hold: number, body: object) => app.call('PUT', `/api/holds/${hold}/annotations`, { token: who.token, body })
  async function sheet(who: Account): Promise<TestDocument> {
    const document = await open(`sheet/${faceId}`, { token: who.token })
    await expect.poll(document.synced).toBe(true)
    return document
  }
  async function write(document: TestDocument, hold: number, text: string) {
    document.doc.getText(noteRoot(hold)).insert(0, text)
    await expect.poll(document.isSaved).toBe(true)
  }
  const versions = async () =>
    ((await app.call('GET', `/api/documents/sheet/${faceId}/versions`)).body as { results: SheetVersion[] }).results
  const version = async (id: string) => (await app.call('GET', `/api/documents/sheet/${faceId}/versions/${id}`)).body

  test('[HISTORY-1] what became of a hold is told, and only what changed', async () => {
    await say(ann, 101, { condition: 'sale', notes: 'rien' })
    await say(ann, 101, { condition: 'sale', difficulty: null })
    await say(bob, 101, { condition: 'sale' })
    const { body } = await app.call('POST', '/api/holds/101/tasks', { token: ann.token, body: { kind: 'brush' } })
    const { id } = body as { id: string }
    await app.call('POST', '/api/holds/101/tasks', { token: bob.token, body: { kind: 'brush' } })
    await app.call('POST', `/api/tasks/${id}/done`, { token: bob.token, body: {} })
    await app.call('PUT', '/api/admin/locks/hold/101', { token: admin.token, body: { reason: 'non' } })
    await app.call('DELETE', '/api/admin/locks/hold/101', { token: admin.token })
    const events = await told(101)
    expect(events.filter(({ kind }) => kind === 'consensus')).toEqual([
      { kind: 'consensus', part: 'condition', from: null, to: 'sale', official: false },
      { kind: 'consensus', part: 'condition', from: 'sale', to: 'sale', official: true },
      { kind: 'consensus', part: 'condition', from: 'sale', to: null, official: false },
    ])
    expect(events.filter(({ kind }) => kind !== 'consensus')).toEqual([
      { kind: 'task', task_id: id, task: 'brush', action: 'asked' },
      { kind: 'task', task_id: id, task: 'brush', action: 'done' },
      { kind: 'lock', action: 'locked', target: 'hold' },
      { kind: 'lock', action: 'unlocked', target: 'hold' },
    ])
  })

  test('[HISTORY-2] who did it is told to admins alone, and who voted to nobody', async () => {
    await say(ann, 102, { grip_type: 'bac' })
    await app.call('DELETE', `/api/admin/annotations/102/${ann.id}`, { token: admin.token })
    for (const who of [undefined, bob]) {
      for (const event of (await history(102, who)).results) expect(event).toMatchObject({ actor_id: null, actor_name: null })
    }
    const seen = (await history(102, admin)).results
    expect(seen.find(({ kind }) => kind === 'annotation')).toMatchObject({
      detail: { action: 'removed' },
      actor_id: admin.id,
      actor_name: admin.username,
    })
    expect(seen.filter(({ kind }) => kind === 'consensus')).toMatchObject([
      { actor_id: null, detail: { to: null } },
      { actor_id: null, detail: { to: 'bac' } },
    ])
    expect(JSON.stringify(seen)).not.toContain(ann.id)
  })

  test('[HISTORY-1] the history comes in pages, newest first, and nobody rewrites it', async () => {
    const all = await history(101)
    const second = await history(101, undefined, '?page=2&page_size=3')
    expect(second).toMatchObject({ count: all.count, results: all.results.slice(3, 6) })
    expect([...all.results].sort((a, b) => (a.at < b.at ? 1 : -1)).map(({ at }) => at)).toEqual(all.results.map(({ at }) => at))
    const { holdHistory } = app.db.t
    await expect(app.db.update(holdHistory).set({ kind: 'note' })).rejects.toThrow()
    await expect(app.db.delete(holdHistory)).rejects.toThrow()
    expect(await history(101)).toEqual(all)
    expect((await app.call('GET', '/api/holds/999/history')).status).toBe(404)
  })

  test('[HISTORY-1] writing on a note is told once a person and ten minutes', async () => {
    const [mine, theirs] = [await sheet(ann), await sheet(bob)]
    await write(mine, 103, 'a')
    await write(mine, 103, 'b')
    await write(theirs, 103, 'c')
    await write(mine, 104, 'd')
    expect(await told(103)).toEqual([{ kind: 'note', action: 'edited' }, { kind: 'note', action: 'edited' }])
    app.clock.advance(HOUR / 6)
    await write(mine, 103, 'e')
    expect(await told(103)).toHaveLength(3)
    expect((await history(103, admin)).results.map(event => event.actor_name)).toEqual(['lynx', 'ourse', 'lynx'])
  })

  test('[HISTORY-3] of a sheet a version is kept for each hour of editing, and for a year', async () => {
    await app.services.stores.sheetVersions.forget(FOREVER)
    app.clock.advance(2 * HOUR)
    const mine = await sheet(ann)
    mine.doc.getMap(SHEET_MARKS).set('m', { kind: 'pin', points: [[1, 2]], colour: '#ff0000', text: '', by: ann.id })
    await write(mine, 105, 'avant')
    await write(mine, 105, 'juste ')
    app.clock.advance(HOUR)
    await write(mine, 105, 'bien ')
    const [newer, older, ...rest] = await versions()
    expect([newer?.before, older?.before, rest]).toEqual(['hour', 'hour', []])
    expect(await version(newer?.id ?? '')).toMatchObject({
      notes: { 105: 'juste avant' },
      marks: { m: { kind: 'pin', by: ann.id } },
      marks_count: 1,
    })
    expect(((await version(older?.id ?? '')) as { notes: object }).notes).not.toHaveProperty('105')
    expect((await app.call('GET', `/api/documents/sheet/nowhere/versions/${newer?.id}`)).status).toBe(404)
    expect((await app.call('GET', '/api/documents/sheet/nowhere/versions')).status).toBe(404)
    expect((await app.call('GET', `/api/documents/sheet/${faceId}/versions?page=2&page_size=1`)).body).toMatchObject({
      count: 2,
      results: [{ id: older?.id, notes_count: older?.notes_count }],
    })
    app.clock.advance(364 * 24 * HOUR)
    await app.runJobs()
    expect(await versions()).toHaveLength(2)
    app.clock.advance(2 * 24 * HOUR)
    await app.runJobs()
    expect(await versions()).toEqual([])
  })

  test('[HISTORY-4] an admin puts a note back; everybody sees it, and how it stood before is kept', async () => {
    // A year went by in the test before: sessions ended.
    admin = await app.admin()
    const mine = await sheet(await app.register('belette'))
    const text = mine.doc.getText(noteRoot(106))
    await write(mine, 106, 'le bon texte')
    app.clock.advance(HOUR)
    text.delete(0, text.length)
    await write(mine, 106, 'n’importe quoi')
    const [good] = await versions()
    mine.provider.disconnect()
    text.insert(text.length, '!!!')
    await app.call('PUT', '/api/admin/locks/hold/106', { token: admin.token, body: {} })
    const restore = () =>
      app.call('POST', `/api/documents/sheet/${faceId}/versions/${good?.id}/restore`, { token: admin.token, body: { hold_id: 106 } })
    expect(await restore()).toMatchObject({ status: 200, body: { hold_id: 106, text: 'le bon texte' } })
    await app.call('DELETE', '/api/admin/locks/hold/106', { token: admin.token })
    mine.provider.connect()
    await expect.poll(() => text.toString()).toContain('le bon texte')
    expect(text.toString()).not.toContain('quoi')
    const [before] = await versions()
    expect(before).toMatchObject({ before: 'restore' })
    expect(await version(before?.id ?? '')).toMatchObject({ notes: { 106: 'n’importe quoi' } })
    expect((await told(106)).filter(({ kind }) => kind === 'note').at(-1)).toEqual({ kind: 'note', action: 'restored' })
    const { body } = await app.call('GET', '/api/admin/audit?action=note.restore', { token: admin.token })
    expect(body).toMatchObject({ count: 1, results: [{ actor_id: admin.id, target_id: '106', detail: { version_id: good?.id } }] })
  })
})
