import * as encoding from 'lib0/encoding'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import { noteRoot, voteKey, VOTES_MAP } from '../../../shared/documents'
import { limits } from '../../../shared/limits'
import { awarenessMessage, step1Message, step2Message, updateMessage } from '../../../server/collab/wire'
import { startApp, type Account, type TestApp } from '../../support/app'
import { createOpener, epochOf, rawConnection } from '../../support/liveDocument'
import { HOLD_IDS, importTestWall } from '../../support/wall'

let app: TestApp
let faceId: string
let sheet: string
let ann: Account
let bob: Account
const { open, closeAll } = createOpener(() => app)
const [hold] = HOLD_IDS
const nothing = new Y.Doc()

beforeAll(async () => {
  app = await startApp()
  faceId = (await importTestWall(app.services)).faceId
  sheet = `sheet/${faceId}`
  ann = await app.register('lynx')
  bob = await app.register('ourse')
})
afterEach(closeAll)
afterAll(() => app.close())

/** Sends the messages as they are; answers how the server closed. */
async function closeAfter(messages: readonly Uint8Array[], token?: string) {
  const { ws, closed, opened } = rawConnection(app, sheet, { ...(token ? { token } : {}), epoch: await epochOf(app, sheet, token) })
  await opened
  for (const message of messages) ws.send(message)
  return closed
}
/** Says that everything was sent: from then on a gap is a mistake. */
const greeting = [step1Message(Y.encodeStateVector(nothing)), step2Message(Y.encodeStateAsUpdate(nothing))]

/** The update's second half, without the first that it builds on. */
function gapUpdate(clientID: number): Uint8Array {
  const doc = Object.assign(new Y.Doc(), { clientID })
  doc.getText(noteRoot(hold)).insert(0, 'a')
  const before = Y.encodeStateVector(doc)
  doc.getText(noteRoot(hold)).insert(1, 'b')
  return Y.encodeStateAsUpdate(doc, before)
}
function underManyClients(count: number): Uint8Array {
  return Y.mergeUpdates(Array.from({ length: count }, (_, at) => {
    const doc = Object.assign(new Y.Doc(), { clientID: 1_000_000 + at })
    doc.getText(noteRoot(hold)).insert(0, 'x')
    return Y.encodeStateAsUpdate(doc)
  }))
}

test('[LIMIT-20] an update of who only reads is never tried: the first that brings anything ends the connection', async () => {
  expect(await closeAfter([updateMessage(gapUpdate(7))])).toEqual({ code: 4403, reason: 'forbidden' })
  expect(await closeAfter([step2Message(underManyClients(1))])).toEqual({ code: 4403, reason: 'forbidden' })
  expect((await app.services.stores.documents.get(sheet))?.seq).toBe(0)
})

test('[LIMIT-21] of what comes before what it builds on ten updates wait, one more ends the connection', async () => {
  expect(
    await closeAfter(
      Array.from({ length: 11 }, (_, at) => updateMessage(gapUpdate(100 + at))),
      ann.token,
    ),
  ).toEqual({ code: 4429, reason: 'too_fast' })
  expect(await closeAfter([...greeting, updateMessage(gapUpdate(9))], ann.token)).toEqual({ code: 4422, reason: 'invalid gap' })
})

test('[LIMIT-21] an update with more than 20 invented client ids is refused, nothing of it is kept', async () => {
  expect(await closeAfter([...greeting, updateMessage(underManyClients(21))], ann.token)).toEqual({ code: 4422, reason: 'invalid clients' })
  expect((await app.services.stores.documents.get(sheet))?.seq).toBe(0)
})

test('[LIMIT-23] frames, vectors and awareness have a size beyond which nobody reads them', async () => {
  const vector = encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, 20_000)
    for (let at = 0; at < 20_000; at++) for (const number of [at + 2 ** 21, 1]) encoding.writeVarUint(encoder, number)
  })
  expect(vector.length).toBeGreaterThan(limits.yjsVectorBytes)
  expect(await closeAfter([step1Message(vector)], ann.token)).toMatchObject({ code: 4413 })
  expect(await closeAfter([awarenessMessage([{ clientId: 1, clock: 1, state: `"${'x'.repeat(70_000)}"` }])], ann.token)).toMatchObject({
    code: 4413,
  })
  expect(await closeAfter([updateMessage(new Uint8Array(limits.yjsReaderBytes + 100))])).toMatchObject({ code: 4413 })
})

test('[LIMIT-23] whoever only reads has little to say, and hears that it was too much', async () => {
  const question = awarenessMessage([{ clientId: 1, clock: 1, state: '{}' }])
  expect(await closeAfter(Array.from({ length: 60 }, () => question))).toEqual({ code: 4429, reason: 'too_fast' })
})

test('[LIMIT-26] a client id that somebody showed is theirs: nobody writes under it, though they never did', async () => {
  const theirs = await open(sheet, { token: ann.token })
  theirs.provider.awareness.setLocalState({ cursor: 1 })
  const witness = await open(sheet, { token: bob.token })
  await expect.poll(() => witness.provider.awareness.getStates().has(theirs.doc.clientID)).toBe(true)
  theirs.provider.disconnect()
  const forged = Object.assign(new Y.Doc(), { clientID: theirs.doc.clientID })
  forged.getText(noteRoot(hold)).insert(0, 'x'.repeat(500))
  expect(await closeAfter([...greeting, updateMessage(Y.encodeStateAsUpdate(forged))], bob.token)).toEqual({
    code: 4422,
    reason: 'invalid client',
  })
  theirs.doc.getText(noteRoot(hold)).insert(0, 'written offline')
  theirs.provider.connect()
  await expect.poll(theirs.isSaved).toBe(true)
  await expect.poll(() => witness.doc.getText(noteRoot(hold)).toString()).toBe('written offline')
})

test('[LIMIT-25] somebody who changes their mind all the time does not fill the history', async () => {
  const mine = await open(`votes/${faceId}/${bob.id}`, { token: bob.token })
  await expect.poll(mine.synced).toBe(true)
  for (const grip of ['bac', 'pince', 'plat', 'bac', 'pince']) {
    mine.doc.getMap(VOTES_MAP).set(voteKey(hold, 'grip_type'), grip)
    await expect.poll(mine.isSaved).toBe(true)
  }
  const { results } = await app.services.stores.history.list(hold, { page: 1, page_size: 50 })
  expect(results.filter(({ kind }) => kind === 'consensus')).toHaveLength(1)
})
