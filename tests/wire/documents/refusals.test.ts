import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { noteRoot, SHEET_MARKS, voteKey, VOTES_MAP } from '../../../shared/documents'
import { limits } from '../../../shared/limits'
import { step1Message, step2Message, updateMessage } from '../../../server/collab/wire'
import { createApp } from '../../../server/app'
import { startApp, type Account, type TestApp } from '../../support/app'
import { createOpener, epochOf, rawConnection } from '../../support/liveDocument'
import { HOLD_IDS, importTestWall } from '../../support/wall'

let app: TestApp
let faceId: string
let ann: Account
let bob: Account
const { open, closeAll } = createOpener(() => app)
const [hold] = HOLD_IDS
const key = voteKey(hold, 'grip_type')

beforeAll(async () => {
  app = await startApp()
  faceId = (await importTestWall(app.services)).faceId
  bob = await app.register('ourse')
})
beforeEach(async ({ task }) => {
  ann = await app.register(`lynx-${task.id.replace(/\W/g, '')}`)
})
afterEach(closeAll)
afterAll(() => app.close())

const votes = () => `votes/${faceId}/${ann.id}`
const sheet = () => `sheet/${faceId}`

/** The text of a document of its own after the edit. */
function updateOf(edit: (doc: Y.Doc) => void, doc = new Y.Doc()): Uint8Array {
  const before = Y.encodeStateVector(doc)
  edit(doc)
  return Y.encodeStateAsUpdate(doc, before)
}
const setting = (name: string, value: unknown) => updateOf(doc => doc.getMap(VOTES_MAP).set(name, value))

/** Sends messages after the handshake's own; answers how the server closed. */
async function closeAfter(name: string, messages: readonly Uint8Array[], token = ann.token, at = app) {
  const { ws, closed, opened } = rawConnection(at, name, { token, epoch: await epochOf(app, name, token) })
  await opened
  ws.send(step1Message(Y.encodeStateVector(new Y.Doc())))
  ws.send(step2Message(Y.encodeStateAsUpdate(new Y.Doc())))
  for (const message of messages) ws.send(message)
  return closed
}

const storedSeq = async (name: string) => (await app.services.stores.documents.get(name))?.seq ?? 0

async function expectUnharmed(name: string) {
  expect(await storedSeq(name)).toBe(0)
  expect(await app.services.stores.annotations.votesOf(ann.id)).toEqual([])
  const { doc, synced, isSaved } = await open(votes(), { token: ann.token })
  await expect.poll(synced).toBe(true)
  expect(doc.getMap(VOTES_MAP).size).toBe(0)
  doc.getMap(VOTES_MAP).set(key, 'bac')
  await expect.poll(isSaved).toBe(true)
  expect(await app.services.stores.annotations.votesOf(ann.id, [hold])).toMatchObject([{ grip_type: 'bac' }])
}

describe('[DOC-5] an update to the votes is refused, nothing of it is kept, and the server is well afterwards', () => {
  const gap = () => {
    const doc = new Y.Doc()
    updateOf(it => it.getMap(VOTES_MAP).set(key, 'plat'), doc)
    return updateOf(it => it.getMap(VOTES_MAP).set(key, 'bac'), doc)
  }
  const deleted = () => {
    const doc = new Y.Doc({ gc: false })
    doc.getMap(VOTES_MAP).set(key, 'bac')
    return updateOf(it => it.getMap(VOTES_MAP).delete(key), doc)
  }
  const deletedAtOnce = () => updateOf((doc) => {
    doc.getMap(VOTES_MAP).set(key, 'bac')
    doc.getMap(VOTES_MAP).delete(key)
  })
  const asServer = () => {
    const doc = new Y.Doc()
    doc.clientID = 2 ** 40 + 7
    return updateOf(it => it.getMap(VOTES_MAP).set(key, 'bac'), doc)
  }
  const cases: [string, () => Uint8Array, string][] = [
    ['an unknown root', () => updateOf(doc => doc.getMap('other').set('a', 'b')), 'invalid other'],
    ['an unknown root with almost 64 KB', () => updateOf(doc => doc.getMap('other').set('a', 'x'.repeat(60_000))), 'invalid other'],
    ['an unknown root with text', () => updateOf(doc => doc.getText('other').insert(0, 'x')), 'invalid content'],
    ['a nested type', () => updateOf(doc => doc.getMap(VOTES_MAP).set(key, new Y.Map())), 'invalid content'],
    ['a list in the map', () => updateOf(doc => doc.getArray(VOTES_MAP).push(['bac'])), `invalid ${VOTES_MAP}`],
    ['a number', () => setting(key, 3), 'invalid content'],
    ['a word that is no grip', () => setting(key, 'velcro'), `invalid ${key}`],
    ['a part that is none', () => setting(`${hold}/colour`, 'bac'), `invalid ${hold}/colour`],
    ['notes too long', () => setting(voteKey(hold, 'notes'), 'x'.repeat(2001)), `invalid ${hold}/notes`],
    ['notes that PostgreSQL cannot store', () => setting(voteKey(hold, 'notes'), 'a\0b'), `invalid ${hold}/notes`],
    ['a hold that is not there', () => setting(voteKey(999, 'notes'), 'x'), 'unknown_hold 999'],
    ['a hold number beyond all numbers', () => setting(voteKey(9_999_999_999, 'notes'), 'x'), 'invalid 9999999999/notes'],
    ['a deleted key', deletedAtOnce, `invalid ${key}`],
    ['a delete of what is not there', deleted, 'invalid gap'],
    ['a gap', gap, 'invalid gap'],
    ['the voice of the server', asServer, 'invalid client'],
    ['a delete of nothing', () => Uint8Array.from([0, 1, 186, 145, 130, 199, 2, 1, 10, 0]), 'invalid update'],
    ['bytes that are no update', () => Uint8Array.from([1, 9, 200, 3, 77, 250, 1]), 'invalid update'],
  ]
  test.each(cases)('%s is refused', async (_, update, reason) => {
    expect(await closeAfter(votes(), [updateMessage(update())])).toEqual({ code: 4422, reason })
    await expectUnharmed(votes())
  })

  test('[DOC-4] another device of theirs that looks on is sent nothing of all that, and the next good edit', async () => {
    const witness = await open(votes(), { token: ann.token })
    await expect.poll(witness.synced).toBe(true)
    let heard = 0
    witness.doc.on('update', () => heard++)
    for (const [, update] of cases) await closeAfter(votes(), [updateMessage(update())])
    expect([heard, witness.closes]).toEqual([0, []])
    const mine = await open(votes(), { token: ann.token })
    await expect.poll(mine.synced).toBe(true)
    mine.doc.getMap(VOTES_MAP).set(key, 'bac')
    await expect.poll(() => witness.doc.getMap(VOTES_MAP).toJSON()).toEqual({ [key]: 'bac' })
  })

  test('one bad key spoils the good ones beside it, and what was sent after it', async () => {
    const both = updateOf((doc) => {
      doc.getMap(VOTES_MAP).set(key, 'bac')
      doc.getMap(VOTES_MAP).set(voteKey(hold, 'condition'), 'velcro')
    })
    expect(await closeAfter(votes(), [updateMessage(both), updateMessage(setting(key, 'plat'))])).toEqual({
      code: 4422,
      reason: `invalid ${hold}/condition`,
    })
    await expectUnharmed(votes())
  })

  test.each([
    [Uint8Array.from([7, 1, 2])],
    [Uint8Array.from([])],
    [Uint8Array.from([0, 0, 255, 255, 255, 255, 255])],
    [Uint8Array.from([4, 1, 0])],
  ])('the message %s closes the connection', async bytes => {
    expect(await closeAfter(votes(), [bytes])).toEqual({ code: 4422, reason: 'invalid message' })
    await expectUnharmed(votes())
  })

  test('a text frame closes the connection', async () => {
    const { ws, closed, opened } = rawConnection(app, votes(), { token: ann.token })
    await opened
    ws.send('hello')
    expect((await closed).code).toBe(4422)
  })

  test('an update over 64 KB or a message over 1 MiB closes the connection', async () => {
    expect(await closeAfter(votes(), [updateMessage(new Uint8Array(limits.yjsUpdateBytes + 1))])).toMatchObject({ code: 4413 })
    expect(await closeAfter(votes(), [step2Message(new Uint8Array(limits.yjsStep2Bytes + 1))])).toMatchObject({ code: 4413 })
    expect(await closeAfter(votes(), [new Uint8Array(3 * limits.yjsStep2Bytes)])).toMatchObject({ code: 4413 })
    await expectUnharmed(votes())
  })

  test('an unknown root of 1 MB in the answer to step 1 is refused by its name', async () => {
    const large = updateOf((doc) => {
      for (let at = 0; at < 20; at++) doc.getMap('other').set(`k${at}`, 'x'.repeat(50_000))
    })
    expect(large.length).toBeGreaterThan(1_000_000)
    expect(await closeAfter(votes(), [step2Message(large)])).toEqual({ code: 4422, reason: 'invalid other' })
    await expectUnharmed(votes())
  })

  test('a flood of questions closes the connection', async () => {
    const question = step1Message(Y.encodeStateVector(new Y.Doc()))
    expect(await closeAfter(votes(), Array.from({ length: 30 }, () => question))).toEqual({ code: 4429, reason: 'too_fast' })
    await expectUnharmed(votes())
  })

  test('a flood of edits closes the connection', async () => {
    const doc = new Y.Doc()
    const flood = Array.from({ length: 400 }, (_, at) =>
      updateMessage(updateOf(it => it.getMap(VOTES_MAP).set(key, at % 2 ? 'bac' : 'plat'), doc)),
    )
    expect(await closeAfter(votes(), flood)).toEqual({ code: 4429, reason: 'too_fast' })
    const after = await open(votes(), { token: ann.token })
    await expect.poll(after.synced).toBe(true)
    after.doc.getMap(VOTES_MAP).set(key, 'mono_doigt')
    await expect.poll(() => [after.isSaved(), after.closes]).toEqual([true, []])
  })
})

describe('[DOC-5] on the sheet', () => {
  const pin = () => ({ kind: 'pin', points: [[1, 2]], colour: '#ff0000', text: '', by: ann.id })
  const mark = (values: object) => () => updateOf(doc => doc.getMap(SHEET_MARKS).set('m', { ...pin(), ...values }))
  const cases: [string, () => Uint8Array, string][] = [
    ['formatted text', () => updateOf(doc => doc.getText(noteRoot(hold)).insert(0, 'x', { bold: true })), 'invalid content'],
    ['an embed', () => updateOf(doc => doc.getText(noteRoot(hold)).insertEmbed(0, { src: 'x' })), 'invalid content'],
    ['a list where text belongs', () => updateOf(doc => doc.getArray(noteRoot(hold)).push([{ a: 1 }])), `invalid note:${hold}`],
    ['a map where text belongs', () => updateOf(doc => doc.getMap(noteRoot(hold)).set('a', {})), `invalid note:${hold}`],
    ['a long note', () => updateOf(doc => doc.getText(noteRoot(hold)).insert(0, 'x'.repeat(4001))), `invalid note:${hold}`],
    ['a note on a hold that is not there', () => updateOf(doc => doc.getText(noteRoot(999)).insert(0, 'x')), 'unknown_hold 999'],
    ['a root of its own', () => updateOf(doc => doc.getText('chat').insert(0, 'x')), 'invalid chat'],
    ['a mark in another\'s name', mark({ by: 'somebody' }), 'invalid m'],
    ['a mark of no kind', mark({ kind: 'circle' }), 'invalid m'],
    ['a mark with too few points', mark({ kind: 'arrow' }), 'invalid m'],
    ['a mark with too many points', mark({ kind: 'zone', points: Array.from({ length: 501 }, (_, at) => [at, at]) }), 'invalid m'],
    ['a mark in a colour that is a word', mark({ colour: 'red' }), 'invalid m'],
    ['a mark with a novel', mark({ text: 'x'.repeat(501) }), 'invalid m'],
    ['a mark under a key that is none', () => updateOf(doc => doc.getMap(SHEET_MARKS).set('a b', pin())), 'invalid a b'],
    ['a mark with something more', mark({ href: 'x' }), 'invalid m'],
    ['a mark outside all measure', mark({ points: [[Infinity, 1]] }), 'invalid m'],
  ]
  test.each(cases)('%s is refused', async (_, update, reason) => {
    expect(await closeAfter(sheet(), [updateMessage(update())])).toEqual({ code: 4422, reason })
    expect(await storedSeq(sheet())).toBe(0)
  })
})

test('[REST-7] a page of another origin opens no document, our own does', async () => {
  const opened = (origin: string) =>
    rawConnection(app, sheet(), { token: ann.token, origin }).opened.then(
      () => 'opened',
      (error: Error) => error.message,
    )
  expect(await opened(app.url)).toBe('opened')
  for (const origin of ['https://elsewhere.example', 'null', `${app.url}.elsewhere.example`]) expect(await opened(origin)).toMatch(/404/)
})

test('[DOC-7] nobody writes under a client id of another person, on whatever server it was seen', async () => {
  const theirs = await open(sheet(), { token: bob.token })
  await expect.poll(theirs.synced).toBe(true)
  theirs.doc.getText(noteRoot(HOLD_IDS[5])).insert(0, 'bonjour')
  await expect.poll(theirs.isSaved).toBe(true)
  const seq = await storedSeq(sheet())
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(theirs.doc))
  copy.clientID = theirs.doc.clientID
  const forged = updateOf(doc => doc.getText(noteRoot(HOLD_IDS[5])).insert(0, 'de bob: '), copy)
  expect(await closeAfter(sheet(), [updateMessage(forged)])).toEqual({ code: 4422, reason: 'invalid client' })
  const { config, log, clock } = app.services
  const other = createApp({ config, db: app.db, log, clock, version: '0.0.0-test', clientFolder: app.dataDir })
  const there = { ...app, url: `http://127.0.0.1:${await other.listen()}` }
  expect(await closeAfter(sheet(), [updateMessage(forged)], ann.token, there)).toEqual({ code: 4422, reason: 'invalid client' })
  await other.close()
  expect(await storedSeq(sheet())).toBe(seq)
  theirs.doc.getText(noteRoot(HOLD_IDS[5])).insert(7, ' !')
  await expect.poll(theirs.isSaved).toBe(true)
})

describe('who is let in', () => {
  test('[DOC-2] nobody else opens a user\'s votes', async () => {
    expect(await rawConnection(app, votes(), { token: bob.token }).closed).toEqual({ code: 4403, reason: 'forbidden' })
    expect(await rawConnection(app, votes()).closed).toMatchObject({ code: 4401 })
  })

  test('a document of no face, or of no kind, is not there', async () => {
    for (const name of [`votes/nowhere/${ann.id}`, 'sheet/nowhere', 'draft', `sheet/${faceId}/more`, 'sheet/%ZZ']) {
      expect(await rawConnection(app, name, { token: ann.token }).closed).toMatchObject({ code: 4404 })
    }
  })

  test('a wrong token is told so', async () => {
    expect(await rawConnection(app, sheet(), { token: 'nonsense' }).closed).toMatchObject({ code: 4401 })
  })

  test('[DOC-6] another epoch is turned away before anything is said', async () => {
    const { closed, messages } = rawConnection(app, sheet(), { token: ann.token, epoch: 'old' })
    expect(await closed).toMatchObject({ code: 4409 })
    expect(messages).toEqual([])
  })

  test('[DOC-6] without an epoch only an empty document is let in', async () => {
    const empty = await open(votes(), { token: ann.token, epoch: null })
    await expect.poll(empty.synced).toBe(true)
    const full = new Y.Doc()
    full.getMap(VOTES_MAP).set(key, 'bac')
    const refused = await open(votes(), { token: ann.token, epoch: null, doc: full })
    await expect.poll(() => refused.closes).toMatchObject([{ code: 4409 }])
    expect(refused.synced()).toBe(false)
    expect(await storedSeq(votes())).toBe(0)
  })

  test('[DOC-1] a guest reads the sheet and writes nothing', async () => {
    const writer = await open(sheet(), { token: bob.token })
    await expect.poll(writer.synced).toBe(true)
    writer.doc.getText(noteRoot(hold)).insert(0, 'bonjour')
    writer.doc.getText(noteRoot(hold)).delete(0, 2)
    await expect.poll(writer.isSaved).toBe(true)
    const guest = await open(sheet())
    await expect.poll(() => guest.doc.getText(noteRoot(hold)).toString()).toBe('njour')
    // Its answer to our step 1 names what was deleted: that brings nothing new.
    guest.provider.disconnect()
    guest.provider.connect()
    await expect.poll(guest.synced).toBe(true)
    expect(guest.closes).toEqual([{ code: 0, reason: '' }])
    guest.doc.getText(noteRoot(hold)).insert(0, 'moi: ')
    await expect.poll(() => guest.closes.at(-1)).toEqual({ code: 4403, reason: 'forbidden' })
    expect(writer.doc.getText(noteRoot(hold)).toString()).toBe('njour')
  })

  test('[DOC-7] a deactivated user writes nothing more', async () => {
    const { doc, synced, closes } = await open(votes(), { token: ann.token })
    await expect.poll(synced).toBe(true)
    await app.services.stores.users.update(ann.id, { is_active: false })
    doc.getMap(VOTES_MAP).set(key, 'bac')
    await expect.poll(() => closes).toMatchObject([{ code: 4403 }])
    expect(await storedSeq(votes())).toBe(0)
    expect(await rawConnection(app, votes(), { token: ann.token }).closed).toMatchObject({ code: 4403 })
  })

  test('[DOC-7] a user deactivated elsewhere is shown out within seconds', async () => {
    const { synced, closes } = await open(sheet(), { token: ann.token })
    const other = await open(sheet(), { token: bob.token })
    await expect.poll(() => synced() && other.synced()).toBe(true)
    await app.services.stores.users.update(ann.id, { is_active: false })
    await expect.poll(() => closes, { timeout: 6000 }).toEqual([{ code: 4403, reason: 'deactivated' }])
    expect(other.closes).toEqual([])
  })

  test('when rights change, the connections of that user end and may ask again', async () => {
    const mine = await open(sheet(), { token: ann.token })
    const other = await open(sheet(), { token: bob.token })
    await expect.poll(() => mine.synced() && other.synced()).toBe(true)
    app.services.documents.disconnectUser(ann.id)
    await expect.poll(() => mine.closes).toMatchObject([{ code: 4401 }])
    expect(other.closes).toEqual([])
    mine.provider.connect()
    await expect.poll(mine.synced).toBe(true)
  })

  test('a subprotocol is answered, and the token never is', async () => {
    const { ws, opened } = rawConnection(app, sheet(), { token: ann.token })
    await opened
    expect(ws.protocol).toBe('mastoc')
    ws.close()
  })
})

test('[DOC-5] an update that came before the answer to step 1 is not lost', async () => {
  const doc = new Y.Doc()
  const offline = updateOf(it => it.getMap(VOTES_MAP).set(key, 'plat'), doc)
  const { ws, opened, messages } = rawConnection(app, votes(), { token: ann.token, epoch: await epochOf(app, votes(), ann.token) })
  await opened
  expect(offline.length).toBeGreaterThan(2)
  ws.send(updateMessage(updateOf(it => it.getMap(VOTES_MAP).set(key, 'bac'), doc)))
  ws.send(step2Message(Y.encodeStateAsUpdate(doc)))
  await expect.poll(() => messages.some(message => message[0] === 4)).toBe(true)
  expect(await app.services.stores.annotations.votesOf(ann.id, [hold])).toMatchObject([{ grip_type: 'bac' }])
  ws.close()
})
