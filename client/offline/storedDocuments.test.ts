import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError } from '../api/api'
import { createDocuments } from '../documents/documentRegistry'
import { FakeDocumentServer, FakeSocket } from '../testing/fakeDocumentServer'
import type { LiveDocument } from '../documents/liveDocument'
import { openDocument } from '../documents/openDocument'
import { setVote, unsavedVotes } from '../annotations/votes'
import { KeptDocuments, type KeptElsewhere } from './storedDocuments'
import { stubDatabase } from '../testing/fakeDatabase'
import { FakeLocks } from '../testing/fakeLocks'
import { LocalStore } from './localStore'

const NAME = 'votes/f/u'

let server: FakeDocumentServer
let described: { epoch: string; mode: 'rw' | 'ro' }
let isAway: boolean
const tabs: { close(): Promise<void> }[] = []

/** A page of somebody, with its own connection to the same device. */
function openTab(who: string | null = 'u', name = NAME) {
  const local = new LocalStore(who, 'host')
  const documents = createDocuments({
    tokens: { fresh: () => Promise.resolve('t'), refresh: () => Promise.resolve('t'), onChange: () => () => true },
    describe: () => (isAway ? Promise.reject(new ApiError(0, 'offline', '')) : Promise.resolve(described)),
    origin: () => 'ws://gym',
  })
  let elsewhere: readonly KeptElsewhere[] = []
  const kept = new KeptDocuments(local, {
    onElsewhere: edits => (elsewhere = edits),
    onTaken: ({ document: taken, mine, edits }) => documents.opened.value.find(one => one.name === taken)?.adopt(mine, edits),
  })
  documents.switchStorage(kept)
  const { document } = openDocument(documents, name)
  let isClosed = false
  const tab = {
    document, local, documents, elsewhere: () => elsewhere,
    /** As when the page goes; what was given a moment before is kept. */
    async close() {
      if (isClosed) return
      isClosed = true
      document.destroy()
      kept.close()
      local.close()
      await expect.poll(async () => (await locks.query()).held.filter(({ name: held }) => held.endsWith(kept.owner))).toEqual([])
    },
  }
  tabs.push(tab)
  return tab
}
const offline = (document: LiveDocument) => expect.poll(() => document.state.value).toBe('offline')
/** The newest socket is let in. */
async function accepted(document: LiveDocument, after = 0, state = 'live'): Promise<void> {
  await vi.waitFor(() => {
    expect(FakeSocket.made.length).toBeGreaterThan(after)
    expect(server.socket.readyState).toBe(0)
  }, { timeout: 15_000 })
  server.accept()
  await expect.poll(() => document.state.value).toBe(state)
}
const votes = () => server.doc.getMap('holds').toJSON()
const textOf = (document: LiveDocument) => document.doc.getText('note:7').toString()

let locks: FakeLocks
beforeEach(() => {
  locks = new FakeLocks()
  stubDatabase()
  vi.stubGlobal('WebSocket', FakeSocket)
  vi.stubGlobal('navigator', { locks })
  FakeSocket.made = []
  server = new FakeDocumentServer()
  described = { epoch: 'e1', mode: 'rw' }
  isAway = false
})
afterEach(async () => {
  vi.restoreAllMocks()
  await Promise.all(tabs.splice(0).map(tab => tab.close()))
  vi.unstubAllGlobals()
})

describe('documents kept on this device', () => {
  it('[LOCAL-5] open with no network, keep what is said and written there, and send it once', async () => {
    server.doc.getText('note:7').insert(0, 'avant')
    server.doc.getMap('holds').set('1/condition', 'sale')
    const first = openTab()
    await accepted(first.document)
    await first.close()

    isAway = true
    const second = openTab()
    await expect.poll(() => textOf(second.document)).toBe('avant')
    expect([second.document.mode.value, second.document.isRead.value]).toEqual(['rw', true])
    setVote(second.document, 2, 'grip_type', 'bac')
    second.document.doc.getText('note:7').insert(5, ' et après')
    expect(second.document.saved.value).toBe('waiting')
    await second.close()

    const third = openTab()
    await offline(third.document)
    expect(textOf(third.document)).toBe('avant et après')
    expect(unsavedVotes(third.document)).toEqual([{ holdId: 2, part: 'grip_type', value: 'bac' }])
    server.doc.getText('note:7').insert(0, 'Autrement : ')
    isAway = false
    third.document.wake()
    await accepted(third.document, 1)
    expect(server.doc.getText('note:7').toString()).toBe('Autrement : avant et après')
    expect(votes()).toEqual({ '1/condition': 'sale', '2/grip_type': 'bac' })
    expect(third.document.saved.value).toBe('saved')
    const changes = server.changes
    await third.close()

    const fourth = openTab()
    await accepted(fourth.document, 2)
    expect([fourth.document.unsaved.value.size, server.changes]).toEqual([0, changes])
  })

  it('[LOCAL-5] keep votes on holds whose document was never read here, and cast them once it was', async () => {
    isAway = true
    const first = openTab()
    await offline(first.document)
    setVote(first.document, 2, 'grip_type', 'bac')
    setVote(first.document, 3, 'condition', 'ok')
    setVote(first.document, 2, 'grip_type', 'pince')
    await first.close()
    isAway = false
    server.doc.getMap('holds').set('2/grip_type', 'plat')
    const second = openTab()
    await accepted(second.document)
    await expect.poll(() => second.document.saved.value).toBe('saved')
    expect(votes()).toEqual({ '2/grip_type': 'pince', '3/condition': 'ok' })
  })

  it('[LOCAL-5] bring nothing back to a server that was made anew but what was not saved: keys again, a text is given back', async () => {
    server.doc.getMap('holds').set('1/condition', 'sale')
    const first = openTab()
    await accepted(first.document)
    isAway = true
    server.socket.hangUp(1006)
    setVote(first.document, 2, 'grip_type', 'bac')
    first.document.doc.getText('note:7').insert(0, 'écrit dehors')
    await first.close()

    server = new FakeDocumentServer()
    described = { epoch: 'e2', mode: 'rw' }
    isAway = false
    const second = openTab()
    await accepted(second.document, 1)
    await expect.poll(() => second.document.saved.value).toBe('refused')
    expect(server.socket.url).toContain('epoch=e2')
    expect([votes(), textOf(second.document)]).toEqual([{ '2/grip_type': 'bac' }, ''])
    expect(second.document.lost.value).toEqual([{ root: 'note:7', key: null, value: 'écrit dehors', code: 'stale' }])
    await second.close()

    const third = openTab()
    await accepted(third.document, 2)
    const [lost] = third.document.lost.value
    if (!lost) throw new Error('what was given back is kept, too')
    third.document.retry(lost)
    expect(server.doc.getText('note:7').toString()).toBe('écrit dehors')
    await expect.poll(() => third.document.saved.value).toBe('saved')
  })

  it('[LOCAL-5] are shared by tabs: each sends what was made in it, and what a closed one left', async () => {
    const one = openTab()
    await accepted(one.document)
    isAway = true
    server.socket.hangUp(1006)
    setVote(one.document, 1, 'condition', 'ok')
    const other = openTab()
    await offline(other.document)
    setVote(other.document, 2, 'condition', 'usee')
    await expect.poll(() => other.elsewhere().map(({ key }) => key)).toEqual(['1/condition'])
    expect(unsavedVotes(other.document).map(({ holdId }) => holdId)).toEqual([2])

    await one.close()
    await expect.poll(() => unsavedVotes(other.document).map(({ holdId }) => holdId).sort()).toEqual([1, 2])
    await expect.poll(() => other.elsewhere()).toEqual([])
    isAway = false
    other.document.wake()
    await accepted(other.document, 1)
    expect(votes()).toEqual({ '1/condition': 'ok', '2/condition': 'usee' })
    expect(other.document.saved.value).toBe('saved')
  })

  it('[LOCAL-2] are their person’s alone', async () => {
    server.doc.getText('note:7').insert(0, 'lu par elle')
    const hers = openTab('elle')
    await accepted(hers.document)
    isAway = true
    server.socket.hangUp(1006)
    setVote(hers.document, 1, 'condition', 'ok')
    await hers.close()
    for (const who of ['lui', null]) {
      const tab = openTab(who)
      await offline(tab.document)
      expect([textOf(tab.document), tab.document.unsaved.value.size, tab.document.isRead.value]).toEqual(['', 0, false])
      await tab.close()
    }
  })

  it('[EDIT-6] wait for their person when somebody else sits down at the same page', async () => {
    const tab = openTab()
    await accepted(tab.document)
    isAway = true
    server.socket.hangUp(1006)
    setVote(tab.document, 1, 'condition', 'ok')
    tab.documents.switchStorage(null)
    await offline(tab.document)
    expect([tab.document.unsaved.value.size, tab.document.lost.value]).toEqual([0, []])
    await tab.close()
    const again = openTab()
    await offline(again.document)
    expect(unsavedVotes(again.document)).toEqual([{ holdId: 1, part: 'condition', value: 'ok' }])
  })

  it('[LOCAL-6] are folded as they grow, and stay the same', async () => {
    const one = openTab()
    await accepted(one.document)
    for (let turn = 0; turn < 260; turn++) setVote(one.document, turn % 20 + 1, 'notes', `fois ${turn}`)
    await one.close()
    isAway = true
    const again = openTab()
    await offline(again.document)
    const pieces = async () => (await again.local.db)?.count('updates')
    await expect.poll(async () => await pieces()).toBeLessThan(102)
    expect(again.document.doc.getMap('holds').toJSON()).toEqual(votes())
    expect(again.document.unsaved.value.size).toBe(0)
  })

  it('[LOCAL-3] go on in memory where there is no more room, and say so', async () => {
    const tab = openTab()
    await accepted(tab.document)
    vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
      throw new DOMException('no more room', 'QuotaExceededError')
    })
    setVote(tab.document, 1, 'condition', 'ok')
    await expect.poll(() => tab.local.keeping.value).toBe('full')
    expect([tab.document.saved.value, votes()]).toEqual(['saved', { '1/condition': 'ok' }])
  })

  it('[EDIT-2] remember what was refused, to be tried again', async () => {
    const one = openTab()
    await accepted(one.document)
    server.refuses = doc => (doc.getMap('holds').has('2/condition') ? 'locked 2/condition' : null)
    setVote(one.document, 2, 'condition', 'sale')
    await accepted(one.document, 1, 'connecting')
    await accepted(one.document, 2)
    expect(one.document.lost.value).toMatchObject([{ key: '2/condition', code: 'locked' }])
    await one.close()
    server.refuses = () => null
    const again = openTab()
    await accepted(again.document, 3)
    const [lost] = again.document.lost.value
    if (!lost) throw new Error('what was refused is kept')
    again.document.retry(lost)
    await expect.poll(() => again.document.saved.value).toBe('saved')
    expect(votes()).toEqual({ '2/condition': 'sale' })
  })

  it('[OUTBOX-6] give a vote up that waits, and keep the others', async () => {
    server.doc.getMap('holds').set('1/condition', 'sale')
    const tab = openTab()
    await accepted(tab.document)
    isAway = true
    server.socket.hangUp(1006)
    setVote(tab.document, 1, 'condition', 'ok')
    setVote(tab.document, 2, 'condition', 'usee')
    tab.document.discard([{ root: 'holds', key: '1/condition', value: 'ok' }])
    await offline(tab.document)
    expect(unsavedVotes(tab.document).map(({ holdId }) => holdId)).toEqual([2])
    expect(tab.document.doc.getMap('holds').get('1/condition')).toBe('sale')
    isAway = false
    tab.document.wake()
    await accepted(tab.document, 1)
    expect(votes()).toEqual({ '1/condition': 'sale', '2/condition': 'usee' })
  })
})
