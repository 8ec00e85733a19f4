import { SignJWT } from 'jose'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { noteRoot, voteKey, VOTES_MAP } from '../../../shared/documents'
import { createApp, type App } from '../../../server/app'
import { startApp, type Account, type TestApp } from '../../support/app'
import { createOpener, rawConnection, type TestDocument } from '../../support/liveDocument'
import { HOLD_IDS, importTestWall } from '../../support/wall'

let app: TestApp
let ann: Account
let sheet: string
let votes: string
const others: App[] = []
const { open, closeAll } = createOpener(() => app)
const [hold] = HOLD_IDS
const note = noteRoot(hold)
const key = voteKey(hold, 'grip_type')

beforeEach(async () => {
  app = await startApp()
  const { faceId } = await importTestWall(app.services)
  ann = await app.register('lynx')
  sheet = `sheet/${faceId}`
  votes = `votes/${faceId}/${ann.id}`
})
afterEach(async () => {
  vi.restoreAllMocks()
  closeAll()
  await Promise.all(others.splice(0).map(other => other.close()))
  await app.close()
})

/** Another server on the same database. */
async function anotherServer(): Promise<string> {
  const { config, log, clock } = app.services
  const other = createApp({ config, db: app.db, log, clock, version: '0.0.0-test', clientFolder: app.dataDir })
  others.push(other)
  return `http://127.0.0.1:${await other.listen()}`
}

async function opened(name: string, options: Parameters<typeof open>[1] = {}): Promise<TestDocument> {
  const document = await open(name, { token: ann.token, ...options })
  await expect.poll(document.synced).toBe(true)
  return document
}

const away = () => Object.assign(new Error('away'), { code: 'ECONNREFUSED' })

test('[DOC-4] nothing is shown or called saved before it is committed', async () => {
  const [one, other] = [await opened(sheet), await opened(sheet)]
  const before = one.saved.length
  let commit = () => {}
  const gate = new Promise<void>((resolve) => {
    commit = resolve
  })
  const transaction = app.db.transaction
  const held = vi.spyOn(app.db, 'transaction').mockImplementationOnce(async (work) => {
    await gate
    return transaction(work)
  })
  one.doc.getText(note).insert(0, 'salut')
  await expect.poll(() => held.mock.calls.length).toBe(1)
  const late = await opened(sheet)
  expect(late.doc.getText(note).toString()).toBe('')
  expect(other.doc.getText(note).toString()).toBe('')
  expect(one.saved.length).toBe(before)
  commit()
  await expect.poll(() => other.doc.getText(note).toString()).toBe('salut')
  await expect.poll(() => late.doc.getText(note).toString()).toBe('salut')
  await expect.poll(one.isSaved).toBe(true)
})

test('[DOC-8] while the database is away the connection stays, and all of it arrives once', async () => {
  const [one, other] = [await opened(sheet), await opened(sheet)]
  const failing = vi.spyOn(app.db, 'transaction').mockRejectedValue(away())
  const text = one.doc.getText(note)
  text.insert(0, 'un ')
  await expect.poll(() => failing.mock.calls.length).toBe(1)
  text.insert(3, 'deux ')
  text.insert(8, 'trois')
  await expect.poll(() => failing.mock.calls.length).toBeGreaterThan(1)
  expect(one.isSaved()).toBe(false)
  expect(other.doc.getText(note).toString()).toBe('')
  failing.mockRestore()
  await expect.poll(() => other.doc.getText(note).toString()).toBe('un deux trois')
  await expect.poll(one.isSaved).toBe(true)
  expect([...one.closes, ...other.closes]).toEqual([])
})

test('[DOC-8] a commit whose answer was lost counts once', async () => {
  const [one, other] = [await opened(votes), await opened(votes)]
  const transaction = app.db.transaction
  vi.spyOn(app.db, 'transaction').mockImplementationOnce(async (work) => {
    await transaction(work)
    throw away()
  })
  one.doc.getMap(VOTES_MAP).set(key, 'bac')
  await expect.poll(one.isSaved).toBe(true)
  await expect.poll(() => other.doc.getMap(VOTES_MAP).get(key)).toBe('bac')
  expect((await app.services.stores.documents.get(votes))?.seq).toBe(1)
  expect(await app.services.stores.annotations.votesOf(ann.id)).toMatchObject([{ grip_type: 'bac' }])
})

test('[DOC-8] a vote over REST fails while the database is away and changes nothing', async () => {
  const one = await opened(votes)
  vi.spyOn(app.db, 'transaction').mockRejectedValueOnce(away())
  expect((await app.call('PUT', `/api/holds/${hold}/annotations`, { token: ann.token, body: { grip_type: 'plat' } })).status).toBe(503)
  expect((await app.call('PUT', `/api/holds/${hold}/annotations`, { token: ann.token, body: { notes: 'ok' } })).status).toBe(200)
  await expect.poll(() => one.doc.getMap(VOTES_MAP).toJSON()).toEqual({ [voteKey(hold, 'notes')]: 'ok' })
})

test('a defect closes the connection for a moment, and the edit comes again', async () => {
  const one = await opened(votes)
  vi.spyOn(app.db, 'transaction').mockRejectedValueOnce(new Error('a defect'))
  one.doc.getMap(VOTES_MAP).set(key, 'bac')
  await expect.poll(one.isSaved).toBe(true)
  expect(one.closes).toMatchObject([{ code: 1011 }])
})

test('[DOC-9] two servers on one database show each other\'s edits', async () => {
  const url = await anotherServer()
  const [here, there] = [await opened(sheet), await opened(sheet, { url })]
  here.doc.getText(note).insert(0, 'ici ')
  await expect.poll(() => there.doc.getText(note).toString()).toBe('ici ')
  there.doc.getText(note).insert(4, 'là')
  await expect.poll(() => here.doc.getText(note).toString()).toBe('ici là')
})

test('[DOC-9] two servers written to at once lose nothing', async () => {
  const url = await anotherServer()
  const [here, there] = [await opened(votes), await opened(votes, { url })]
  const writes = HOLD_IDS.flatMap(id => [
    () => here.doc.getMap(VOTES_MAP).set(voteKey(id, 'condition'), 'sale'),
    () => there.doc.getMap(VOTES_MAP).set(voteKey(id, 'difficulty'), 'dure'),
  ])
  for (const write of writes) write()
  await expect.poll(() => here.isSaved() && there.isSaved()).toBe(true)
  await expect.poll(() => here.doc.getMap(VOTES_MAP).size === 24 && there.doc.getMap(VOTES_MAP).size === 24).toBe(true)
  const rows = await app.services.stores.annotations.votesOf(ann.id)
  expect(rows.map(({ condition, difficulty }) => ({ condition, difficulty }))).toEqual(
    HOLD_IDS.map(() => ({ condition: 'sale', difficulty: 'dure' })),
  )
  expect([...here.closes, ...there.closes]).toEqual([])
})

test('[DOC-9] what another server folded into a snapshot is read too', async () => {
  const url = await anotherServer()
  const there = await opened(sheet, { url })
  const here = await opened(sheet)
  const text = here.doc.getText(note)
  for (let at = 0; at < 120; at++) text.insert(at, 'x')
  await expect.poll(here.isSaved).toBe(true)
  await expect.poll(() => there.doc.getText(note).length).toBe(120)
  there.doc.getText(note).insert(0, 'y')
  await expect.poll(() => text.toString()).toBe(`y${'x'.repeat(120)}`)
})

test('[DOC-4] many updates are folded into a snapshot, and a new server reads the same', async () => {
  const one = await opened(sheet)
  for (let at = 0; at < 140; at++) one.doc.getText(note).insert(at, String(at % 10))
  await expect.poll(one.isSaved).toBe(true)
  await expect.poll(async () => (await app.services.stores.documents.updatesAfter(sheet, 0)).length).toBeLessThan(100)
  const fresh = await opened(sheet, { url: await anotherServer() })
  expect(fresh.doc.getText(note).toString()).toBe(one.doc.getText(note).toString())
})

test('[DOC-4] on closing, everyone hears 1012 and what was sent is kept', async () => {
  const url = await anotherServer()
  const one = await opened(sheet, { url })
  one.doc.getText(note).insert(0, 'avant')
  await expect.poll(one.isSaved).toBe(true)
  one.doc.getText(note).insert(5, ' la fin')
  one.provider.shouldReconnect = () => false
  await others.pop()?.close()
  await expect.poll(() => one.closes).toMatchObject([{ code: 1012 }])
  expect((await opened(sheet)).doc.getText(note).toString()).toMatch(/^avant/)
})

test('[DOC-7] a connection ends with its token', async () => {
  const secret = new TextEncoder().encode(app.services.config.jwtSecret)
  const token = await new SignJWT({ role: 'user', sid: ann.sessionId }).setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
    .setSubject(ann.id).setIssuer('mastoc').setAudience('mastoc').setIssuedAt().setExpirationTime('1s').sign(secret)
  const { opened: isOpen, closed } = rawConnection(app, sheet, { token })
  await isOpen
  expect(await closed).toEqual({ code: 4401, reason: 'expired' })
  expect(await rawConnection(app, sheet, { token }).closed).toMatchObject({ code: 4401 })
})

test('[DOC-6] a document made anew turns everyone away', async () => {
  const one = await opened(votes)
  const { documents } = app.db.t
  await app.db.update(documents).set({ epoch: 'another' })
  await expect.poll(() => one.closes).toEqual([{ code: 4409, reason: 'stale' }])
  expect((await app.call('PUT', `/api/holds/${hold}/annotations`, { token: ann.token, body: { notes: 'ok' } })).status).toBe(200)
  expect((await opened(votes)).doc.getMap(VOTES_MAP).toJSON()).toEqual({ [voteKey(hold, 'notes')]: 'ok' })
})

test('[DOC-8] a day offline merges, each edit once', async () => {
  const away = new Y.Doc()
  for (let at = 0; at < 500; at++) away.getMap(VOTES_MAP).set(voteKey(HOLD_IDS[at % 12] ?? hold, 'notes'), `fois ${at}`)
  const one = await opened(votes, { doc: away })
  await expect.poll(one.isSaved).toBe(true)
  const rows = await app.services.stores.annotations.votesOf(ann.id)
  expect(rows.map(row => row.notes)).toEqual(expect.arrayContaining(['fois 499', 'fois 498']))
  expect(rows).toHaveLength(12)
  expect((await app.services.stores.documents.get(votes))?.seq).toBe(1)
})
