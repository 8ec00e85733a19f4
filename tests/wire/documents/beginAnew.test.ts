import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import * as encoding from 'lib0/encoding'
import { noteRoot, SHEET_MARKS } from '../../../shared/documents'
import { limits } from '../../../shared/limits'
import type { Account, TestApp } from '../../support/app'
import { createOpener, epochOf } from '../../support/liveDocument'
import { servers } from '../../support/servers'
import { HOLD_IDS, importTestWall } from '../../support/wall'

const [hold] = HOLD_IDS

/** One struct under each of so many client ids, as an older version let one person store. */
function spoilt(clients: number): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, clients)
    for (let client = 1; client <= clients; client++) {
      for (const number of [1, client, 0]) encoding.writeVarUint(encoder, number)
      encoding.writeUint8(encoder, 4)
      encoding.writeVarUint(encoder, 1)
      encoding.writeVarString(encoder, noteRoot(hold))
      encoding.writeVarString(encoder, client === 1 ? 'ce qui était écrit' : '')
    }
    encoding.writeVarUint(encoder, 0)
  })
}

describe.each(['sqlite', 'postgres'] as const)('a sheet is begun anew, on %s', (dialect) => {
  let app: TestApp
  let faceId: string
  let sheet: string
  let ann: Account
  let admin: Account
  const { open, closeAll } = createOpener(() => app)
  beforeAll(async () => {
    app = await servers[dialect]()
    faceId = (await importTestWall(app.services)).faceId
    sheet = `sheet/${faceId}`
    ann = await app.register('lynx')
    admin = await app.admin()
  })
  afterEach(closeAll)
  afterAll(() => app.close())

  const begin = (body: object = {}) => app.call('POST', `/api/admin/sheets/${faceId}/begin-anew`, { token: admin.token, body })
  const versions = async () =>
    ((await app.call('GET', `/api/documents/sheet/${faceId}/versions`)).body as { results: { before: string; notes_count: number }[] })
      .results

  test('[LIMIT-27] by an admin: what it says stays, also as a version, and whoever has it open reads it anew', async () => {
    const writer = await open(sheet, { token: ann.token })
    await expect.poll(writer.synced).toBe(true)
    writer.doc.getText(noteRoot(hold)).insert(0, 'le pouce tient')
    writer.doc.getMap(SHEET_MARKS).set('m', { kind: 'pin', points: [[1, 2]], colour: '#ff0000', text: '', by: ann.id })
    await expect.poll(writer.isSaved).toBe(true)
    const before = await epochOf(app, sheet)
    const { status, body } = await begin({ reason: 'lente' })
    expect([status, body]).toMatchObject([200, { face_id: faceId, notes_count: 1, marks_count: 1 }])
    await expect.poll(() => writer.closes).toMatchObject([{ code: 4409 }])
    expect(await epochOf(app, sheet)).not.toBe(before)
    const again = await open(sheet, { token: ann.token })
    await expect.poll(again.synced).toBe(true)
    expect(again.doc.getText(noteRoot(hold)).toString()).toBe('le pouce tient')
    expect(again.doc.store.clients.size).toBe(1)
    again.doc.getText(noteRoot(hold)).insert(0, 'encore : ')
    await expect.poll(again.isSaved).toBe(true)
    expect((await versions()).filter(({ before: why }) => why === 'anew')).toMatchObject([{ notes_count: 1 }])
  })

  test('[LIMIT-27] by the server, before anybody opens one that has too many client ids', async () => {
    const other = await app.register('ourse')
    await expect.poll(async () => (await app.services.stores.documents.get(sheet))?.epoch).toBeDefined()
    closeAll()
    const stored = await app.services.stores.documents.get(sheet)
    const { documents, documentUpdates } = app.db.t
    await app.db.delete(documentUpdates)
    await app.db
      .update(documents)
      .set({ epoch: 'spoilt', snapshot: Buffer.from(spoilt(limits.documentClientsKept + 1)), snapshot_seq: stored?.seq ?? 0 })
    const opened = await open(sheet, { token: other.token, epoch: null })
    await expect.poll(opened.synced).toBe(true)
    expect(opened.doc.store.clients.size).toBeLessThan(3)
    expect(opened.doc.getText(noteRoot(hold)).toString()).toContain('ce qui était écrit')
    expect(await epochOf(app, sheet)).not.toBe('spoilt')
  })
})
