import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { noteRoot, SHEET_MARKS, voteKey, VOTES_MAP } from '../../shared/documents'
import { Refusal } from '../../shared/result'
import { clientEdit } from '../../server/collab/clientEdit'
import { ensureDocument, readDocument } from '../../server/collab/persistence'
import { Room } from '../../server/collab/room'
import { readMessage, step1Message, step2Message, updateMessage } from '../../server/collab/wire'
import { startApp, type Account, type TestApp } from '../support/app'
import { freePrices } from '../support/freePrices'
import { createOpener, epochOf, rawConnection } from '../support/liveDocument'
import { importTestWall } from '../support/wall'

let app: TestApp
let faceId: string
let ann: Account
const { open, closeAll } = createOpener(() => app)
beforeAll(async () => {
  app = await startApp()
  faceId = (await importTestWall(app.services)).faceId
  ann = await app.register('lynx')
})
afterAll(async () => {
  closeAll()
  await app.close()
})

/** Updates that mean something, so that what is broken in them lies deep. */
function soundUpdates(): Uint8Array[] {
  const made: Uint8Array[] = []
  const doc = new Y.Doc()
  doc.on('update', (update: Uint8Array) => made.push(update))
  doc.getText(noteRoot(101)).insert(0, 'bonjour 🧗')
  doc.getText(noteRoot(101)).delete(2, 3)
  doc.getMap(SHEET_MARKS).set('m', { kind: 'pin', points: [[1, 2]], colour: '#ff0000', text: '', by: 'u' })
  doc.getMap(SHEET_MARKS).delete('m')
  doc.getMap(VOTES_MAP).set(voteKey(101, 'condition'), 'sale')
  doc.getMap(VOTES_MAP).set(voteKey(101, 'condition'), '')
  made.push(Y.encodeStateAsUpdate(doc))
  return made
}

const bytes = fc.uint8Array({ maxLength: 80 })
const broken = fc
  .record({
    update: fc.constantFrom(...soundUpdates()),
    places: fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 }),
    cut: fc.option(fc.nat()),
  })
  .map(({ update, places, cut }) => {
    const copy = Uint8Array.from(update)
    for (const [place, value] of places) copy[place % copy.length] = value
    return cut === null ? copy : copy.subarray(0, cut % copy.length)
  })

/** The document has what was kept of it, nothing else. */
async function expectWell(room: Room, name: string) {
  const fresh = new Y.Doc()
  for (const update of (await app.services.snapshot(stores => readDocument(stores, name))).updates) Y.applyUpdate(fresh, update)
  expect(Y.encodeStateVector(room.doc)).toEqual(Y.encodeStateVector(fresh))
  expect(room.doc.store.pendingStructs ?? room.doc.store.pendingDs).toBeNull()
}

describe.each(['sheet', 'votes'] as const)('[DOC-5] of 10,000 broken updates to the %s', (kind) => {
  test('each is taken or refused, never anything else, and what is kept is sound', async () => {
    const user = await app.register(`broken-${kind}`)
    const document = kind === 'sheet' ? { kind, faceId } : { kind, faceId, userId: user.id }
    const name = kind === 'sheet' ? `sheet/${faceId}` : `votes/${faceId}/${user.id}`
    const services = { ...app.services, documentPrices: freePrices }
    await ensureDocument(services, document)
    const room = new Room(document, await services.snapshot(stores => readDocument(stores, name)), services)
    const transact: Parameters<Room['write']>[0]['transact'] = async work =>
      (await services.transactions({ kind: 'user', id: user.id, role: 'user', name: '' }, work)).value
    const offer = async (update: Uint8Array) => {
      try {
        await room.write({ ...clientEdit(kind, update), author: { userId: user.id, bypassesLocks: false }, transact })
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
      }
    }
    await fc.assert(fc.asyncProperty(fc.oneof(bytes, broken), offer), { numRuns: 10_000, seed: 1331677224 })
    await expectWell(room, name)
    if (kind === 'votes') {
      const rows = await services.stores.annotations.votesOf(user.id)
      const held = Object.entries(room.doc.getMap(VOTES_MAP).toJSON()).filter(([, value]) => value !== '').map(([key]) => key)
      expect(rows.flatMap(row => (row.condition === null ? [] : [voteKey(row.hold_id, 'condition')]))).toEqual(held)
    }
  })
})

test('[DOC-5] 10,000 random byte strings are messages or none', () => {
  fc.assert(fc.property(bytes, (message) => {
    readMessage(message)
  }), { numRuns: 10_000 })
})

test('[DOC-5] a server that was sent 10,000 random byte strings goes on', async () => {
  const name = `votes/${faceId}/${ann.id}`
  const epoch = await epochOf(app, name, ann.token)
  const strings = fc.sample(fc.oneof(bytes, broken.map(updateMessage), bytes.map(step2Message)), { numRuns: 10_000, seed: 7 })
  const assault = async (part: readonly Uint8Array[]) => {
    const { ws, opened, closed } = rawConnection(app, name, { token: ann.token, epoch })
    await opened
    ws.send(step1Message(Y.encodeStateVector(new Y.Doc())))
    for (const message of part) ws.send(message)
    ws.close()
    return closed
  }
  for (let at = 0; at < strings.length; at += 500) {
    const parts = Array.from({ length: 20 }, (_, n) => strings.slice(at + 25 * n, at + 25 * (n + 1)))
    for (const { code } of await Promise.all(parts.map(assault))) expect(code).not.toBe(1011)
  }
  expect(await app.services.stores.annotations.votesOf(ann.id)).toEqual([])
  const { doc, synced, isSaved } = await open(name, { token: ann.token })
  await expect.poll(synced).toBe(true)
  doc.getMap(VOTES_MAP).set(voteKey(102, 'condition'), 'sale')
  await expect.poll(isSaved).toBe(true)
})
