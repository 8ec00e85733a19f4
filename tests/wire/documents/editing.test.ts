import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { noteRoot, SHEET_MARKS, voteKey, VOTES_MAP } from '../../../shared/documents'
import { startApp, type Account, type TestApp } from '../../support/app'
import { createOpener, type TestDocument } from '../../support/liveDocument'
import { HOLD_IDS, importTestWall } from '../../support/wall'

let app: TestApp
let faceId: string
let ann: Account
let bob: Account
const { open, closeAll } = createOpener(() => app)
const [first, second, third] = HOLD_IDS

beforeAll(async () => {
  app = await startApp()
  faceId = (await importTestWall(app.services)).faceId
  ann = await app.register('lynx')
  bob = await app.register('ourse')
})
afterEach(closeAll)
afterAll(() => app.close())

const votesOf = async (user: Account, holdId: number) => (await app.services.stores.annotations.votesOf(user.id, [holdId]))[0]

test('[DOC-1] two people type into the same note and both read both', async () => {
  const one = await open(`sheet/${faceId}`, { token: ann.token })
  const other = await open(`sheet/${faceId}`, { token: bob.token })
  await expect.poll(() => [one.synced(), other.synced()]).toEqual([true, true])
  one.doc.getText(noteRoot(first)).insert(0, 'glisse ')
  other.doc.getText(noteRoot(first)).insert(0, 'tourne ')
  const texts = () => [one, other].map(({ doc }) => doc.getText(noteRoot(first)).toString())
  await expect.poll(() => texts()[0]).toMatch(/glisse .*tourne |tourne .*glisse /)
  await expect.poll(() => new Set(texts()).size).toBe(1)
  await expect.poll(() => [one.isSaved(), other.isSaved()]).toEqual([true, true])
})

test('[DOC-2] a vote becomes an annotation, a row of my feed and a consensus on the face', async () => {
  const { doc, isSaved, synced } = await open(`votes/${faceId}/${ann.id}`, { token: ann.token })
  await expect.poll(synced).toBe(true)
  doc.getMap(VOTES_MAP).set(voteKey(first, 'grip_type'), 'bac')
  await expect.poll(isSaved).toBe(true)
  expect(await votesOf(ann, first)).toMatchObject({ grip_type: 'bac', condition: null })
  const face = await app.call('GET', `/api/feeds/face:${faceId}/changes?limit=500`, { token: bob.token })
  const rows = (face.body as { rows: { kind: string; id: string; value: unknown }[] }).rows
  expect(rows.find(row => row.kind === 'consensus' && row.id === String(first))?.value).toMatchObject({
    grip_type: 'bac',
    grip_type_votes: 1,
    total_annotators: 1,
  })
  const mine = await app.call('GET', `/api/feeds/user:${ann.id}/changes`, { token: ann.token })
  expect((mine.body as { rows: unknown[] }).rows).toContainEqual(expect.objectContaining({ kind: 'vote', id: String(first), op: 'put' }))
})

test('[DOC-2] an emptied part is cleared, and an annotation with nothing left goes', async () => {
  const { doc, isSaved, synced } = await open(`votes/${faceId}/${ann.id}`, { token: ann.token })
  await expect.poll(synced).toBe(true)
  const map = doc.getMap(VOTES_MAP)
  doc.transact(() => {
    map.set(voteKey(second, 'condition'), 'sale')
    map.set(voteKey(second, 'notes'), 'à gauche')
  })
  await expect.poll(isSaved).toBe(true)
  expect(await votesOf(ann, second)).toMatchObject({ condition: 'sale', notes: 'à gauche' })
  map.set(voteKey(second, 'condition'), '')
  await expect.poll(async () => (await votesOf(ann, second))?.condition).toBe(null)
  map.set(voteKey(second, 'notes'), '')
  await expect.poll(() => votesOf(ann, second)).toBeUndefined()
})

test('[DOC-1] marks are drawn, moved by others, and taken away', async () => {
  const one = await open(`sheet/${faceId}`, { token: ann.token })
  const other = await open(`sheet/${faceId}`, { token: bob.token })
  await expect.poll(() => one.synced() && other.synced()).toBe(true)
  const mark = { kind: 'pin', points: [[10, 20]], colour: '#ff5a3c', text: 'ici', by: ann.id }
  one.doc.getMap(SHEET_MARKS).set('m1', mark)
  await expect.poll(() => other.doc.getMap(SHEET_MARKS).get('m1')).toEqual(mark)
  other.doc.getMap(SHEET_MARKS).set('m1', { ...mark, points: [[11, 21]] })
  await expect.poll(() => one.doc.getMap(SHEET_MARKS).get('m1')).toMatchObject({ points: [[11, 21]], by: ann.id })
  other.doc.getMap(SHEET_MARKS).delete('m1')
  await expect.poll(() => one.doc.getMap(SHEET_MARKS).has('m1')).toBe(false)
  expect([...one.closes, ...other.closes]).toEqual([])
})

test('[MARK-4] whoever takes another’s mark away may undo that, and it stays its maker’s', async () => {
  const one = await open(`sheet/${faceId}`, { token: ann.token })
  const other = await open(`sheet/${faceId}`, { token: bob.token })
  await expect.poll(() => one.synced() && other.synced()).toBe(true)
  const mark = { kind: 'arrow', points: [[10, 20], [30, 40]], colour: '#ff5a3c', text: 'par là', by: ann.id }
  one.doc.getMap(SHEET_MARKS).set('kept', mark)
  await expect.poll(() => other.doc.getMap(SHEET_MARKS).get('kept')).toEqual(mark)
  other.doc.getMap(SHEET_MARKS).delete('kept')
  await expect.poll(() => one.doc.getMap(SHEET_MARKS).has('kept')).toBe(false)
  other.doc.getMap(SHEET_MARKS).set('kept', mark)
  await expect.poll(() => one.doc.getMap(SHEET_MARKS).get('kept')).toEqual(mark)
  expect([...one.closes, ...other.closes]).toEqual([])
  other.doc.getMap(SHEET_MARKS).set('kept', { ...mark, by: bob.id })
  await expect.poll(() => other.closes).toEqual([{ code: 4422, reason: 'invalid kept' }])
  expect(one.doc.getMap(SHEET_MARKS).get('kept')).toEqual(mark)
})

test('[DOC-3] REST writes show in the open document', async () => {
  const { doc, synced } = await open(`votes/${faceId}/${bob.id}`, { token: bob.token })
  await expect.poll(synced).toBe(true)
  expect((await app.call('PUT', `/api/holds/${third}/annotations`, { token: bob.token, body: { difficulty: 'dure' } })).status).toBe(200)
  await expect.poll(() => doc.getMap(VOTES_MAP).get(voteKey(third, 'difficulty'))).toBe('dure')
  expect((await app.call('DELETE', `/api/holds/${third}/annotations`, { token: bob.token })).status).toBe(204)
  await expect.poll(() => doc.getMap(VOTES_MAP).get(voteKey(third, 'difficulty'))).toBe('')
})

describe.each([1, 2 ** 32 - 1])('[DOC-3] REST writes while client %i', (clientID) => {
  const key = voteKey(third, 'grip_type')
  /** Somebody new with a device that has said something already. */
  async function somebody({ id }: { id: string }): Promise<{ who: Account; mine: TestDocument; put: () => Promise<void> }> {
    const who = await app.register(`mesange-${id.replace(/\W/g, '')}`)
    const doc = new Y.Doc()
    doc.clientID = clientID
    const mine = await open(`votes/${faceId}/${who.id}`, { token: who.token, doc })
    await expect.poll(mine.synced).toBe(true)
    doc.getMap(VOTES_MAP).set(key, 'micro')
    await expect.poll(mine.isSaved).toBe(true)
    const put = async () =>
      expect((await app.call('PUT', `/api/holds/${third}/annotations`, { token: who.token, body: { grip_type: 'inverse' } })).status).toBe(
        200,
      )
    return { who, mine, put }
  }

  test.for(['before', 'after', 'before and after'])('edits offline %s: REST stands everywhere, until they who know of it say otherwise', async (when, { task }) => {
    const { who, mine, put } = await somebody(task)
    const map = mine.doc.getMap(VOTES_MAP)
    mine.provider.disconnect()
    if (when.startsWith('before')) map.set(key, 'plat')
    await put()
    if (when.endsWith('after')) map.set(key, 'pince')
    mine.provider.connect()
    await expect.poll(() => mine.synced() && mine.isSaved()).toBe(true)
    expect([map.get(key), (await votesOf(who, third))?.grip_type]).toEqual(['inverse', 'inverse'])
    map.set(key, 'bac')
    await expect.poll(async () => (await votesOf(who, third))?.grip_type).toBe('bac')
  })

  test('types on the same key: both sides end with the same, what was said last or by REST', async ({ task }) => {
    const { who, mine, put } = await somebody(task)
    const map = mine.doc.getMap(VOTES_MAP)
    for (const value of ['plat', 'pince', 'bac', 'colonnette']) {
      map.set(key, value)
      await put()
    }
    await expect.poll(mine.isSaved).toBe(true)
    await expect.poll(async () => map.get(key) === (await votesOf(who, third))?.grip_type).toBe(true)
    expect(['colonnette', 'inverse']).toContain(map.get(key))
  })
})

test('[DOC-2] a votes document begins with what the rows hold', async () => {
  const eve = await app.register('belette')
  await app.services.transactions({ kind: 'guest' }, ({ stores, now }) =>
    stores.annotations.setParts({ userId: eve.id, holdId: first, faceId }, { grip_type: 'bac', notes: 'avant' }, now))
  const { doc, synced } = await open(`votes/${faceId}/${eve.id}`, { token: eve.token })
  await expect.poll(synced).toBe(true)
  expect(doc.getMap(VOTES_MAP).toJSON()).toEqual({ [voteKey(first, 'grip_type')]: 'bac', [voteKey(first, 'notes')]: 'avant' })
})
